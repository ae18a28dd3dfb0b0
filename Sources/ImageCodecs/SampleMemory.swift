internal import Platform

extension Array where Element: FixedWidthInteger & BitwiseCopyable {
  /// Creates an array of samples that a decoder writes; nil if it cannot.
  ///
  /// The memory is uninitialised: if the announced picture does not come, few of its pages are ever touched.
  ///
  /// - Parameter write: writes all samples to the memory that begins here and has this number of bytes; returns whether
  ///   it could.
  init?(sampleCount: Int, write: (UnsafeMutableRawPointer, Int) -> Bool) {
    var isWhole = false
    self = unsafe [Element](unsafeUninitializedCapacity: sampleCount) { buffer, count in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      guard let start = bytes.baseAddress else { return }
      unsafe askForLargePages(bytes)
      isWhole = unsafe write(start, sampleCount * MemoryLayout<Element>.size)
      count = isWhole ? sampleCount : 0
    }
    guard isWhole else { return nil }
  }
}

/// Asks the system to back the memory of a large picture by pages of 2 MiB, where it has such: a photo of 12 million pixels
/// is 9,000 pages of 4 KiB otherwise, and the system takes as long for them as libjpeg for half of the decoding.
private func askForLargePages(_ bytes: UnsafeMutableRawBufferPointer) {
  #if os(Linux)
    let pageByteCount = sysconf(Int32(_SC_PAGESIZE))
    guard bytes.count >= 4 << 20, pageByteCount > 0, let start = bytes.baseAddress else { return }
    let offset = (pageByteCount - Int(bitPattern: start) % pageByteCount) % pageByteCount
    // What the answer is does not matter: without large pages, everything takes a little longer.
    _ = unsafe madvise(start + offset, (bytes.count - offset) / pageByteCount * pageByteCount, MADV_HUGEPAGE)
  #endif
}
