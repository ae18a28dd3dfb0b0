extension Sequence {
  /// Returns the elements grouped by a key, as lists in messages have them: the most frequent key first, keys that are
  /// equally frequent in their own order.
  package func groupedByFrequency<Key: Hashable & Comparable>(of key: (Element) -> Key) -> [(
    key: Key, elements: [Element]
  )] {
    Dictionary(grouping: self, by: key).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }.map { ($0.key, $0.value) }
  }
}
