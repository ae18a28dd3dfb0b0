import ImageCore
import Reporting
import Testing

struct TerminalPictureTests {
  private static func grey(_ size: Size, _ levels: [UInt8]) -> Image {
    Image(size: size, channels: .grey, samples: .eightBit(levels))
  }

  private static let four = grey(Size(width: 2, height: 2), [0, 255, 128, 40])

  @Test(arguments: [
    (["COLORTERM": "truecolor", "TERM": "xterm"], true, TerminalPicture.Style.trueColour),
    (["COLORTERM": "24bit"], true, .trueColour),
    (["TERM": "xterm-256color"], true, .colours256),
    (["TERM": "screen-256color", "COLORTERM": ""], true, .colours256),
    (["TERM": "linux"], true, .ascii),
    ([:], true, .ascii),
    (["COLORTERM": "truecolor"], false, .ascii),
    (["COLORTERM": "truecolor", "NO_COLOR": "1"], true, .ascii),
    (["COLORTERM": "truecolor", "NO_COLOR": ""], true, .trueColour),
    (["COLORTERM": "truecolor", "TERM": "dumb"], true, .ascii),
  ])
  func styleIsTheBestThatTheTerminalHas(
    _ environment: [String: String], _ isTerminal: Bool, _ style: TerminalPicture.Style
  ) {
    #expect(TerminalPicture.Style(environment: environment, isTerminal: isTerminal) == style)
  }

  @Test func asciiHasTwoCharactersAPixelWhereTheyHaveRoom() {
    let wide = TerminalPicture(Self.four, style: .ascii, columnLimit: 4)
    #expect(wide.lines == ["  @@", "++.."] && wide.columnCount == 4)
    // One character represents two pixels: 64 and 147 are the means.
    for narrow in [
      TerminalPicture(Self.four, style: .ascii, columnLimit: 3),
      TerminalPicture(Self.four, style: .ascii, columnLimit: 80, isCompact: true),
    ] {
      #expect(narrow.lines == [":+"] && narrow.columnCount == 2)
    }
  }

  @Test func halfBlocksHoldTwoPixelsEach() {
    let picture = TerminalPicture(Self.four, style: .trueColour, columnLimit: 80)
    #expect(
      picture.lines == [
        "\u{1B}[38;2;0;0;0;48;2;128;128;128m▀\u{1B}[38;2;255;255;255;48;2;40;40;40m▀\u{1B}[0m"
      ])
    #expect(picture.columnCount == 2)
    // The last of an odd number of rows has the terminal's own background; equal colours are written once.
    let odd = TerminalPicture(
      Self.grey(Size(width: 2, height: 1), [9, 9]), style: .trueColour, columnLimit: 80)
    #expect(odd.lines == ["\u{1B}[38;2;9;9;9;49m▀▀\u{1B}[0m"])
  }

  @Test(
    arguments: [
      ([0, 0, 0], 16), ([255, 255, 255], 231), ([8, 8, 8], 232), ([238, 238, 238], 255),
      ([128, 128, 128], 244),
      ([255, 0, 0], 196), ([0, 0, 95], 17), ([95, 135, 175], 67), ([3, 3, 3], 16),
    ] as [([UInt8], Int)])
  func nearestOf256ColoursIsTaken(_ colour: [UInt8], _ number: Int) {
    let image = Image(size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit(colour))
    let picture = TerminalPicture(image, style: .colours256, columnLimit: 80)
    #expect(picture.lines == ["\u{1B}[38;5;\(number);49m▀\u{1B}[0m"])
  }

  @Test func greysKeepTheirOrderIn256Colours() {
    let image = Self.grey(Size(width: 256, height: 1), (0...255).map { UInt8($0) })
    let line = TerminalPicture(image, style: .colours256, columnLimit: 256).lines[0]
    let numbers = line.split(separator: "\u{1B}[38;5;").map { Int($0.prefix { $0.isNumber }) ?? -1 }
    #expect(numbers == [16] + Array(232...255) + [231])
  }

  @Test(arguments: [TerminalPicture.Style.ascii, .colours256, .trueColour])
  func widePictureIsReducedInProportion(_ style: TerminalPicture.Style) {
    let image = Self.grey(Size(width: 200, height: 100), [UInt8](repeating: 255, count: 20_000))
    let picture = TerminalPicture(image, style: style, columnLimit: 40)
    #expect(picture.columnCount == 40 && picture.lines.count == 10)
    for line in picture.lines { #expect(line.count { $0 == "▀" || $0 == "@" } == 40) }
  }

  @Test func enlargedPictureKeepsItsChannelsAndBytes() {
    #expect(Self.four.enlarged(by: 1) == Self.four)
    #expect(
      Self.four.enlarged(by: 2)
        == Self.grey(
          Size(width: 4, height: 4), [0, 0, 255, 255, 0, 0, 255, 255, 128, 128, 40, 40, 128, 128, 40, 40]))
    let colour = Image(size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit([1, 2, 3]))
    #expect(colour.enlarged(by: 2).eightBitSamples == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
  }
}
