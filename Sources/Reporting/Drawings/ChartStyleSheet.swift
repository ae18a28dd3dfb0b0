internal import ImageCore

/// The rules of `ChartStyle` with the colours of a palette, applied to elements by the program itself.
///
/// A page leaves this to the browser. A drawing in a file of its own is opened by programs that know little or nothing of
/// style sheets, and a picture has to be drawn by this program; both take the appearance of each element from here.
struct ChartStyleSheet {
  /// A part of a selector: `.cell.right`, `text` or `*`.
  private struct Compound {
    var name: Substring?
    var classes: [Substring]
    /// Whether the part before is the parent, not just any element around.
    var isChild = false

    func matches(_ element: ChartElement) -> Bool {
      (name.map { $0 == element.name } ?? true) && classes.allSatisfy(element.classes.contains)
    }
  }

  private struct Rule {
    let selector: [Compound]
    let declarations: [(property: Substring, value: String)]

    /// The more classes a selector names, the more its rule counts; names of elements decide between equal ones.
    var weight: Int { selector.reduce(0) { $0 + 100 * $1.classes.count + ($1.name == nil ? 0 : 1) } }
  }

  private let rules: [Rule]
  private let colours: [String: Colour]

  init(_ palette: ChartPalette) {
    colours = Dictionary(
      uniqueKeysWithValues: palette.variables.map { variable in
        guard let colour = Colour(variable.colour) else { preconditionFailure("\(variable) is no colour") }
        return ("var(--chart-\(variable.name))", colour)
      })
    let parsed = ChartStyle.rules.split(separator: "}").flatMap { text -> [Rule] in
      let parts = text.split(separator: "{")
      guard parts.count == 2 else { return [] }
      let declarations = parts[1].split(separator: ";").map { declaration in
        let pair = declaration.split(separator: ":", maxSplits: 1)
        return (property: pair[0], value: String(pair[1]))
      }
      // What happens under a pointer is no matter for a picture.
      return parts[0].split(separator: ",").filter { !$0.contains(":") }.map {
        Rule(selector: Self.selector($0), declarations: declarations)
      }
    }
    // Of rules of equal weight, the later one counts more.
    rules = parsed.enumerated().sorted { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }
      .map(\.element)
  }

  private static func selector(_ text: Substring) -> [Compound] {
    var compounds: [Compound] = []
    var isChild = false
    for word in text.replacing(">", with: " > ").split(whereSeparator: \.isWhitespace) {
      if word == ">" {
        isChild = true
        continue
      }
      let parts = word.split(separator: ".")
      let hasName = !word.hasPrefix(".")
      compounds.append(
        Compound(
          name: hasName ? parts[0] : nil, classes: hasName ? Array(parts.dropFirst()) : parts,
          isChild: isChild
        ))
      isChild = false
    }
    return compounds
  }

  /// Returns the appearance of an element.
  ///
  /// - Parameters:
  ///   - ancestors: the elements around it, the outermost first.
  ///   - inherited: the appearance of its parent.
  func appearance(
    of element: ChartElement, in ancestors: [ChartElement], inherited: ChartAppearance
  ) -> ChartAppearance {
    var appearance = inherited
    for name in ["fill", "fill-opacity", "stroke", "stroke-width", "font-size"] {
      if let value = element.attributes[name] { apply(name[...], value, to: &appearance) }
    }
    let matching = rules.filter { Self.matches($0.selector[...], element, ancestors[...]) }
    // The colour comes first, because other properties may refer to it.
    for rule in matching {
      for (property, value) in rule.declarations where property == "color" {
        apply(property, value, to: &appearance)
      }
    }
    for rule in matching {
      for (property, value) in rule.declarations where property != "color" {
        apply(property, value, to: &appearance)
      }
    }
    return appearance
  }

  private static func matches(
    _ selector: ArraySlice<Compound>, _ element: ChartElement, _ ancestors: ArraySlice<ChartElement>
  ) -> Bool {
    guard let last = selector.last else { return true }
    guard last.matches(element) else { return false }
    let rest = selector.dropLast()
    if rest.isEmpty { return true }
    for place in ancestors.indices.reversed() {
      if matches(rest, ancestors[place], ancestors[..<place]) { return true }
      if last.isChild { return false }
    }
    return false
  }

  private func apply(_ property: Substring, _ value: String, to appearance: inout ChartAppearance) {
    switch property {
    case "color": appearance.colour = paint(value, appearance) ?? appearance.colour
    case "fill":
      if value == "transparent" {
        appearance.fillOpacity = 0
      } else {
        appearance.fill = paint(value, appearance)
      }
    case "stroke": appearance.stroke = paint(value, appearance)
    case "fill-opacity": appearance.fillOpacity = number(value)
    case "stroke-width": appearance.strokeWidth = number(value)
    case "stroke-dasharray":
      appearance.dashes = value == "none" ? [] : value.split(separator: " ").map { number(String($0)) }
    case "font-size": appearance.fontSize = number(value)
    case "font-weight": appearance.isBold = number(value) >= 600
    case "text-anchor":
      guard let anchor = ChartText.Anchor(rawValue: value) else { preconditionFailure("no anchor \(value)") }
      appearance.anchor = anchor
    case "paint-order": appearance.hasHalo = value == "stroke"
    // The place of a chart on the page, and what only browsers do.
    case "display", "width", "max-width", "height", "font-family", "font-variant-numeric", "pointer-events",
      "border-bottom", "stroke-linejoin":
      break
    default: preconditionFailure("the property \(property) of charts is not known to drawings")
    }
  }

  private func paint(_ value: String, _ appearance: ChartAppearance) -> Colour? {
    switch value {
    case "none": return nil
    case "currentColor": return appearance.colour
    default:
      guard let colour = colours[value] ?? Colour(value) else { preconditionFailure("no colour \(value)") }
      return colour
    }
  }

  private func number(_ value: String) -> Double {
    guard let number = Double(value.hasSuffix("px") ? String(value.dropLast(2)) : value) else {
      preconditionFailure("\(value) is no number")
    }
    return number
  }
}
