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
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType != .typeDirectory else {
      throw ConfigurationError(file: path, "this is a folder; name a file")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ConfigurationError(
        file: path, "the file cannot be read; check that it exists and that you may read it")
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw ConfigurationError(file: path, "the file is not UTF-8 text; save it as UTF-8")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}
