import ImageCore
import Reporting
import Testing

struct ContactSheetTests {
  private static let example = Size(width: 4, height: 4)

  private static func tile(_ level: UInt8, _ captions: String...) -> ContactSheet.Tile {
    ContactSheet.Tile(bytes: [UInt8](repeating: level, count: example.pixelCount), captions: captions)
  }

  private static func sheet(
    _ bands: [ContactSheet.Band], heading: String = "", scale: Int = 3, columnCount: Int = 5
  ) -> ContactSheet {
    ContactSheet(
      heading: heading, exampleSize: example, channels: .grey, bands: bands, scale: scale,
      columnCount: columnCount)
  }

  /// Returns the upper left corner of the only tile with a level.
  private static func place(of level: UInt8, in image: Image) -> [Int] {
    let bytes = image.eightBitSamples
    guard let pixel = (0..<image.size.pixelCount).first(where: { bytes[$0 * 3] == level }) else { return [] }
    return [pixel % image.width, pixel / image.width]
  }

  @Test(arguments: [1, 2, 5])
  func everyTileIsDrawnOnceAtItsScale(_ scale: Int) {
    let levels = (0..<13).map { UInt8(10 + $0) }
    let bands = [
      ContactSheet.Band(label: ["0 Bag", "7 train"], tiles: levels.prefix(7).map { Self.tile($0) }),
      ContactSheet.Band(label: ["1 Coat"], tiles: levels.dropFirst(7).map { Self.tile($0) }),
    ]
    let sheet = Self.sheet(bands, heading: "data: 13 images", scale: scale)
    let image = sheet.image()
    #expect(image.size == sheet.size)
    let bytes = image.eightBitSamples
    for level in levels {
      #expect(bytes.count { $0 == level } == 16 * scale * scale * 3)
    }
  }

  @Test func tilesStandCloseInRowsOfTheirBand() {
    let levels = (0..<7).map { UInt8(10 + $0) }
    let image = Self.sheet([ContactSheet.Band(tiles: levels.map { Self.tile($0) })]).image()
    let places = levels.map { Self.place(of: $0, in: image) }
    let (x, y) = (places[0][0], places[0][1])
    #expect(places == (0..<7).map { [x + $0 % 5 * 12, y + $0 / 5 * 12] })
  }

  @Test func longestCaptionDecidesHowHighARowIs() {
    func second(_ captions: String...) -> [Int] {
      var first = Self.tile(10)
      first.captions = captions
      let bands = [ContactSheet.Band(tiles: [first, Self.tile(11, "short"), Self.tile(12, "x")])]
      return Self.place(of: 12, in: Self.sheet(bands, columnCount: 2).image())
    }
    let (one, two) = (second("short"), second("two", "lines"))
    #expect(two[0] == one[0] && two[1] - one[1] == 2 * PixelFont.lineHeight)
    // A caption wider than its tile is wrapped.
    #expect(second("mean level 19, in its class usually 66")[1] > one[1])
  }

  @Test func labelsAndHeadingsTakeRoom() {
    let plain = Self.sheet([ContactSheet.Band(tiles: [Self.tile(10)])])
    let labelled = Self.sheet([ContactSheet.Band(label: ["3 Dress"], tiles: [Self.tile(10)])])
    #expect(labelled.size.width - plain.size.width >= PixelFont.width(of: "3 Dress", scale: 2))
    let headed = Self.sheet([ContactSheet.Band(heading: "note: blank", tiles: [Self.tile(10)])])
    #expect(headed.size.height > plain.size.height)
    // A class without images still has its label.
    let empty = Self.sheet([ContactSheet.Band(label: ["3 Dress", "0 train"], tiles: [])])
    #expect(
      empty.image().size == empty.size && empty.image() != Self.sheet([ContactSheet.Band(tiles: [])]).image())
  }

  @Test func colourStaysColour() {
    let sheet = ContactSheet(
      heading: "", exampleSize: Size(width: 1, height: 2), channels: .rgb,
      bands: [ContactSheet.Band(tiles: [ContactSheet.Tile(bytes: [200, 10, 20, 1, 2, 3])])], scale: 4,
      columnCount: 1)
    let bytes = sheet.image().eightBitSamples
    let pixels = stride(from: 0, to: bytes.count, by: 3).map { Array(bytes[$0..<($0 + 3)]) }
    #expect(pixels.count { $0 == [200, 10, 20] } == 16 && pixels.count { $0 == [1, 2, 3] } == 16)
  }
}
