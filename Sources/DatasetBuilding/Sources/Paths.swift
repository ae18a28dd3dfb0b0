#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The path with links and dots resolved; nil if it leads nowhere.
func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// What leads from `folder` to `path`, both resolved; nil if `path` is not below it.
func pathBelow(_ folder: String, _ path: String) -> String? {
  let prefix = folder == "/" ? "/" : folder + "/"
  return path.hasPrefix(prefix) && path.count > prefix.count ? String(path.dropFirst(prefix.count)) : nil
}
