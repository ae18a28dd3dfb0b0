internal import ImageCodecs

extension FuzzTarget {
  static let captureTime = FuzzTarget(
    "capture-time", words: photoWords + ["2024:05:17 14:03:59", "\u{87}i", "\u{90}\u{3}"]
  ) { (bytes: [UInt8]) in
    _ = CaptureTime.seconds(of: bytes.span)
  }
}
