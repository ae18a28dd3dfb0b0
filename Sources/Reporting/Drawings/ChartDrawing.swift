package import ImageCore

/// Charts as one drawing that stands alone, in the colours of a palette: for a file of its own.
///
/// The drawing is made of the charts' own markup, which is also that of a report. `svg` and `image(scale:)` walk through
/// the same elements with the same appearance, so that both show the same things at the same places.
package struct ChartDrawing: Sendable {
  /// An element with the appearance that the style sheet gives it.
  struct Node: Sendable {
    let element: ChartElement
    let appearance: ChartAppearance
    let children: [Node]
  }

  /// The width and height in the charts' unit, margins included.
  package let width: Double
  package let height: Double
  /// A description of the charts in sentences, for screen readers.
  package let description: String
  let palette: ChartPalette
  let nodes: [Node]
  /// The pictures; an element `image` refers to one by its number, `#0` for the first.
  let pictures: [Image]

  private static let margin = 16.0
  private static let gap = 40.0

  /// - Parameters:
  ///   - charts: the charts, side by side from the left to the right; at least one, none empty.
  ///   - pictures: the pictures that the charts refer to.
  package init(_ charts: [Markup], pictures: [Image] = [], palette: ChartPalette) {
    precondition(!charts.isEmpty && !charts.contains(.empty), "a drawing shows something")
    let sheet = ChartStyleSheet(palette)
    var left = Self.margin
    var bottom = 0.0
    var nodes: [Node] = []
    var descriptions: [String] = []
    for chart in charts {
      let root = ChartElement(chart)
      let box = (root.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
      precondition(root.name == "svg" && box.count == 4, "a chart has a size")
      let node = Self.node(root, [], ChartAppearance(), sheet)
      var group = root
      group.attributes = ["transform": "translate(\(coordinate(left)) \(coordinate(Self.margin)))"]
      group.children = []
      nodes.append(Node(element: group, appearance: node.appearance, children: node.children))
      left += box[2] + Self.gap
      bottom = max(bottom, box[3])
      descriptions.append(root.attributes["aria-label"] ?? "")
    }
    width = left - Self.gap + Self.margin
    height = bottom + 2 * Self.margin
    description = descriptions.joined(separator: " ")
    self.palette = palette
    self.nodes = nodes
    self.pictures = pictures
  }

  private static func node(
    _ element: ChartElement, _ ancestors: [ChartElement], _ inherited: ChartAppearance,
    _ sheet: ChartStyleSheet
  ) -> Node {
    let appearance = sheet.appearance(of: element, in: ancestors, inherited: inherited)
    return Node(
      element: element, appearance: appearance,
      children: element.children.filter { $0.name != "title" }.map {
        node($0, ancestors + [element], appearance, sheet)
      })
  }

  /// Returns the picture that an element `image` refers to.
  func picture(of element: ChartElement) -> Image {
    guard let reference = element.attributes["href"], let number = Int(reference.dropFirst()),
      pictures.indices.contains(number)
    else { preconditionFailure("an image refers to a picture of the drawing") }
    return pictures[number]
  }

  /// The characters of the drawing's texts that `PixelFont` has no letters for, in order, each once.
  package var charactersWithoutGlyph: [Character] {
    var found: [Character] = []
    func look(_ node: Node) {
      if node.element.name == "text" {
        for character in node.element.text where !PixelFont.hasGlyph(character) && !found.contains(character)
        {
          found.append(character)
        }
      }
      node.children.forEach(look)
    }
    nodes.forEach(look)
    return found
  }
}
