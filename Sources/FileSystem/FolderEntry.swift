internal import Platform

/// An entry of a folder, as the system lists it.
package struct FolderEntry {
  /// The name of the entry; nil if its bytes are not UTF-8 text.
  package let name: String?
  /// The name of the entry, with replacement characters for bytes that are not UTF-8 text.
  package let readableName: String
  /// The kind of the entry; `unknown` for links, and where the file system does not report the kind.
  package let kind: FileIdentity.Kind

  /// Returns the entries of a folder in no particular order, without `.` and `..`; nil if the folder cannot be opened or
  /// read to its end, in which case `errno` and `errorText()` have the reason.
  package static func all(in folder: String) -> [FolderEntry]? {
    guard let stream = unsafe opendir(folder) else { return nil }
    var entries: [FolderEntry] = []
    while true {
      // Only `errno` tells the end of the folder from a failure, after which a part of the entries would be missing.
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        let number = errno
        unsafe _ = closedir(stream)
        errno = number
        return number == 0 ? entries : nil
      }
      let bytes = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: UInt8.self, capacity: 1) {
          unsafe Array(
            UnsafeBufferPointer(
              start: $0, count: strlen(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))))
        }
      }
      guard bytes != Array(".".utf8), bytes != Array("..".utf8) else { continue }
      let kind: FileIdentity.Kind =
        switch unsafe Int32(entry.pointee.d_type) {
        case Int32(DT_DIR): .folder
        case Int32(DT_REG): .file
        case Int32(DT_LNK), Int32(DT_UNKNOWN): .unknown
        default: .other
        }
      entries.append(
        FolderEntry(
          name: String(validating: bytes, as: UTF8.self),
          readableName: String(decoding: bytes, as: UTF8.self),
          kind: kind))
    }
  }
}
