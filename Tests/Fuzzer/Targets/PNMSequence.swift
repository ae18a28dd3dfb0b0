internal import ImageCodecs

extension FuzzTarget {
  /// Pictures of a camera, one after the other, as `predict -` takes them apart.
  static let pnmSequence = FuzzTarget(
    "pnm-sequence", words: ["P5\n", "P6\n", "P5 4 3 255\n", "# ", "65535\n", "999999999"]
  ) { bytes in
    var rest = bytes
    while PNMSequence.begins(rest.span) {
      guard let length = try PNMSequence.byteCount(ofFirstIn: rest.span) else { return }
      precondition(length > PNMSequence.signatureByteCount, "a picture of \(length) bytes")
      rest.removeFirst(min(length, rest.count))
      let blankCount = PNMSequence.blankCount(atStartOf: rest.span)
      rest.removeFirst(blankCount)
    }
  }
}
