/// Reads a file, or bytes in memory, from front to back, with a look ahead.
final class ByteReader: ByteStream {
  /// Large enough that system calls cost nothing, small enough to stay in the processor's cache.
  private static let bufferByteCount = 65_536

  /// The size of the whole file.
  let byteCount: Int

  /// Nil if all bytes are in the buffer from the beginning.
  private let file: InputFile?
  private var buffer: [UInt8]
  private var position = 0
  /// Where in the file the buffer begins.
  private var bufferOffset = 0

  init(_ bytes: [UInt8]) {
    byteCount = bytes.count
    file = nil
    buffer = bytes
  }

  init(path: String) throws(IDXError) {
    let file = try InputFile(path: path)
    self.file = file
    byteCount = file.byteCount
    buffer = []
  }

  /// Where in the file the next byte stands.
  var offset: Int { bufferOffset + position }

  var remainingByteCountAtMost: Int { max(0, byteCount - offset) }

  var ofWhat: String { "" }

  /// What can be had without reading further.
  var buffered: ArraySlice<UInt8> { buffer[position...] }

  /// Takes bytes off the front of `buffered`.
  func consume(_ count: Int) { position += count }

  /// Makes sure that `buffered` holds a byte; false if the file has ended.
  func fill() throws(IDXError) -> Bool {
    if position < buffer.count { return true }
    guard let file else { return false }
    bufferOffset += buffer.count
    position = 0
    buffer = try [UInt8](capacity: Self.bufferByteCount) { output throws(IDXError) in
      try file.read(into: &output)
    }
    return !buffer.isEmpty
  }

  /// Takes the next byte, or nil at the end.
  func nextByte() throws(IDXError) -> UInt8? {
    guard try fill() else { return nil }
    defer { position += 1 }
    return buffer[position]
  }

  /// The next bytes without taking them, fewer if the file ends before. Only for the beginning of the file.
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
    // The rest goes straight to where it belongs, not through the buffer.
    let countBefore = output.count
    try file.read(into: &output)
    bufferOffset += buffer.count + output.count - countBefore
    buffer = []
    position = 0
  }
}
