internal import DatasetFormat

/// Levels of pixels as rows of decimal numbers, quickly: a table holds the text of each of the 256 bytes.
struct LevelText: Sendable {
  /// Each byte as a comma and its digits.
  private let texts = (0...255).map { Array(",\($0)".utf8) }

  /// Appends the bytes to a line, each after a comma.
  func append(_ levels: ArraySlice<UInt8>, to line: inout [UInt8]) {
    for level in levels { line += texts[Int(level)] }
  }

  /// Appends one byte to a line without a comma.
  func append(_ level: UInt8, to line: inout [UInt8]) { line += texts[Int(level)].dropFirst() }
}
