/// The sets of images with equal bytes.
package struct EqualImages {
  /// The sets of two or more equal images, by index from 0: ascending in each set, and the sets ordered by their first
  /// index.
  package let sets: [[Int]]

  /// - Parameters:
  ///   - count: the number of images.
  ///   - bytes: returns the bytes of the image with a given index.
  package init(count: Int, bytes: (Int) -> ArraySlice<UInt8>) {
    self.init(fingerprints: (0..<count).map { bytes($0).fingerprint }, bytes: bytes)
  }

  /// - Parameters:
  ///   - fingerprints: the fingerprint of each image.
  ///   - bytes: returns the bytes of the image with a given index; called for images with equal fingerprints only.
  package init(fingerprints: [UInt64], bytes: (Int) -> ArraySlice<UInt8>) {
    let order = (0..<Int32(fingerprints.count)).sorted { one, other in
      (fingerprints[Int(one)], one) < (fingerprints[Int(other)], other)
    }
    var sets: [[Int]] = []
    var start = 0
    while start < order.count {
      let fingerprint = fingerprints[Int(order[start])]
      var end = start + 1
      while end < order.count, fingerprints[Int(order[end])] == fingerprint { end += 1 }
      if end - start > 1 { sets += Self.sets(among: order[start..<end].map { Int($0) }, bytes) }
      start = end
    }
    self.sets = sets.sorted { $0[0] < $1[0] }
  }

  /// Returns the sets of equal images among some with equal fingerprints: these probably have equal bytes, but not
  /// certainly.
  private static func sets(among images: [Int], _ bytes: (Int) -> ArraySlice<UInt8>) -> [[Int]] {
    var sets: [[Int]] = []
    var rest = images
    while let first = rest.first {
      let firstBytes = bytes(first)
      var (equal, others): ([Int], [Int]) = ([], [])
      for image in rest {
        if bytes(image) == firstBytes { equal.append(image) } else { others.append(image) }
      }
      if equal.count > 1 { sets.append(equal) }
      rest = others
    }
    return sets
  }
}

extension ArraySlice<UInt8> {
  /// A hash of the bytes of an image that is the same in every run; equal images have equal ones.
  package var fingerprint: UInt64 {
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
    return hash
  }
}
