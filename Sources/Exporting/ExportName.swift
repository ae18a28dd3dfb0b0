internal import FileSystem

/// The name of an export, which is part of names of files, of C and of Python.
package enum ExportName {
  /// The greatest length in characters.
  private static let longest = 60

  /// Returns a name made of a folder's name.
  static func suggested(by folder: String) -> String {
    made(of: folderName(of: folder)) ?? "dataset"
  }

  /// - Throws: `ExportError` if a name has other characters than allowed.
  static func check(_ name: String) throws(ExportError) {
    let suggestion = made(of: name)
    guard suggestion != name else { return }
    throw ExportError(
      .usage,
      "--name takes lower-case letters, digits and '_', a letter first, at most \(longest)"
        + (suggestion.map { "; '\(name)' would be '\($0)'" } ?? ""))
  }

  /// Returns the text with other characters than letters of ASCII, digits and `_` replaced, and in lower case; nil if no
  /// letter remains.
  package static func made(of text: String) -> String? {
    var name = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII,
        scalar.properties.isAlphabetic || (scalar.properties.numericType != nil && !name.isEmpty)
      {
        name += String(scalar).lowercased()
      } else if !name.isEmpty, name.last != "_" {
        name += "_"
      }
    }
    name = String(name.prefix(longest))
    while name.last == "_" { name.removeLast() }
    return name.isEmpty ? nil : name
  }
}
