#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

// Single calls of the C library, here so that the other files need not know which one it is.

/// What the system says of its last refusal.
package func errorText() -> String { unsafe String(cString: strerror(errno)) }

/// The path with links and dots resolved; nil if it leads nowhere.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// Makes one folder in one that is there; false if the system refuses.
func makeOneFolder(_ path: String) -> Bool { unsafe mkdir(path, 0o777) == 0 }

/// Gives a folder another name, and so the place of an empty folder, never of one that holds something; false if the
/// system refuses.
func moveFolder(_ path: String, to target: String) -> Bool { unsafe rename(path, target) == 0 }

/// Whether that is a link, wherever it leads.
func isLink(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}
