/// Levels of pixels as decimal numbers.
enum LevelText {
  /// The greatest number of bytes of a level with its comma.
  static let longest = 4

  /// Appends levels to a line, each after a comma.
  static func append(_ levels: ArraySlice<UInt8>, to line: inout OutputSpan<UInt8>) {
    for level in levels {
      line.append(UInt8(ascii: ","))
      append(level, to: &line)
    }
  }

  /// Appends the digits of one level or label.
  static func append(_ level: UInt8, to line: inout OutputSpan<UInt8>) {
    let zero = UInt8(ascii: "0")
    if level >= 100 { line.append(zero + level / 100) }
    if level >= 10 { line.append(zero + level / 10 % 10) }
    line.append(zero + level % 10)
  }
}
