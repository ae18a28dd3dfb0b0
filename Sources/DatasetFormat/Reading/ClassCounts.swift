/// The number of images of each class in a split.
package struct ClassCounts {
  /// The number of images of each label, from label 0 on.
  package let counts: [Int]

  package init(_ part: SplitData, classCount: Int) {
    var counts = [Int](repeating: 0, count: classCount)
    for label in part.labels.prefix(part.count) { counts[Int(label)] += 1 }
    self.counts = counts
  }

  package subscript(label: Int) -> Int { counts[label] }

  /// Returns the labels with the fewest and the most images, among those that have any; nil if there are no images.
  package func extremes(among labels: Range<Int>) -> (smallest: Int, largest: Int)? {
    let used = labels.filter { counts[$0] > 0 }
    guard let smallest = used.min(by: { counts[$0] < counts[$1] }),
      let largest = used.max(by: { counts[$0] < counts[$1] })
    else { return nil }
    return (smallest, largest)
  }
}
