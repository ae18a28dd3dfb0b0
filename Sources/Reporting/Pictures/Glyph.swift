/// The drawing of one character: which pixels of its cell have ink.
package struct Glyph: Hashable, Sendable {
  /// In pixels; proportional, without the space to the next character.
  package let width: Int
  /// A row each, from the top of the capitals to the end of the descenders; in each the leftmost pixel is the highest
  /// of `width` bits.
  package let rows: [UInt16]

  /// - Parameter lines: `#` for ink and `.` for none, all of one length; those that are missing below are empty.
  init(_ lines: [Substring]) {
    width = lines[0].utf8.count
    precondition(lines.allSatisfy { $0.utf8.count == lines[0].utf8.count }, "a glyph is a rectangle")
    precondition(lines.count <= PixelFont.height && width <= 16, "a glyph fits its cell")
    let rows = lines.map { $0.utf8.reduce(UInt16(0)) { $0 << 1 | ($1 == UInt8(ascii: "#") ? 1 : 0) } }
    self.rows = rows + [UInt16](repeating: 0, count: PixelFont.height - rows.count)
  }

  package func hasInk(x: Int, y: Int) -> Bool { rows[y] >> UInt16(width - 1 - x) & 1 == 1 }
}
