internal import CZlib

/// Decodes raw DEFLATE data (RFC 1951) piece by piece with zlib.
@safe package final class Inflater {
  package enum Outcome: Equatable {
    case inputUsedUp
    case outputFull
    /// A block has ended, if the caller asked to stop there. The upper `unusedBits` bits of the last byte taken belong
    /// to the next block.
    case blockEnd(unusedBits: Int)
    case streamEnd
    case corrupt(reason: String)
    case outOfMemory
  }

  /// The state of zlib, which keeps a pointer to it, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  package init() throws(IDXError) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Negative means neither a zlib nor a gzip wrapper; 15 is the full window of 32 KiB.
    let status = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .noMemoryToDecompress }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Resets the state, to decode other data.
  func reset() { unsafe inflateReset(stream) }

  /// Decodes until `input` is used up, `output` is full, or the data ends.
  ///
  /// - Returns: The number of bytes of `input` that were taken, and why decoding stopped.
  /// - Precondition: `output` has room for a byte.
  package func inflate(
    _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>, stoppingAtBlockEnds: Bool = false
  ) -> (consumed: Int, outcome: Outcome) {
    precondition(output.freeCapacity > 0, "zlib needs room to write to")
    return unsafe input.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output, count in
        let inputCount = min(input.count, Int(UInt32.max))
        let outputCount = min(output.count - count, Int(UInt32.max))
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(inputCount)
        unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = UInt32(outputCount)
        let status = unsafe CZlib.inflate(stream, stoppingAtBlockEnds ? Z_BLOCK : Z_NO_FLUSH)
        unsafe count += outputCount - Int(stream.pointee.avail_out)
        return unsafe (inputCount - Int(stream.pointee.avail_in), outcome(status, stoppingAtBlockEnds))
      }
    }
  }

  private func outcome(_ status: CInt, _ stoppingAtBlockEnds: Bool) -> Outcome {
    switch status {
    case Z_OK, Z_BUF_ERROR:
      let state = unsafe stream.pointee.data_type
      if stoppingAtBlockEnds, state & 128 != 0 { return .blockEnd(unusedBits: Int(state & 7)) }
      return unsafe stream.pointee.avail_out == 0 ? .outputFull : .inputUsedUp
    case Z_STREAM_END:
      return .streamEnd
    case Z_MEM_ERROR:
      return .outOfMemory
    default:
      let reason = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      return .corrupt(reason: reason ?? "zlib status \(status)")
    }
  }
}

extension IDXError {
  static let noMemoryToDecompress = IDXError(
    .outOfMemory, "there is not enough memory to decompress. Close other programs.")
}
