import Testing
import TestSupport
import Training

/// Tests of the structure of ONNX files; `scripts/check-models` runs them.
struct ONNXModelTests {
  private func graph(_ sample: ModelSample) throws -> ProtobufReader {
    let model = try ProtobufReader(ONNXModel(sample.folder()).bytes)
    return try #require(try model.messages(7).first)
  }

  @Test func theFileSaysWhatItIs() throws {
    let model = try ProtobufReader(ONNXModel(ModelSample.layers[0].folder()).bytes)
    #expect(model.numbers(1) == [8])
    #expect(model.texts(2) + model.texts(3) == ["fmbuild", "1.2.3"])
    #expect(try model.messages(8).map { $0.numbers(2) } == [[13]])
    let metadata = try model.messages(14).map { ($0.texts(1)[0], $0.texts(2)[0]) }
    #expect(metadata.map(\.0) == ["classes", "input", "model", "normalisation", "pipeline"])
    #expect(metadata[0].1 == #"["class \"0\" é","class \"1\" é","class \"2\" é"]"#)
    #expect(metadata[4].1 == #"{"isFast":false,"name":"fashion-mnist"}"#)
  }

  @Test(arguments: ModelSample.layers + ModelSample.catalogue)
  func everyNodeUsesWhatIsThereBeforeIt(_ sample: ModelSample) throws {
    let graph = try graph(sample)
    var known = Set(try graph.messages(5).map { $0.texts(8)[0] } + graph.messages(11).map { $0.texts(1)[0] })
    #expect(known.count == graph.bytes(5).count + 1)
    for node in try graph.messages(1) {
      for input in node.texts(1) { #expect(known.contains(input), "\(node.texts(3))") }
      for output in node.texts(2) { #expect(known.insert(output).inserted, "\(output) stands twice") }
    }
    let outputs = try graph.messages(12).map { $0.texts(1)[0] }
    #expect(outputs == ["probabilities"] && known.contains("probabilities"))
  }

  @Test(arguments: ModelSample.catalogue)
  func everyNumberIsInTheFile(_ sample: ModelSample) throws {
    let tensors = try graph(sample).messages(5).filter { $0.texts(8)[0].first?.isNumber == true }
    let counts = try sample.model().values.map(\.numbers.count)
    #expect(tensors.map { $0.bytes(9)[0].count / 4 }.sorted() == counts.sorted())
  }

  @Test func weightsOfAPictureRunOverChannelsFirst() throws {
    let sample = ModelSample.layers[0]
    let weights = try #require(try sample.model().values.first).numbers
    let tensor = try #require(try graph(sample).messages(5).first { $0.texts(8) == ["1.dense.weights"] })
    #expect(tensor.numbers(1) == [3, 24])
    let (rows, columns, channels) = (3, 4, 2)
    var expected: [UInt8] = []
    for unit in 0..<3 {
      for channel in 0..<channels {
        for row in 0..<rows {
          for column in 0..<columns {
            let bits = weights[((unit * rows + row) * columns + column) * channels + channel].bitPattern
            expected += (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) }
          }
        }
      }
    }
    #expect(tensor.bytes(9) == [expected])
  }

  @Test func layersBecomeTheOperatorsOfTheirNames() throws {
    let operators = try graph(ModelSample.layers[6]).messages(1).map { $0.texts(4)[0] }
    #expect(
      operators == [
        "Mul", "Add", "Conv", "Relu", "Conv", "Add", "GlobalAveragePool", "Flatten", "Gemm", "Softmax",
      ])
  }

  @Test func modelsThatDoNotFitTheClassesAreRefused() throws {
    let sample = ModelSample(
      "odd", Shape(rows: 4, columns: 4, channels: 1), classCount: 5, [.dense(units: 4)])
    let error = try #require(throws: TrainingError.self) { try ONNXModel(sample.folder()) }
    #expect(error.message == "odd: the last layer gives 4 numbers for 5 classes; change its units")
  }

  @Test func residualStepsThatNoStrideFitsAreRefused() throws {
    let sample = ModelSample(
      "odd", Shape(rows: 8, columns: 8, channels: 1), [.residual([.convolution(channels: 2, kernelSize: 3)])])
    let error = try #require(throws: TrainingError.self) { try ONNXModel(sample.folder()) }
    #expect(
      error.message.hasPrefix(
        "residual: its layers give 6x6x2, which no stride can reach from the input, 8x8x1"))
  }
}
