/// The probabilities of the classes for each image.
struct ProbabilityTable: Sendable {
  let imageCount: Int
  let classCount: Int
  private let values: [Float]

  /// - Throws: `TrainingError` if there are not `classCount` probabilities per image, or a label is not below
  ///   `classCount`.
  init(_ values: [Float], labels: [UInt8], classCount: Int) throws(TrainingError) {
    guard values.count == labels.count * classCount else {
      throw TrainingError(
        .invalidInput,
        "there are \(values.count) probabilities for \(labels.count) images and \(classCount) classes; give one per image and class"
      )
    }
    if let label = labels.first(where: { Int($0) >= classCount }) {
      throw TrainingError(
        .invalidInput, "label \(label) is none of the \(classCount) classes; run 'fmbuild verify' for details"
      )
    }
    self.values = values
    self.classCount = classCount
    imageCount = labels.count
  }

  /// Returns the probability of a class for an image.
  subscript(image: Int, label: Int) -> Double { Double(values[image * classCount + label]) }

  /// Returns the most probable class for an image, the first of equally probable ones.
  ///
  /// - Parameter excluded: a class to leave out; nil for none.
  func mostProbableClass(of image: Int, except excluded: Int? = nil) -> Int {
    let first = excluded == 0 && classCount > 1 ? 1 : 0
    return (first..<classCount).reduce(first) { best, label in
      label != excluded && self[image, label] > self[image, best] ? label : best
    }
  }
}
