/// Which items have equal bytes.
package struct EqualItems {
  /// Sets of two or more, each in the order of the items, the sets in the order of their first.
  package let sets: [[Int]]

  package init(_ store: ItemStore) {
    self.init(count: store.count, bytes: store.pixels)
  }

  /// - Parameters:
  ///   - count: how many items there are.
  ///   - bytes: those of one item, counted from 0.
  package init(count: Int, bytes: (Int) -> ArraySlice<UInt8>) {
    var firstItems: [Int: Int] = [:]
    firstItems.reserveCapacity(count)
    var buckets: [Int: [Int]] = [:]
    for item in 0..<count {
      let hash = bytes(item).fingerprint
      if let first = firstItems[hash] {
        buckets[hash, default: [first]].append(item)
      } else {
        firstItems[hash] = item
      }
    }
    // Equal fingerprints are likely, not certain, to be equal bytes.
    var sets: [[Int]] = []
    for bucket in buckets.values {
      var rest = bucket[...]
      while let first = rest.first {
        let equal = rest.filter { bytes($0) == bytes(first) }
        if equal.count > 1 { sets.append(equal) }
        guard equal.count < rest.count else { break }
        rest.removeAll { bytes($0) == bytes(first) }
      }
    }
    self.sets = sets.sorted { $0[0] < $1[0] }
  }
}

extension ArraySlice<UInt8> {
  /// A number that equal bytes share, the same in every run.
  fileprivate var fingerprint: Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    unsafe withUnsafeBytes { bytes in
      var offset = 0
      while offset + 8 <= bytes.count {
        hash =
          unsafe (hash ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
          &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        offset += 8
      }
      while offset < bytes.count {
        hash = unsafe (hash ^ UInt64(bytes[offset])) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        offset += 1
      }
    }
    return Int(truncatingIfNeeded: hash)
  }
}
