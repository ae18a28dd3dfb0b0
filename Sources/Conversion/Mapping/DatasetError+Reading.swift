internal import DatasetFormat
internal import FileSystem
internal import Platform

extension DatasetError {
  /// Creates the error for a photo or folder that the scan has seen and that can no longer be read, for a reason that
  /// is not its own.
  ///
  /// - Parameters:
  ///   - source: the path of the photo or folder below the root; empty for the root itself.
  ///   - root: the folder of the photos.
  ///   - number: the value of `errno` after the call that failed.
  init(reading source: String, below root: String, failedWith number: CInt) {
    let folder = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    let reason = errorText(number)
    if FileIdentity(folder)?.isFolder != true {
      self.init(
        .inputOutput,
        "\(folder): the photo folder went away while it was read (\(reason)\(source.isEmpty ? "" : ", at \(source)")); nothing was written; put it "
          + "back, or connect its drive again, and start again")
      return
    }
    let (problem, remedy) =
      switch number {
      case ENOENT, ENOTDIR:
        ("it went away while the photos were read", "start again when nothing else changes the folder")
      case EMFILE, ENFILE:
        ("it could not be opened", "allow more open files (ulimit -n 256), or use fewer --jobs")
      case ENOMEM: ("it could not be read", "close other programs, or use fewer --jobs")
      default: ("it could not be read", "check the disk or the network drive, and start again")
      }
    let path = source.isEmpty ? folder : folder + "/" + source
    self.init(.inputOutput, "\(path): \(problem) (\(reason)); nothing was written; \(remedy)")
  }
}
