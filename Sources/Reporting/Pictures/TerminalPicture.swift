public import ImageCore

/// A picture as lines of text for a terminal.
public struct TerminalPicture: Sendable {
  /// The characters and colours of the picture.
  public enum Style: Hashable, Sendable {
    /// ASCII characters of increasing ink, for any terminal and for files: `@` is the lightest, for a dark background.
    case ascii
    /// Half blocks in the 256 colours of xterm.
    case colours256
    /// Half blocks in 24-bit colour.
    case trueColour

    /// Creates the best style that a terminal supports.
    ///
    /// - Parameters:
    ///   - environment: the environment variables; `COLORTERM` and `TERM` state what the terminal supports, `NO_COLOR`
    ///     disables colours.
    ///   - isTerminal: whether the output is a terminal.
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

  /// The lines from the top, without line ends. All are equally wide on a terminal; escape sequences make the strings
  /// longer.
  public let lines: [String]
  /// The width of each line on a terminal, in columns.
  public let columnCount: Int

  /// - Parameters:
  ///   - columnLimit: the greatest width in columns, at least 1; a wider picture is reduced by averaging.
  ///   - isCompact: in ASCII, whether one character stands for two pixels above each other, instead of two characters
  ///     for each pixel. Characters are twice as high as wide, so both keep the proportions.
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

  /// The characters from darkest to lightest.
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

  /// Returns lines with two pixels per character: the upper one in the foreground colour, the lower one in the
  /// background colour.
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

/// The 256 colours of terminals: a cube of 6x6x6 colours and a ramp of greys.
enum TerminalColours {
  private static let steps = [0, 95, 135, 175, 215, 255]

  /// Returns the number of the nearest colour; for a grey, the nearest of the grey ramp, black and white.
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

  /// The grey ramp of terminals lacks black and white, which are corners of the cube.
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
  /// Returns the colour of a pixel of an 8-bit picture.
  fileprivate func colour(_ x: Int, _ y: Int) -> Colour {
    guard case .eightBit(let bytes) = samples else { preconditionFailure("pictures are shown at 8 bits") }
    let start = (y * width + x) * channels.rawValue
    return channels == .grey
      ? Colour(red: bytes[start], green: bytes[start], blue: bytes[start])
      : Colour(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2])
  }
}

extension Colour {
  /// The luma by Rec. 601 of the coded values, 0...255; the luma of a grey is its level.
  fileprivate var luma: Int { (Int(red) * 299 + Int(green) * 587 + Int(blue) * 114 + 500) / 1000 }
}
