internal import FileSystem

/// Reads a file, or bytes in memory, from front to back, with lookahead.
final class ByteReader: ByteStream {
  /// The size of the buffer in bytes: large enough that the cost of system calls is negligible, small enough to stay in
  /// the processor's cache.
  private static let bufferByteCount = 65_536

  /// The size of the whole file in bytes.
  let byteCount: Int

  /// The open file; nil if all bytes are in the buffer from the beginning.
  private let file: InputFile?
  private var buffer: [UInt8]
  private var position = 0
  /// The offset of the buffer in the file, in bytes.
  private var bufferOffset = 0

  init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    file = nil
    buffer = bytes
  }

  init(path: String) throws(IDXError) {
    let file = try InputFile(opening: path)
    self.file = file
    byteCount = file.byteCount
    buffer = []
  }

  /// The offset of the next byte in the file.
  var offset: Int { bufferOffset + position }

  var remainingByteCountAtMost: Int { max(0, byteCount - offset) }

  var ofWhat: String { "" }

  /// The bytes that are available without reading more of the file.
  var buffered: ArraySlice<UInt8> { buffer[position...] }

  /// Removes bytes from the front of `buffered`.
  func consume(_ count: Int) { position += count }

  /// Fills `buffered` if it is empty; returns false if the file has ended.
  func fill() throws(IDXError) -> Bool {
    if position < buffer.count { return true }
    guard let file else { return false }
    bufferOffset += buffer.count
    position = 0
    buffer = try [UInt8](capacity: Self.bufferByteCount) { output throws(IDXError) in
      try file.readBytes(into: &output)
    }
    return !buffer.isEmpty
  }

  /// Removes and returns the next byte; nil at the end.
  func nextByte() throws(IDXError) -> UInt8? {
    guard try fill() else { return nil }
    defer { position += 1 }
    return buffer[position]
  }

  /// Returns the next bytes without removing them, fewer if the file ends before. Only for the beginning of the file.
  func peekBytes(_ count: Int) throws(IDXError) -> ArraySlice<UInt8> {
    assert(offset == 0)
    guard try fill() else { return [] }
    return buffered.prefix(count)
  }

  func read(into output: inout OutputSpan<UInt8>) throws(IDXError) {
    let taken = buffered.prefix(output.freeCapacity)
    unsafe output.withUnsafeMutableBufferPointer { output, count in
      count = unsafe output[count...].initialize(fromContentsOf: taken)
    }
    position += taken.count
    guard let file, output.freeCapacity > 0 else { return }
    // The remaining bytes are read directly into the output, not through the buffer.
    let countBefore = output.count
    try file.readBytes(into: &output)
    bufferOffset += buffer.count + output.count - countBefore
    buffer = []
    position = 0
  }
}
