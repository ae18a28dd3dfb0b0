/// Bytes that come one after the other, from a file or out of a decompressor.
protocol ByteStream: AnyObject {
  /// No more than so many bytes can still come, and in a raw file exactly so many.
  var remainingByteCountAtMost: Int { get }

  /// What the offsets in error messages count, to be put behind "byte 3": nothing for a file itself.
  var ofWhat: String { get }

  /// Fills `output` as far as the stream reaches: what is left free then shows that the stream has ended.
  func read(into output: inout OutputSpan<UInt8>) throws(IDXError)
}

extension ByteStream {
  /// The next `count` bytes, or fewer if the stream ends before.
  func readBytes(upTo count: Int) throws(IDXError) -> [UInt8] {
    try [UInt8](capacity: count) { output throws(IDXError) in try read(into: &output) }
  }
}
