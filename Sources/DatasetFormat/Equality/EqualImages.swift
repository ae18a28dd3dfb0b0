/// The sets of images with equal bytes.
package struct EqualImages {
  /// The sets of two or more equal images, by index from 0: ascending in each set, and the sets ordered by their first
  /// index.
  package let sets: [[Int]]

  /// - Parameters:
  ///   - count: the number of images.
  ///   - bytes: returns the bytes of the image with a given index.
  package init(count: Int, bytes: (Int) -> ArraySlice<UInt8>) {
    var firstExamples: [Int: Int] = [:]
    firstExamples.reserveCapacity(count)
    var buckets: [Int: [Int]] = [:]
    for example in 0..<count {
      let hash = bytes(example).fingerprint
      if let first = firstExamples[hash] {
        buckets[hash, default: [first]].append(example)
      } else {
        firstExamples[hash] = example
      }
    }
    // Images with equal fingerprints probably have equal bytes, but not certainly.
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
  /// A hash of the bytes that is the same in every run.
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
