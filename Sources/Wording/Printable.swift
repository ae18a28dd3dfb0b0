/// Returns the text with every scalar escaped that does something other than to show itself, so that a name from outside
/// cannot move the cursor, begin a new line, or turn the letters around it.
///
/// Escaped are control characters, marks and overrides of the writing direction (which show `gpj.exe` as `exe.jpg`), line
/// and paragraph separators, and other invisible characters. The joiners inside words of Persian or of the languages of
/// India, and inside emoji, are kept.
package func printable(_ text: String) -> String { spelt(shortened(text), keepsLineEnds: false) }

/// Returns the text with invisible scalars escaped, as `printable(_:)` does, except line feeds and tabs.
package func printableLines(_ text: String) -> String { spelt(text, keepsLineEnds: true) }

private func spelt(_ text: String, keepsLineEnds: Bool) -> String {
  // Most texts are ASCII, whose bytes say all.
  let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
  guard !isPlain, text.unicodeScalars.contains(where: \.isInvisible) else { return text }
  return text.unicodeScalars.reduce(into: "") { result, scalar in
    if scalar.isInvisible, !(keepsLineEnds && (scalar == "\n" || scalar == "\t")) {
      result += scalar.escaped(asASCII: true)
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}

/// Returns JSON with the invisible scalars inside its texts escaped as JSON escapes them. Decoding it gives the same
/// values.
package func printableJSON(_ json: String) -> String {
  guard json.utf8.contains(where: { $0 >= 0x7F }) else { return json }
  return json.unicodeScalars.reduce(into: "") { result, scalar in
    if scalar.value >= 0x7F, scalar.isInvisible {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
}

/// Returns the text without its middle if it has more than 8,000 bytes, so that a message about a field of a million
/// characters can be read: the path at its beginning and the remedy at its end stay.
package func shortened(_ text: String) -> String {
  let (longest, start, end) = (8_000, 4_000, 1_000)
  guard text.utf8.count > longest else { return text }
  return String(decoding: text.utf8.prefix(start), as: UTF8.self) + " … "
    + String(decoding: text.utf8.suffix(end), as: UTF8.self)
}

/// Returns the text with a space in place of each control character and line separator, for files with one name per
/// line.
package func onOneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.endsLines) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.endsLines ? " " : $0 }))
}

/// Returns the text without white space at its ends.
package func trimmed(_ text: String) -> String {
  var text = text[...]
  while text.first?.isWhitespace == true { text.removeFirst() }
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}

extension Unicode.Scalar {
  /// Whether the scalar may end a line or move the cursor.
  fileprivate var endsLines: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Whether the scalar does something other than to show itself or to shape its neighbours.
  fileprivate var isInvisible: Bool {
    if (0x20..<0x7F).contains(value) { return false }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    // U+200C and U+200D shape the letters beside them.
    case .format: !(0x200C...0x200D).contains(value)
    default: false
    }
  }
}
