/// JSON with its keys in the order given, in the forms that other programs write and compare.
package indirect enum JSONDocument: Sendable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case array([JSONDocument])
  case object([(String, JSONDocument)])

  /// How a document is laid out.
  package enum Layout: Sendable {
    /// On one line without blanks.
    case compact
    /// On one line with a blank after each comma and colon.
    case spaced
    /// As `spaced`, with everything else than ASCII escaped: Python's own form.
    case python
    /// A key a line, indented by two blanks, with a line break at the end.
    case indented
  }

  package func encoded(_ layout: Layout) -> String {
    var text = ""
    append(to: &text, layout, indentation: 0)
    return text + (layout == .indented ? "\n" : "")
  }

  private func append(to text: inout String, _ layout: Layout, indentation: Int) {
    switch self {
    case .text(let value): text += Self.quoted(value, isASCII: layout == .python)
    case .number(let value): text += "\(value)"
    case .flag(let value): text += "\(value)"
    case .array(let values):
      Self.append("[", "]", values, to: &text, layout, indentation) { value, text in
        value.append(to: &text, layout, indentation: indentation + 1)
      }
    case .object(let pairs):
      Self.append("{", "}", pairs, to: &text, layout, indentation) { pair, text in
        text += Self.quoted(pair.0, isASCII: layout == .python) + (layout == .compact ? ":" : ": ")
        pair.1.append(to: &text, layout, indentation: indentation + 1)
      }
    }
  }

  private static func append<Value>(
    _ open: String, _ close: String, _ values: [Value], to text: inout String, _ layout: Layout,
    _ indentation: Int, _ appendValue: (Value, inout String) -> Void
  ) {
    text += open
    for (index, value) in values.enumerated() {
      if index > 0 { text += layout == .python || layout == .spaced ? ", " : "," }
      if layout == .indented { text += "\n" + String(repeating: "  ", count: indentation + 1) }
      appendValue(value, &text)
    }
    if layout == .indented, !values.isEmpty { text += "\n" + String(repeating: "  ", count: indentation) }
    text += close
  }

  /// Returns a text in quotation marks, with what JSON does not allow in one escaped.
  ///
  /// - Parameter isASCII: whether everything else than ASCII is escaped, too.
  package static func quoted(_ text: String, isASCII: Bool = false) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      default:
        if scalar.value < 0x20 || (isASCII && !scalar.isASCII) {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            result += "\\u" + padded(Int(unit), 4, radix: 16)
          }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
