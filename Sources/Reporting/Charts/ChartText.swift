/// Functions that lay out text in charts. The width of a text cannot be measured, because the page's font is unknown.
///
/// Widths are upper estimates, with the letter widths of a wide font, so that texts do not overlap in narrower fonts.
package enum ChartText {
  enum Anchor: String { case start, middle, end }

  /// Returns the estimated width of a text, in the unit of the font size.
  package static func width(_ text: String, fontSize: Double = 13) -> Double {
    fontSize * text.reduce(0) { $0 + ems(of: $1) }
  }

  /// Returns the text, or as much of its beginning as fits with an ellipsis after it.
  package static func fitted(_ text: String, into width: Double, fontSize: Double = 13) -> String {
    guard Self.width(text, fontSize: fontSize) > width else { return text }
    var left = width / fontSize - ems(of: "…")
    let beginning = text.prefix { character in
      left -= ems(of: character)
      return left >= 0
    }
    return (beginning.last == " " ? beginning.dropLast() : beginning) + "…"
  }

  /// Returns the words broken into lines of at most `width`; a single word that is wider is cut off.
  package static func lines(_ text: String, width: Double, fontSize: Double = 13) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, Self.width(last + " " + word, fontSize: fontSize) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { fitted($0, into: width, fontSize: fontSize) }
  }

  /// Returns a text element; a text that is cut off has its full form as tooltip.
  ///
  /// - Parameters:
  ///   - style: classes of `ChartStyle`; empty for a label.
  ///   - room: the greatest width of the text; infinite by default, so that nothing is cut off.
  static func element(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "",
    fontSize: Double = 13, room: Double = .infinity
  ) -> Markup {
    let shown = room < .infinity ? fitted(text, into: room, fontSize: fontSize) : text
    let classes = style.isEmpty ? anchor.rawValue : "\(style) \(anchor.rawValue)"
    let whole: Markup = shown == text ? .empty : "<title>\(text)</title>"
    return "<text class='\(classes)' x='\(at: x)' y='\(at: y)'>\(shown)\(whole)</text>"
  }

  private static func ems(of character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", "|", ".", ",", ":", ";", "'", "!": 0.34
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", " ": 0.41
    case "m", "w", "M", "W", "@", "%", "…", "—": 1
    case "a"..."z", "0"..."9": 0.63
    case "A"..."Z": 0.74
    default: character.unicodeScalars.contains { $0.value >= 0x1100 } ? 1.1 : 0.75
    }
  }
}
