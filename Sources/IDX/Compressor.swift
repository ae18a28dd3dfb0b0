internal import CLibDeflate

/// A compressor of libdeflate, kept for many small pieces of bytes, because making one costs more than compressing an
/// image. It can be used by one task at a time.
@safe package final class Compressor {
  private let compressor: OpaquePointer

  /// - Parameter level: 0 stores, 1 is fastest, 12 is smallest.
  /// - Throws: `IDXError` with the code `outOfMemory`.
  /// - Precondition: `level` is one of `Deflate.levels`.
  package init(level: Int) throws(IDXError) {
    precondition(Deflate.levels.contains(level), "libdeflate has the levels 0 to 12")
    guard let compressor = unsafe libdeflate_alloc_compressor(CInt(level)) else { throw .noMemoryToCompress }
    unsafe self.compressor = compressor
  }

  deinit { unsafe libdeflate_free_compressor(compressor) }

  /// Compresses bytes to one complete DEFLATE stream (RFC 1951).
  package func deflateStream(of bytes: Span<UInt8>) -> [UInt8] {
    let bound = unsafe libdeflate_deflate_compress_bound(compressor, bytes.count)
    return [UInt8](capacity: bound) { output in
      unsafe output.withUnsafeMutableBufferPointer { output, count in
        count = unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe libdeflate_deflate_compress(
            compressor, bytes.baseAddress, bytes.count, output.baseAddress, output.count)
        }
      }
    }
  }

  /// Compresses bytes to one complete zlib stream (RFC 1950), as PNG files have it.
  package func zlibStream(of bytes: Span<UInt8>) -> [UInt8] {
    [UInt8](capacity: Self.largestZlibStream(byteCount: bytes.count)) { output in
      unsafe output.withUnsafeMutableBufferPointer { output, count in
        count = unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe libdeflate_zlib_compress(
            compressor, bytes.baseAddress, bytes.count, output.baseAddress, output.count)
        }
      }
    }
  }

  /// Returns the greatest number of bytes to which `zlibStream(of:)` can compress so many bytes, at any level.
  package static func largestZlibStream(byteCount: Int) -> Int {
    libdeflate_zlib_compress_bound(nil, byteCount)
  }
}
