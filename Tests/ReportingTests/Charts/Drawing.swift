import Foundation
import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The parsed markup of a chart.
final class Drawing: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    /// The CSS classes of the element and of all elements that contain it.
    let styles: Set<String>
    let isTransformed: Bool
    /// The visible text, without tooltips.
    var text = ""
    var tooltip = ""

    init(name: String, attributes: [String: String], parent: Element?) {
      self.name = name
      self.attributes = attributes
      let own = (attributes["class"] ?? "").split(separator: " ").map(String.init)
      self.styles = (parent?.styles ?? []).union(own)
      self.isTransformed = parent?.isTransformed ?? false || attributes["transform"] != nil
    }

    func number(_ attribute: String) -> Double { attributes[attribute].flatMap(Double.init) ?? .nan }
  }

  private(set) var elements: [Element] = []
  private var open: [Element] = []

  /// Creates a drawing from markup; nil if the markup is not a well-formed element.
  init?(_ markup: Markup) {
    super.init()
    let parser = XMLParser(data: Data(markup.text.utf8))
    parser.delegate = self
    guard parser.parse(), !elements.isEmpty else { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    let element = Element(name: name, attributes: attributes, parent: open.last)
    elements.append(element)
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    guard let element = open.last else { return }
    if element.name == "title", open.count > 1 {
      open[open.count - 2].tooltip += characters
    } else {
      element.text += characters
    }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    open.removeLast()
  }

  var root: Element { elements[0] }

  var texts: [String] { elements.filter { $0.name == "text" }.map(\.text) }

  var tooltips: [String] { elements.map(\.tooltip).filter { !$0.isEmpty } }

  func elements(_ name: String, style: String) -> [Element] {
    elements.filter { $0.name == name && $0.styles.contains(style) }
  }

  /// The width and height of the `viewBox`.
  var size: (width: Double, height: Double) {
    let numbers = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    return numbers.count == 4 ? (numbers[2], numbers[3]) : (.nan, .nan)
  }

  /// The box of a text that is not rotated, with an upper estimate of its width.
  struct TextBox {
    let text: String
    let left, right, top, bottom: Double

    func overlaps(_ other: TextBox) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  var textBoxes: [TextBox] {
    elements.filter { $0.name == "text" && !$0.isTransformed && !$0.text.isEmpty }.map { element in
      let isSmall = !element.styles.isDisjoint(with: ["tick", "subtitle", "axis-title", "value"])
      let fontSize = Double(element.attributes["font-size"] ?? "") ?? (isSmall ? 12 : 13)
      let width = ChartText.width(element.text, fontSize: fontSize)
      let x = element.number("x")
      let y = element.number("y")
      let isMiddle = !element.styles.isDisjoint(with: ["middle", "cell-count"])
      let left = element.styles.contains("end") ? x - width : isMiddle ? x - width / 2 : x
      return TextBox(
        text: element.text, left: left, right: left + width, top: y - 0.74 * fontSize,
        bottom: y + 0.15 * fontSize)
    }
  }
}
