/// An element of a chart's markup.
struct ChartElement: Hashable, Sendable {
  let name: String
  var attributes: [String: String] = [:]
  var children: [ChartElement] = []
  /// The text directly inside the element, without that of its children.
  var text = ""

  var classes: [Substring] { attributes["class"]?.split(separator: " ") ?? [] }

  /// The tooltip; nil if there is none.
  var title: String? { children.first { $0.name == "title" }?.text }

  /// Returns a coordinate or length; 0 if the attribute is missing.
  func number(_ name: String) -> Double {
    guard let text = attributes[name] else { return 0 }
    guard let number = Double(text) else { preconditionFailure("\(name)='\(text)' is no number") }
    return number
  }

  /// Reads the markup of a chart: one element, as `Markup` literals of this library write them, attributes in quotation
  /// marks and every element closed.
  ///
  /// - Precondition: the markup is that of a chart. Text from outside is escaped in it, so that no name can break it.
  init(_ markup: Markup) {
    var reader = Reader(bytes: Array(markup.text.utf8))
    self = reader.element()
  }

  private init(name: String) { self.name = name }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func element() -> ChartElement {
      expect("<")
      var element = ChartElement(name: word())
      while true {
        while bytes[place] == UInt8(ascii: " ") { place += 1 }
        if take("/>") { return element }
        if take(">") { break }
        let attribute = word()
        expect("=")
        let quote = bytes[place]
        precondition(quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), "values are quoted")
        place += 1
        element.attributes[attribute] = text(until: quote)
        place += 1
      }
      while !take("</\(element.name)>") {
        if bytes[place] == UInt8(ascii: "<") {
          element.children.append(self.element())
        } else {
          element.text += text(until: UInt8(ascii: "<"))
        }
      }
      return element
    }

    private mutating func take(_ token: String) -> Bool {
      guard bytes[place...].starts(with: token.utf8) else { return false }
      place += token.utf8.count
      return true
    }

    private mutating func expect(_ token: String) {
      precondition(take(token), "a chart's markup has '\(token)' at byte \(place)")
    }

    /// Reads the name of an element or attribute.
    private mutating func word() -> String {
      let start = place
      while !" =/>".utf8.contains(bytes[place]) { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func text(until end: UInt8) -> String {
      let start = place
      while bytes[place] != end { place += 1 }
      return Markup.unescape(String(decoding: bytes[start..<place], as: UTF8.self))
    }
  }
}
