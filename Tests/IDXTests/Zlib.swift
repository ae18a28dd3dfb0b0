import CZlib

/// Decompresses the first gzip member in `bytes` with zlib alone, as a reference for reading and writing; returns nil
/// if zlib finds an error.
func zlibDecompressed(_ bytes: [UInt8], capacity: Int) -> (data: [UInt8], unreadByteCount: Int)? {
  var stream = unsafe z_stream()
  // The argument is 15 for the full window, plus 16 for a gzip wrapper, whose checksum is checked.
  guard unsafe inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK else {
    return nil
  }
  defer { unsafe inflateEnd(&stream) }
  var input = bytes
  var status = Z_OK
  let data = unsafe [UInt8](unsafeUninitializedCapacity: capacity + 1) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      status = unsafe inflate(&stream, Z_FINISH)
      count = unsafe output.count - Int(stream.avail_out)
    }
  }
  guard status == Z_STREAM_END else { return nil }
  return unsafe (data, Int(stream.avail_in))
}

/// Compresses bytes to a gzip member with zlib, at its highest level; returns nil if that fails.
func zlibCompressed(_ bytes: [UInt8]) -> [UInt8]? {
  var stream = unsafe z_stream()
  guard
    unsafe deflateInit2_(
      &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
      == Z_OK
  else { return nil }
  defer { unsafe deflateEnd(&stream) }
  var input = bytes
  var status = Z_OK
  let capacity = unsafe Int(deflateBound(&stream, UInt(bytes.count)))
  let data = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(output.count)
      status = unsafe deflate(&stream, Z_FINISH)
      count = unsafe output.count - Int(stream.avail_out)
    }
  }
  return status == Z_STREAM_END ? data : nil
}
