import Foundation

/// A temporary folder for one test, whose files are named by relative paths.
package struct TemporaryFolder: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// Returns the full path of the entry `name`.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  package func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
  }

  /// Writes a file, and makes the folders above it.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  package func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: self(name))))
  }

  package func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self(name)) }

  package func setPermissions(_ permissions: Int, of name: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: self(name))
  }

  /// Returns the sorted names of the folder's entries, or of a folder below it, including hidden ones.
  package func names(in name: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
  }

  /// Returns the bytes of all files below a folder by their relative paths.
  package func files(in name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: self(name)) {
      let attributes = try FileManager.default.attributesOfItem(atPath: self(name + "/" + path))
      if attributes[.type] as? FileAttributeType == .typeRegular {
        files[path] = try bytes(name + "/" + path)
      }
    }
    return files
  }
}

/// Calls `body` with a new, empty folder, which is removed afterwards.
package func withTemporaryFolder<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: (TemporaryFolder) async throws -> Result
) async throws -> Result {
  let url = FileManager.default.temporaryDirectory.appending(path: "fmbuild-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  return try await body(TemporaryFolder(path: url.path))
}
