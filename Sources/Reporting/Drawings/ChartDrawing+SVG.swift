internal import DatasetFormat
package import ImageCodecs
internal import ImageCore

extension ChartDrawing {
  /// The words in a comment at the beginning of every file, by which the program recognises its own.
  package static let signature = "<!-- Drawn by \(ProgramVersion.name) "

  /// The typefaces of texts: those that papers and slides have, by the names that every program knows.
  private static let typefaces = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"

  /// Returns the drawing as an SVG file.
  ///
  /// The file has a size, a background and real letters, and needs no style sheet: each element says by attributes how
  /// it looks, which even programs that know no CSS understand.
  ///
  /// - Throws: `EncodingError` if there is not enough memory for a picture.
  package func svg() throws(EncodingError) -> String {
    let size = "width='\(coordinate(width))' height='\(coordinate(height))'"
    var text = """
      <?xml version='1.0' encoding='UTF-8'?>
      \(Self.signature)\(ProgramVersion.current) -->
      <svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \(size) \
      viewBox='0 0 \(coordinate(width)) \(coordinate(height))' role='img' \
      font-family="\(Self.typefaces)" stroke-linejoin='round'>
      <desc>\(Markup.escape(description))</desc>
      <rect \(size) fill='\(palette.background)'/>

      """
    for node in nodes { try write(node, after: ChartAppearance(), to: &text) }
    return text + "</svg>\n"
  }

  private static let geometry = [
    "transform", "x", "y", "width", "height", "cx", "cy", "r", "d",
  ]

  /// - Parameter inherited: what the elements around the node have said already.
  private func write(_ node: Node, after inherited: ChartAppearance, to text: inout String)
    throws(EncodingError)
  {
    let element = node.element
    let name = element.name == "svg" ? "g" : element.name
    var appearance = node.appearance
    if name == "text", appearance.hasHalo {
      // Few programs know how to draw the line of a text before the text itself, so the halo is a text of its own.
      text += try start(of: element, named: name, appearance, after: inherited)
      text += " aria-hidden='true'>\(Markup.escape(element.text))</text>\n"
      appearance.stroke = nil
    }
    text += try start(of: element, named: name, appearance, after: inherited)
    let title = element.title.map { "<title>\(Markup.escape($0))</title>" } ?? ""
    if name == "text" {
      text += ">\(Markup.escape(element.text))\(title)</text>\n"
    } else if node.children.isEmpty && title.isEmpty {
      text += "/>\n"
    } else {
      text += ">\(title)"
      if name == "g" { text += "\n" }
      for child in node.children { try write(child, after: appearance, to: &text) }
      text += "</\(name)>\n"
    }
  }

  private func start(
    of element: ChartElement, named name: String, _ appearance: ChartAppearance,
    after inherited: ChartAppearance
  ) throws(EncodingError) -> String {
    var text = "<\(name)"
    for attribute in Self.geometry {
      if let value = element.attributes[attribute] { text += " \(attribute)='\(Markup.escape(value))'" }
    }
    if name == "image" {
      let picture = picture(of: element)
      // Programs that smooth what they enlarge have less to smooth in a picture that is enlarged already.
      let factor = max(
        1, min(112 / min(picture.width, picture.height), 1200 / max(picture.width, picture.height)))
      let url = Atlas.dataURL(png: try ImageEncoder.png(picture.enlarged(by: factor)))
      text += " preserveAspectRatio='none' style='image-rendering:pixelated' xlink:href='\(url)'"
      return text
    }
    return text + Self.attributes(appearance, after: inherited)
  }

  /// Returns the attributes in which an element differs from what is around it.
  private static func attributes(_ appearance: ChartAppearance, after inherited: ChartAppearance) -> String {
    var text = ""
    func add<Value: Equatable>(_ name: String, _ value: KeyPath<ChartAppearance, Value>, _ words: String) {
      if appearance[keyPath: value] != inherited[keyPath: value] { text += " \(name)='\(words)'" }
    }
    add("fill", \.fill, hexadecimal(appearance.fill))
    add("fill-opacity", \.fillOpacity, coordinate(appearance.fillOpacity))
    add("stroke", \.stroke, hexadecimal(appearance.stroke))
    add("stroke-width", \.strokeWidth, coordinate(appearance.strokeWidth))
    let dashes = appearance.dashes.map { coordinate($0) }.joined(separator: " ")
    add("stroke-dasharray", \.dashes, dashes.isEmpty ? "none" : dashes)
    add("font-size", \.fontSize, coordinate(appearance.fontSize))
    add("font-weight", \.isBold, appearance.isBold ? "bold" : "normal")
    add("text-anchor", \.anchor, appearance.anchor.rawValue)
    return text
  }

  private static func hexadecimal(_ colour: Colour?) -> String { colour?.description ?? "none" }
}
