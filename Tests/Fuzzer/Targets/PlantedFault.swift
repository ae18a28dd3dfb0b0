extension FuzzTarget {
  /// A reader with a fault that only the address sanitizer sees: it reads the byte after those of an input that begins
  /// with a certain word. `scripts/fuzz` begins with it, to know that what finds nothing would find something.
  static let plantedFault = FuzzTarget("planted-fault", words: ["fault"]) { bytes in
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    defer { unsafe copy.deallocate() }
    _ = unsafe copy.initialize(from: bytes)
    if bytes.starts(with: "fault".utf8), let start = copy.baseAddress {
      throw Found(byte: unsafe start[bytes.count])
    }
  }

  /// An error that the compiler cannot drop, and with it the reading.
  private struct Found: Error {
    let byte: UInt8
  }
}
