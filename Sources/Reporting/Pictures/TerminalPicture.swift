public import ImageCore

/// A picture as lines of text for a terminal.
public struct TerminalPicture: Sendable {
  /// What the characters are and how they are coloured.
  public enum Style: Hashable, Sendable {
    /// Characters with more or less ink, for any terminal and for files: `@` is light on a dark ground.
    case ascii
    /// Half blocks in the 256 colours that terminals have had since xterm.
    case colours256
    /// Half blocks in 24-bit colour.
    case trueColour

    /// The best that a terminal says it can show.
    ///
    /// - Parameters:
    ///   - environment: `COLORTERM` and `TERM` say what there is, `NO_COLOR` that none is wanted.
    ///   - isTerminal: whether there is a terminal at all.
    public init(environment: [String: String], isTerminal: Bool) {
      let terminal = environment["TERM", default: ""]
      self =
        if !isTerminal || !environment["NO_COLOR", default: ""].isEmpty || terminal == "dumb" {
          .ascii
        } else if ["truecolor", "24bit"].contains(environment["COLORTERM", default: ""].lowercased()) {
          .trueColour
        } else if terminal.contains("256color") {
          .colours256
        } else {
          .ascii
        }
    }
  }

  /// From the top, without line ends. All are equally wide on a terminal; escape sequences make their texts longer.
  public let lines: [String]
  /// The width of each line on a terminal.
  public let columnCount: Int

  /// - Parameters:
  ///   - columnLimit: the most columns to take; what is wider is reduced by averaging. At least 1.
  ///   - isCompact: in ASCII, a character for two pixels, one below the other, instead of two characters a pixel.
  ///     Characters are twice as high as they are wide, so either keeps the proportions.
  public init(_ image: Image, style: Style, columnLimit: Int, isCompact: Bool = false) {
    precondition(columnLimit > 0, "a picture has at least one column")
    let isWide = style == .ascii && !isCompact && image.width * 2 <= columnLimit
    let shown = Self.fitted(image, columnLimit: columnLimit)
    columnCount = isWide ? shown.width * 2 : shown.width
    lines =
      switch style {
      case .ascii: Self.ascii(shown, isWide: isWide)
      case .colours256: Self.halfBlocks(shown) { "5;\(TerminalColours.nearest(to: $0))" }
      case .trueColour: Self.halfBlocks(shown) { "2;\($0.red);\($0.green);\($0.blue)" }
      }
  }

  private static func fitted(_ image: Image, columnLimit: Int) -> Image {
    guard image.width > columnLimit else { return image.cutToBytes }
    let height = max(1, image.height * columnLimit / image.width)
    return image.averaged(to: Size(width: columnLimit, height: height))
  }

  /// From no light to full light.
  private static let ramp = Array(" .:-=+*#%@")

  private static func ascii(_ image: Image, isWide: Bool) -> [String] {
    let image =
      isWide
      ? image : image.averaged(to: Size(width: image.width, height: max(1, (image.height + 1) / 2)))
    return (0..<image.height).map { y in
      (0..<image.width).reduce(into: "") { line, x in
        let character = ramp[image.colour(x, y).luma * ramp.count / 256]
        line.append(character)
        if isWide { line.append(character) }
      }
    }
  }

  /// Two pixels a character: the upper one in the foreground's colour, the lower one in the background's.
  private static func halfBlocks(_ image: Image, code: (Colour) -> String) -> [String] {
    stride(from: 0, to: image.height, by: 2).map { y in
      var line = ""
      var last = ""
      for x in 0..<image.width {
        let lower = y + 1 < image.height ? code(image.colour(x, y + 1)) : nil
        let colours = "38;\(code(image.colour(x, y)));" + (lower.map { "48;\($0)" } ?? "49")
        if colours != last { line += "\u{1B}[\(colours)m" }
        last = colours
        line += "▀"
      }
      return line + "\u{1B}[0m"
    }
  }
}

/// The 256 colours of terminals: a cube of 6x6x6 and a ramp of greys.
enum TerminalColours {
  private static let steps = [0, 95, 135, 175, 215, 255]

  /// The number of the colour that is nearest; of a grey the nearest of the ramp, black and white.
  static func nearest(to colour: Colour) -> Int {
    let grey = greys.min { distance($0.level, colour) < distance($1.level, colour) }
    let cube = [colour.red, colour.green, colour.blue].map { level in
      steps.indices.min { abs(steps[$0] - Int(level)) < abs(steps[$1] - Int(level)) } ?? 0
    }
    let cubeDistance = distance(steps[cube[0]], steps[cube[1]], steps[cube[2]], colour)
    let isGrey = colour.red == colour.green && colour.green == colour.blue
    if let grey, isGrey || distance(grey.level, colour) <= cubeDistance { return grey.number }
    return 16 + 36 * cube[0] + 6 * cube[1] + cube[2]
  }

  /// The ramp lacks black and white, which are corners of the cube.
  private static let greys =
    [(number: 16, level: 0)] + (0..<24).map { (number: 232 + $0, level: 8 + 10 * $0) }
    + [(number: 231, level: 255)]

  private static func distance(_ level: Int, _ colour: Colour) -> Int {
    distance(level, level, level, colour)
  }

  private static func distance(_ red: Int, _ green: Int, _ blue: Int, _ colour: Colour) -> Int {
    let (r, g, b) = (red - Int(colour.red), green - Int(colour.green), blue - Int(colour.blue))
    return r * r + g * g + b * b
  }
}

extension Image {
  /// Of 8-bit pictures.
  fileprivate func colour(_ x: Int, _ y: Int) -> Colour {
    guard case .eightBit(let bytes) = samples else { preconditionFailure("pictures are shown at 8 bits") }
    let start = (y * width + x) * channels.rawValue
    return channels == .grey
      ? Colour(red: bytes[start], green: bytes[start], blue: bytes[start])
      : Colour(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
  }
}

extension Colour {
  /// Rec. 601, of coded values, 0...255; of a grey its level.
  fileprivate var luma: Int { (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 + 500) / 1000 }
}
