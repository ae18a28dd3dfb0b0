package import ImageCore

extension ChartDrawing {
  /// Returns the size of the picture in pixels.
  package func size(scale: Int) -> Size {
    Size(
      width: Int((width * Double(scale)).rounded(.up)), height: Int((height * Double(scale)).rounded(.up)))
  }

  /// Returns the drawing as an 8-bit RGB picture. The same drawing gives the same picture on every machine.
  ///
  /// - Parameter scale: the number of pixels of the charts' unit, at least 1.
  package func image(scale: Int) -> Image {
    var canvas = DrawingCanvas(size: size(scale: scale), colour: Colour(palette.background) ?? .white)
    for node in nodes { draw(node, Placement(scale: Double(scale)), on: &canvas) }
    return canvas.image
  }

  private func draw(_ node: Node, _ placement: Placement, on canvas: inout DrawingCanvas) {
    let element = node.element
    let appearance = node.appearance
    switch element.name {
    case "svg", "g":
      let inner = placement.transformed(by: element.attributes["transform"] ?? "")
      for child in node.children { draw(child, inner, on: &canvas) }
    case "rect": draw(rectangle: element, appearance, placement, on: &canvas)
    case "circle":
      let centre = placement(element.number("cx"), element.number("cy"))
      let outline = Outline.circle(centre, radius: element.number("r") * placement.unit)
      draw([Polyline(points: outline, isClosed: true)], appearance, placement, on: &canvas)
    case "path":
      draw(
        Polyline.lines(ofPath: element.attributes["d"] ?? "", placement), appearance, placement, on: &canvas)
    case "text": draw(text: element, appearance, placement, on: &canvas)
    case "image":
      let frame = frame(of: element, placement)
      canvas.draw(picture(of: element), stretchedTo: frame)
    default: preconditionFailure("charts have no element \(element.name)")
    }
  }

  /// Returns a rectangle in whole pixels, so that cells side by side have no seam between them.
  private func frame(of element: ChartElement, _ placement: Placement) -> Rectangle {
    let start = placement(element.number("x"), element.number("y"))
    let end = placement(
      element.number("x") + element.number("width"), element.number("y") + element.number("height"))
    let (left, top) = (Int(start.x.rounded()), Int(start.y.rounded()))
    return Rectangle(
      x: left, y: top, width: max(1, Int(end.x.rounded()) - left), height: max(1, Int(end.y.rounded()) - top))
  }

  private func draw(
    rectangle element: ChartElement, _ appearance: ChartAppearance, _ placement: Placement,
    on canvas: inout DrawingCanvas
  ) {
    let frame = frame(of: element, placement)
    let (left, top) = (Double(frame.x), Double(frame.y))
    let (right, bottom) = (left + Double(frame.width), top + Double(frame.height))
    let corners = [
      PlanePoint(x: left, y: top), PlanePoint(x: right, y: top), PlanePoint(x: right, y: bottom),
      PlanePoint(x: left, y: bottom),
    ]
    draw([Polyline(points: corners, isClosed: true)], appearance, placement, on: &canvas)
  }

  private func draw(
    _ lines: [Polyline], _ appearance: ChartAppearance, _ placement: Placement, on canvas: inout DrawingCanvas
  ) {
    if let fill = appearance.fill, appearance.fillOpacity > 0 {
      canvas.fill(lines.map(\.points), fill, opacity: appearance.fillOpacity)
    }
    if let stroke = appearance.stroke {
      let width = appearance.strokeWidth * placement.unit
      let dashes = appearance.dashes.map { $0 * placement.unit }
      let drawn = dashes.isEmpty ? Polyline.aligned(lines, width: width) : lines.flatMap { $0.dashed(dashes) }
      canvas.fill(drawn.flatMap { Outline.stroke(along: $0, width: width) }, stroke, opacity: 1)
    }
  }

  private func draw(
    text element: ChartElement, _ appearance: ChartAppearance, _ placement: Placement,
    on canvas: inout DrawingCanvas
  ) {
    let text = StrokeText(element.text, fontSize: appearance.fontSize, isBold: appearance.isBold)
    let shift =
      switch appearance.anchor {
      case .start: 0.0
      case .middle: -text.width / 2
      case .end: -text.width
      }
    let place = placement.moved(x: element.number("x") + shift, y: element.number("y")).alignedIfUpright
    if appearance.hasHalo, let halo = appearance.stroke {
      canvas.fill(text.outlines(place, widened: appearance.strokeWidth), halo, opacity: 1)
    }
    if let fill = appearance.fill {
      canvas.fill(text.outlines(place), fill, opacity: appearance.fillOpacity)
    }
  }
}
