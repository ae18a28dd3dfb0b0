internal import Platform

// Single calls of the C library, gathered here so that the other files need not know which C library it is.

/// Returns the system's text for the last error (`errno`).
package func errorText() -> String { errorText(errno) }

/// Returns the system's text for a value of `errno`.
package func errorText(_ number: CInt) -> String { unsafe String(cString: strerror(number)) }

/// Returns the absolute path with links, `.` and `..` resolved; nil if nothing is at the path.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = unsafe realpath(path, nil) else { return nil }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// Makes a folder in an existing folder; returns false if the system refuses.
func makeOneFolder(_ path: String) -> Bool { unsafe mkdir(path, 0o777) == 0 }

/// Renames a folder, replacing an empty folder at the target but never one with content; returns false if the system
/// refuses.
func moveFolder(_ path: String, to target: String) -> Bool { unsafe rename(path, target) == 0 }

/// Whether the path is a symbolic link, whether or not the link's target exists.
package func isLink(_ path: String) -> Bool {
  var status = stat()
  return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}

/// Returns the names of a folder's entries in no particular order; nil if the folder cannot be opened, in which case
/// `errorText()` returns the reason.
package func folderNames(_ path: String) -> [String]? { FolderEntry.all(in: path)?.map(\.readableName) }

/// Removes a file, or a folder with all its content, as far as the system allows; links are removed, not followed.
package func removeTree(_ path: String) {
  if !isLink(path), FileIdentity(path)?.isFolder == true {
    for name in FolderEntry.all(in: path)?.compactMap(\.name) ?? [] { removeTree(path + "/" + name) }
    _ = unsafe rmdir(path)
  } else {
    _ = unsafe unlink(path)
  }
}

/// Writes all bytes to an open file; returns the value of `errno` if that fails, otherwise nil.
package func writeAll(_ bytes: Span<UInt8>, to descriptor: CInt) -> CInt? {
  // Darwin refuses to write 2 GiB at a time.
  let largestWrite = 1 << 30
  return unsafe bytes.withUnsafeBytes { bytes in
    var written = 0
    while written < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = unsafe write(descriptor, rest.baseAddress, min(rest.count, largestWrite))
      guard count >= 0 || errno == EINTR else { return errno }
      written += max(0, count)
    }
    return nil
  }
}

/// Writes all bytes to a place of an open file; returns the value of `errno` if that fails, otherwise nil.
func writeAll(_ bytes: Span<UInt8>, to descriptor: CInt, at offset: Int) -> CInt? {
  unsafe bytes.withUnsafeBytes { bytes in
    var written = 0
    while written < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + written))
      guard count >= 0 || errno == EINTR else { return errno }
      written += max(0, count)
    }
    return nil
  }
}
