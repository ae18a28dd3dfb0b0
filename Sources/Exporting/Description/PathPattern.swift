internal import DatasetFormat
internal import FileSystem

/// The path of a file of an export, by which files of an export are told from a user's own.
///
/// `NAME` stands for the export's name, `SPLIT` for train, validation or test, `#` for digits, and `*` for any
/// characters other than a slash.
package struct PathPattern: Sendable, ExpressibleByStringLiteral {
  package let text: String

  package init(stringLiteral text: String) { self.text = text }

  /// Whether a path is that of such a file, or of a folder on the way to one.
  ///
  /// - Parameter exportName: the export's name.
  package func matches(_ path: String, of exportName: String) -> Bool {
    let patterns = pathNames(of: text)
    let names = pathNames(of: path)
    guard names.count <= patterns.count else { return false }
    return zip(patterns, names).allSatisfy { pattern, name in
      Split.allCases.contains { split in
        let expanded = pattern.replacing("NAME", with: exportName).replacing("SPLIT", with: split.rawValue)
        return Self.matches(Array(expanded.utf8)[...], Array(name.utf8)[...])
      }
    }
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case UInt8(ascii: "*"):
      return (name.startIndex...name.endIndex).contains { matches(rest, name[$0...]) }
    case UInt8(ascii: "#"):
      let digits = name.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return !digits.isEmpty && matches(rest, name[digits.endIndex...])
    default: return name.first == first && matches(rest, name.dropFirst())
    }
  }
}
