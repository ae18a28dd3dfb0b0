/// How many items of each class a split has.
package struct ClassCounts {
  /// By label.
  package let counts: [Int]

  package init(_ part: DatasetPart, classCount: Int) {
    var counts = [Int](repeating: 0, count: classCount)
    for label in part.labels.prefix(part.count) { counts[Int(label)] += 1 }
    self.counts = counts
  }

  package subscript(label: Int) -> Int { counts[label] }

  /// Of the labels that have any, the smallest and the largest; nil if there are no items.
  package func extremes(among labels: Range<Int>) -> (smallest: Int, largest: Int)? {
    let used = labels.filter { counts[$0] > 0 }
    guard let smallest = used.min(by: { counts[$0] < counts[$1] }),
      let largest = used.max(by: { counts[$0] < counts[$1] })
    else { return nil }
    return (smallest, largest)
  }
}
