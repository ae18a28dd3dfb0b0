internal import Platform

/// The number of files that this process may have open at a time.
package enum OpenFiles {
  /// Raises the limit to the greatest one that the system lets this process set for itself.
  package static func raiseLimit() {
    guard var limit else { return }
    limit.rlim_cur = limit.rlim_max
    #if canImport(Darwin)
      limit.rlim_cur = min(limit.rlim_max, rlim_t(OPEN_MAX))
    #endif
    _ = unsafe setrlimit(resource, &limit)
  }

  /// The limit, as `ulimit -n` prints it.
  package static var limitCount: Int { limit.map { Int(clamping: $0.rlim_cur) } ?? .max }

  /// The number of files that could be opened now, as far as it is below 1024.
  package static var freeCount: Int {
    (0..<CInt(min(limitCount, 1024))).count { fcntl($0, F_GETFD) == -1 }
  }

  private static var limit: rlimit? {
    var limit = rlimit()
    return unsafe getrlimit(resource, &limit) == 0 ? limit : nil
  }

  #if canImport(Glibc)
    private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
    private static let resource = RLIMIT_NOFILE
  #endif
}
