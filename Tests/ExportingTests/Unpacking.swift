import CZlib
import Testing

/// What stands around compressed data, with the argument that zlib takes for it.
enum Wrapping: CInt {
  case gzip = 31
  case zlib = 15
  case none = -15
}

/// Decompresses a whole stream with zlib alone; bytes after its end are an error, a wrong checksum too.
func unpacked(_ bytes: [UInt8], _ wrapping: Wrapping, capacity: Int = 1 << 22) throws -> [UInt8] {
  var stream = unsafe z_stream()
  let size = unsafe CInt(MemoryLayout<z_stream>.size)
  let begun = unsafe inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, size)
  try #require(begun == Z_OK)
  defer { unsafe inflateEnd(&stream) }
  var input = bytes
  var status = Z_OK
  let data = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      status = unsafe inflate(&stream, Z_FINISH)
      count = unsafe output.count - Int(stream.avail_out)
    }
  }
  try #require(status == Z_STREAM_END)
  let unread = unsafe stream.avail_in
  try #require(unread == 0)
  return data
}
