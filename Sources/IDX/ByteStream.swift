/// A sequence of bytes from a file or from a decompressor.
protocol ByteStream: AnyObject {
  /// An upper bound on the number of remaining bytes; exact for a raw file.
  var remainingByteCountAtMost: Int { get }

  /// The data that offsets in error messages refer to, as text to follow "byte 3"; empty for the file itself.
  var ofWhat: String { get }

  /// Fills `output`, or as much of it as the stream has bytes for; free capacity that is left means that the stream has
  /// ended.
  func read(into output: inout OutputSpan<UInt8>) throws(IDXError)
}

extension ByteStream {
  /// Returns the next `count` bytes, or fewer if the stream ends before.
  func readBytes(upTo count: Int) throws(IDXError) -> [UInt8] {
    try [UInt8](capacity: count) { output throws(IDXError) in try read(into: &output) }
  }
}
