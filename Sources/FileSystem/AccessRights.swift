internal import Platform

/// Who owns a file or folder, and who may read and write it; a new one takes them over from the one that it replaces.
struct AccessRights {
  private let mode: mode_t
  private let owner: uid_t
  private let group: gid_t

  /// Examines what the path leads to; nil if the path leads nowhere.
  init?(_ path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    (mode, owner, group) = (status.st_mode, status.st_uid, status.st_gid)
  }

  /// The mode as `ls` and `chmod` write it, such as 755.
  var octalMode: String { String(mode & 0o7777, radix: 8) }

  /// Whether nobody may write. The system lets the administrator write all the same.
  var forbidWriting: Bool { mode & 0o222 == 0 }

  /// Whether only the owner of an entry of this folder may rename or remove it, as in a system's temporary folder.
  var protectEntriesOfOthers: Bool { mode & S_ISVTX != 0 && owner != geteuid() }

  var isOwn: Bool { owner == geteuid() }

  /// Gives a new folder these rights. The owner and the group can only be kept where the system permits it.
  func apply(toFolder path: String) {
    if unsafe lchown(path, owner, group) != 0 { _ = unsafe lchown(path, uid_t.max, group) }
    // After the owner, because a change of the owner may take the bit away that passes the group on to new files.
    _ = unsafe chmod(path, mode & 0o7777)
  }

  /// Gives a new file these rights, as far as the system permits it.
  func apply(toFile descriptor: CInt) {
    if fchown(descriptor, owner, group) != 0 { _ = fchown(descriptor, uid_t.max, group) }
    _ = fchmod(descriptor, mode & 0o777)
  }
}

/// Whether the system allows this process to make, rename and remove entries of a folder; if not, `errno` has the
/// reason.
func mayChangeEntries(of folder: String) -> Bool { unsafe access(folder, W_OK | X_OK) == 0 }

/// Whether the system allows this process to write to a file; if not, `errno` has the reason.
func mayWrite(_ file: String) -> Bool { unsafe access(file, W_OK) == 0 }
