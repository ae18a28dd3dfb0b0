internal import Wording

/// A piece of HTML or SVG.
///
/// Markup is written as a string literal. Interpolated text is escaped, both between tags and in quoted attributes;
/// interpolated markup is not. A file name can therefore never become a tag.
///
///     let row: Markup = "<td class='name'>\(name)</td>\(cells)"
public struct Markup: Hashable, Sendable {
  public private(set) var text: String

  /// Creates markup from a string that already is markup, without escaping.
  public init(trusted text: String) { self.text = text }

  /// Creates markup by concatenating pieces.
  public init(_ pieces: some Sequence<Markup>) { text = pieces.reduce(into: "") { $0 += $1.text } }

  public static let empty = Markup(trusted: "")

  public static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.text + right.text) }

  public static func += (left: inout Markup, right: Markup) { left.text += right.text }

  /// Returns the text with the characters replaced that have a meaning in markup, and with those spelt out that cannot
  /// be seen but act on what is around them.
  public static func escape(_ text: String) -> String {
    let visible = printableLines(text)
    guard visible.utf8.contains(where: { special.contains($0) }) else { return visible }
    var escaped = ""
    for character in visible.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  /// Returns the text that `escape` has escaped.
  static func unescape(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    // The ampersand comes last, so that what it begins is not taken for another character's name.
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

  private static let special: [UInt8] = Array("&<>\"'".utf8)
}

extension Markup: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.text = text }

  public init(stringInterpolation interpolation: Interpolation) { text = interpolation.text }

  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { text += literal }

    public mutating func appendInterpolation(_ value: String) { text += Markup.escape(value) }

    public mutating func appendInterpolation(_ value: Int) { text += String(value) }

    public mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

    public mutating func appendInterpolation(_ pieces: [Markup]) {
      for piece in pieces { text += piece.text }
    }
  }
}
