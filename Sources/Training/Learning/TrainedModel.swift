/// A model with its parameters: what can be used, saved, and judged.
public final class TrainedModel: Sendable {
  public let model: ModelDescription
  public let input: Shape
  public let classCount: Int
  public let normalisation: Normalisation
  let state: NetworkState

  init(
    _ model: ModelDescription, input: Shape, classCount: Int, normalisation: Normalisation,
    state: NetworkState
  ) {
    self.model = model
    self.input = input
    self.classCount = classCount
    self.normalisation = normalisation
    self.state = state
  }

  /// A model from its numbers, as a file holds them.
  ///
  /// - Parameters:
  ///   - values: by the name in the layout, each as many as the layout says.
  /// - Throws: `TrainingError` if one is missing or of another size, or the model does not fit the input.
  public convenience init(
    _ model: ModelDescription, input: Shape, classCount: Int, normalisation: Normalisation,
    values: [String: [Float]]
  ) throws(TrainingError) {
    let state = NetworkState(try ParameterLayout(model, input: input))
    for parameter in state.layout.parameters {
      guard let numbers = values[parameter.name], numbers.count == parameter.count else {
        throw TrainingError(
          .invalidFile,
          "'\(parameter.name)' should hold \(parameter.count) numbers and holds \(values[parameter.name]?.count ?? 0); train the model again"
        )
      }
      (parameter.isStatistic ? state.statistics : state.parameters)[parameter.range].set(numbers)
    }
    self.init(model, input: input, classCount: classCount, normalisation: normalisation, state: state)
  }

  /// Every parameter and running statistic by its name in the layout, in the order of the layout.
  public var values: [(parameter: ParameterLayout.Parameter, numbers: [Float])] {
    state.layout.parameters.map {
      ($0, (($0.isStatistic ? state.statistics : state.parameters)[$0.range]).values)
    }
  }

  /// The probability of each class for each image, `classCount` an image, in the order of the images.
  ///
  /// - Throws: `TrainingError` if the images have another shape, `CancellationError`.
  public func probabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    guard images.shape == input else {
      throw TrainingError(
        .invalidData,
        "the model takes images of \(input) (rows, columns, channels), these are \(images.shape); convert them with the model's pipeline"
      )
    }
    let probabilities = try await singleProbabilities(of: images, threadCount: threadCount)
    guard model.averagesMirrored else { return probabilities }
    let mirrored = try await singleProbabilities(of: images.mirrored(), threadCount: threadCount)
    return zip(probabilities, mirrored).map { ($0 + $1) / 2 }
  }

  /// Of the images as they are.
  private func singleProbabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    guard images.count > 0 else { return [] }
    let batchSize = min(200, images.count)
    let batchCount = (images.count + batchSize - 1) / batchSize
    let threadCount = max(1, min(threadCount, batchCount))
    let writer = BatchWriter(input, normalisation)
    let parts = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for thread in 0..<threadCount {
        let batches = (thread * batchCount / threadCount)..<((thread + 1) * batchCount / threadCount)
        group.addTask { (thread, try self.probabilities(of: images, batches, batchSize, writer)) }
      }
      var parts = [[Float]](repeating: [], count: threadCount)
      for try await (thread, part) in group { parts[thread] = part }
      return parts
    }
    return parts.flatMap { $0 }
  }

  private func probabilities(
    of images: LabelledImages, _ batches: Range<Int>, _ batchSize: Int, _ writer: BatchWriter
  ) throws -> [Float] {
    let network = try Network(
      model, input: input, classCount: classCount, batchSize: batchSize, state: state,
      random: SeededRandom(seed: 0))
    var result: [Float] = []
    result.reserveCapacity(batches.count * batchSize * classCount)
    for batch in batches {
      try Task.checkCancellation()
      let items = (batch * batchSize)..<min((batch + 1) * batchSize, images.count)
      for item in items { writer.write(item, of: images, to: item - items.lowerBound, of: network.input) }
      let output = try network.predict()
      result += output[0..<(items.count * classCount)].values
    }
    return result
  }

  /// Mean loss (without smoothing, in nats) and the share of images that the largest probability gets right.
  public func evaluate(_ images: LabelledImages, threadCount: Int) async throws -> (
    loss: Double, accuracy: Double
  ) {
    let probabilities = try await probabilities(of: images, threadCount: threadCount)
    var (loss, correctCount) = (0.0, 0)
    for (item, label) in images.labels.enumerated() {
      let row = probabilities[(item * classCount)..<((item + 1) * classCount)]
      loss -= Double(max(row[row.startIndex + Int(label)], .leastNormalMagnitude)).naturalLogarithm
      if row.firstIndex(of: row.max() ?? 0) == row.startIndex + Int(label) { correctCount += 1 }
    }
    let count = Double(max(1, images.count))
    return (loss / count, Double(correctCount) / count)
  }
}
