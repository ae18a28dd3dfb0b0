import ImageCore
import Reporting
import Testing

struct StageStripTests {
  private static func plain(_ width: Int, _ height: Int, _ level: UInt8) -> Image {
    Image(
      size: Size(width: width, height: height), channels: .grey,
      samples: .eightBit([UInt8](repeating: level, count: width * height)))
  }

  @Test func stripHasATileForEveryPictureOfTheLongestRow() {
    let strip = StageStrip(
      rows: [[Self.plain(28, 28, 0), Self.plain(5, 9, 0)], [Self.plain(1, 1, 0)]], tileSide: 56)
    #expect(strip.image().size == Size(width: 8 + 2 * 64, height: 8 + 2 * 64))
  }

  @Test func smallPictureIsEnlargedByAWholeFactorAndStandsInTheMiddle() {
    // 10x20 grows five times to 50x100, in a tile of 112.
    let image = StageStrip(rows: [[Self.plain(10, 20, 7)]], tileSide: 112).image()
    let bytes = image.eightBitSamples
    func level(_ x: Int, _ y: Int) -> UInt8 { bytes[(y * image.width + x) * 3] }
    #expect(bytes.count { $0 == 7 } == 50 * 100 * 3)
    #expect(level(8 + 31, 8 + 6) == 7)
    #expect(level(8 + 30, 8 + 6) == 232)
    #expect(level(8 + 31, 8 + 5) == 232)
  }

  @Test func largePictureIsReducedToItsTile() {
    let image = StageStrip(rows: [[Self.plain(400, 300, 9)]], tileSide: 100).image()
    #expect(image.eightBitSamples.count { $0 == 9 } == 100 * 75 * 3)
  }

  @Test func colourIsShownInColour() {
    let red = Image(size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit([200, 10, 20]))
    let image = StageStrip(rows: [[red]], tileSide: 28).image()
    let middle = (image.height / 2 * image.width + image.width / 2) * 3
    #expect(Array(image.eightBitSamples[middle..<(middle + 3)]) == [200, 10, 20])
  }
}
