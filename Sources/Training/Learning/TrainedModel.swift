internal import Platform

/// A model with its parameters, ready to be evaluated, used and saved.
public final class TrainedModel: Sendable {
  public let model: ModelDescription
  public let input: Shape
  public let classCount: Int
  public let normalisation: Normalisation
  let state: NetworkState

  /// The number of images that a thread asks about at a time. More of them are no faster, and the layers' results take
  /// two megabytes an image in a residual network.
  private static let batchSize = 32

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

  /// Creates a model from its parameters, as they are in a file.
  ///
  /// - Parameter values: the numbers of each parameter and statistic by its name in the layout.
  /// - Throws: `TrainingError` if numbers are missing or too many, or the model does not fit the input.
  public convenience init(
    _ model: ModelDescription, input: Shape, classCount: Int, normalisation: Normalisation,
    values: [String: [Float]]
  ) throws(TrainingError) {
    let state = NetworkState(try ParameterLayout(model, input: input))
    for parameter in state.layout.parameters {
      guard let numbers = values[parameter.name], numbers.count == parameter.count else {
        throw TrainingError(
          .invalidFile,
          "'\(parameter.name)' has \(values[parameter.name]?.count ?? 0) numbers, expected \(parameter.count); train the model again"
        )
      }
      (parameter.isStatistic ? state.statistics : state.parameters)[parameter.range].set(numbers)
    }
    self.init(model, input: input, classCount: classCount, normalisation: normalisation, state: state)
  }

  /// Every parameter and running statistic with its numbers, in the order of the layout.
  public var values: [(parameter: ParameterLayout.Parameter, numbers: [Float])] {
    state.layout.parameters.map {
      ($0, (($0.isStatistic ? state.statistics : state.parameters)[$0.range]).values)
    }
  }

  /// Returns the probability of each class for each image, `classCount` per image, in the order of the images.
  ///
  /// - Throws: `TrainingError` if the images have another shape, `CancellationError`.
  public func probabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    guard images.shape == input else {
      throw TrainingError(
        .invalidData,
        "the model expects images of \(input) (rows, columns, channels), and these are \(images.shape); convert them with the model's pipeline"
      )
    }
    let probabilities = try await singleProbabilities(of: images, threadCount: threadCount)
    guard model.averagesMirrored else { return probabilities }
    let mirrored = try await singleProbabilities(of: images.mirrored(), threadCount: threadCount)
    return zip(probabilities, mirrored).map { ($0 + $1) / 2 }
  }

  /// Returns the probabilities for the images themselves, without their mirror images.
  private func singleProbabilities(of images: LabelledImages, threadCount: Int) async throws -> [Float] {
    guard images.count > 0 else { return [] }
    let batchSize = min(Self.batchSize, images.count)
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
      random: SeededRandom(seed: 0, purpose: .dropout(thread: 0)))
    var result: [Float] = []
    result.reserveCapacity(batches.count * batchSize * classCount)
    for batch in batches {
      try Task.checkCancellation()
      let range = (batch * batchSize)..<min((batch + 1) * batchSize, images.count)
      for image in range { writer.write(image, of: images, to: image - range.lowerBound, of: network.input) }
      let output = try network.predict()
      result += output[0..<(range.count * classCount)].values
    }
    return result
  }

  /// Returns the mean loss (without label smoothing, in nats) and the share of correctly classified images.
  ///
  /// - Throws: `TrainingError` if the images have another shape, `CancellationError`.
  public func evaluate(_ images: LabelledImages, threadCount: Int) async throws -> (
    loss: Double, accuracy: Double
  ) {
    let probabilities = try await probabilities(of: images, threadCount: threadCount)
    var (loss, correctCount) = (0.0, 0)
    for (image, label) in images.labels.enumerated() {
      let row = probabilities[(image * classCount)..<((image + 1) * classCount)]
      loss -= log(Double(max(row[row.startIndex + Int(label)], .leastNormalMagnitude)))
      if row.firstIndex(of: row.max() ?? 0) == row.startIndex + Int(label) { correctCount += 1 }
    }
    let count = Double(max(1, images.count))
    return (loss / count, Double(correctCount) / count)
  }
}
