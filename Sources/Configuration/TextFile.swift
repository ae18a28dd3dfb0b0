#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A file that a person wrote, as text.
package enum TextFile {
  /// The whole text, without a byte order mark.
  ///
  /// - Throws: `ConfigurationError` if it cannot be read or is not UTF-8.
  package static func contents(_ path: String) throws(ConfigurationError) -> String {
    try text(of: bytes(path), file: path)
  }

  /// The file as it stands.
  ///
  /// - Throws: `ConfigurationError` if it cannot be read.
  package static func bytes(_ path: String) throws(ConfigurationError) -> [UInt8] {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType != .typeDirectory else {
      throw ConfigurationError(file: path, "this is a folder; name a file")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError(
        file: path, "the file cannot be read; check that it exists and that you may read it")
    }
    return [UInt8](data)
  }

  /// The text of a file's bytes, without a byte order mark.
  ///
  /// - Parameter file: what messages call it.
  /// - Throws: `ConfigurationError` if it is not UTF-8.
  package static func text(of bytes: [UInt8], file: String) throws(ConfigurationError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ConfigurationError(file: file, "the file is not UTF-8 text; save it as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
