#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// What stands directly in a folder, as the system lists it.
package struct FolderEntry {
  /// Nil if the bytes of the name are no UTF-8 text.
  package let name: String?
  /// The name with marks in place of what is no text.
  package let readableName: String
  /// `unknown` for links, and where the file system does not say.
  package let kind: FileIdentity.Kind

  /// What is in a folder, in no order, without the folder itself and the one above it; nil if it cannot be opened:
  /// then `errorText()` says why.
  package static func all(in folder: String) -> [FolderEntry]? {
    guard let stream = unsafe opendir(folder) else { return nil }
    defer { unsafe _ = closedir(stream) }
    var entries: [FolderEntry] = []
    while let entry = unsafe readdir(stream) {
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
    return entries
  }
}
