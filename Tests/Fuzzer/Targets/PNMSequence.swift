internal import ImageCodecs

extension FuzzTarget {
  /// Pictures of a camera, one after the other, as `predict -` takes them apart.
  static let pnmSequence = FuzzTarget(
    "pnm-sequence", words: ["P5\n", "P6\n", "P5 4 3 255\n", "# ", "65535\n", "999999999"]
  ) { bytes in
    var rest = bytes[...]
    while PNMSequence.begins(Array(rest).span) {
      guard let length = try PNMSequence.byteCount(ofFirstIn: Array(rest).span) else { return }
      precondition(length > PNMSequence.signatureByteCount, "a picture of \(length) bytes")
      rest = rest.dropFirst(length)
      rest = rest.dropFirst(PNMSequence.blankCount(atStartOf: Array(rest).span))
    }
  }
}
