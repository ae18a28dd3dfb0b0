internal import Platform

/// The processors of the machine, and the memory that they share.
package enum Processors {
  /// The number of processors that the system has online, 1 or more.
  package static var count: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

  /// The size of the machine's memory in bytes; `Int.max` if the system does not say.
  package static var memoryByteCount: Int {
    let (pageCount, pageByteCount) = (sysconf(CInt(_SC_PHYS_PAGES)), sysconf(CInt(_SC_PAGESIZE)))
    guard pageCount > 0, pageByteCount > 0 else { return .max }
    let (byteCount, overflows) = pageCount.multipliedReportingOverflow(by: pageByteCount)
    return overflows ? .max : byteCount
  }
}
