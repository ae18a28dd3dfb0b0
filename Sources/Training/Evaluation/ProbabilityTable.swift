/// The probabilities that a model gives the classes, a row an item.
struct ProbabilityTable: Sendable {
  let itemCount: Int
  let classCount: Int
  private let values: [Float]

  /// - Throws: `TrainingError` if there are not `classCount` probabilities an item, or a label names no class.
  init(_ values: [Float], labels: [UInt8], classCount: Int) throws(TrainingError) {
    guard values.count == labels.count * classCount else {
      throw TrainingError(
        .invalidInput,
        "there are \(values.count) probabilities for \(labels.count) items of \(classCount) classes; give one a class and item"
      )
    }
    if let label = labels.first(where: { Int($0) >= classCount }) {
      throw TrainingError(
        .invalidInput, "label \(label) names none of the \(classCount) classes; 'fmbuild verify' says more")
    }
    self.values = values
    self.classCount = classCount
    itemCount = labels.count
  }

  subscript(item: Int, label: Int) -> Double { Double(values[item * classCount + label]) }

  /// The first of those that are equally probable.
  func mostProbableClass(of item: Int, except excluded: Int? = nil) -> Int {
    let first = excluded == 0 && classCount > 1 ? 1 : 0
    return (first..<classCount).reduce(first) { best, label in
      label != excluded && self[item, label] > self[item, best] ? label : best
    }
  }
}
