internal import Platform

/// The files that targets write for readers of files and folders.
enum InputFiles {
  /// Writes a file without waiting for the disk, which would take longer than reading the file.
  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = unsafe fopen(path, "w") else { fatalError("\(path) could not be written") }
    let count = unsafe fwrite(bytes, 1, bytes.count, file)
    guard unsafe fclose(file) == 0, count == bytes.count else { fatalError("\(path) could not be written") }
  }

  /// A folder of this process, which the system's cleaning of temporary files takes away.
  static let temporaryFolder: String = {
    var template = Array(
      "\(unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ".")/fuzz-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { fatalError("no temporary folder") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }()
}
