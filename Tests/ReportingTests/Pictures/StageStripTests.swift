import ImageCore
import Reporting
import Testing

struct StageStripTests {
  private static func plain(_ width: Int, _ height: Int, _ level: UInt8) -> Image {
    Image(
      size: Size(width: width, height: height), channels: .grey,
      samples: .eightBit([UInt8](repeating: level, count: width * height)))
  }

  private static func tile(_ picture: Image, _ name: String = "", crop: Rectangle? = nil) -> StageTile {
    StageTile(name: name, parameters: "", size: "", picture: picture, crop: crop)
  }

  private static func photo(_ pictures: Image...) -> PhotoStages {
    PhotoStages(photo: "", tiles: pictures.map { tile($0) })
  }

  private static func count(_ level: UInt8, in image: Image) -> Int {
    image.eightBitSamples.count { $0 == level }
  }

  @Test func stripHasATileForEveryPictureOfTheLongestRowAndARowForEveryPhoto() {
    func size(_ photos: PhotoStages...) -> Size { StageStrip(photos, tileSide: 56).image().size }
    let small = Self.plain(5, 9, 0)
    let one = size(Self.photo(small))
    #expect(size(Self.photo(small, small, small)).width - one.width == 2 * (56 + 4))
    #expect(size(Self.photo(small), Self.photo(small, small)).width - one.width == 56 + 4)
    let rows = [
      size(Self.photo(small), Self.photo(small)),
      size(Self.photo(small), Self.photo(small), Self.photo(small)),
    ]
    #expect(rows[1].height - rows[0].height == rows[0].height - one.height)
    #expect(rows[0].height - one.height > 56)
  }

  @Test func smallPictureIsEnlargedByAWholeFactorAndLargeOneReducedToItsTile() {
    // The 10x20 picture is enlarged five times, the 400x300 picture becomes 100x75.
    let small = StageStrip([Self.photo(Self.plain(10, 20, 7))], tileSide: 112).image()
    #expect(Self.count(7, in: small) == 50 * 100 * 3)
    let large = StageStrip([Self.photo(Self.plain(400, 300, 9))], tileSide: 100).image()
    #expect(Self.count(9, in: large) == 100 * 75 * 3)
  }

  @Test func largePictureIsAveragedNotPicked() {
    let fine = Image(
      size: Size(width: 200, height: 200), channels: .grey,
      samples: .eightBit((0..<40_000).map { ($0 / 200 + $0) % 2 == 0 ? 0 : 254 }))
    let strip = StageStrip([Self.photo(fine)], tileSide: 100).image()
    #expect(Self.count(127, in: strip) == 100 * 100 * 3)
  }

  @Test func colourIsShownInColour() {
    let red = Image(size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit([200, 11, 21]))
    let bytes = StageStrip([Self.photo(red)], tileSide: 28).image().eightBitSamples
    let pixels = stride(from: 0, to: bytes.count, by: 3).count {
      Array(bytes[$0..<($0 + 3)]) == [200, 11, 21]
    }
    #expect(pixels == 28 * 28)
  }

  @Test func whatAMaskLeavesOutIsFadedAndTheProductIsNot() {
    // The mask is half as fine as the picture: its left half is the product.
    var tile = Self.tile(Self.plain(20, 20, 7))
    let half = (0..<100).map { $0 % 10 < 5 }
    tile.mask = StageTile.Mask(size: Size(width: 10, height: 10), isProduct: half)
    let strip = StageStrip([PhotoStages(photo: "", tiles: [tile])], tileSide: 100).image()
    // The picture is enlarged five times.
    #expect(Self.count(7, in: strip) == 50 * 100 * 3)
  }

  @Test func cropIsFramedAndStaysVisible() {
    func strip(_ crop: Rectangle?) -> Image {
      let tile = Self.tile(Self.plain(20, 20, 7), crop: crop)
      return StageStrip([PhotoStages(photo: "", tiles: [tile])], tileSide: 100).image()
    }
    // The picture is enlarged five times: a frame of thickness 2 around 50x25.
    let framed = strip(Rectangle(x: 4, y: 5, width: 10, height: 5))
    #expect(Self.count(7, in: strip(nil)) - Self.count(7, in: framed) == (54 * 29 - 50 * 25) * 3)
  }

  @Test func namesParametersSizesAndCaptionsAreWritten() {
    let plain = StageTile(name: "", parameters: "", size: "", picture: Self.plain(20, 20, 7))
    let empty = StageStrip([PhotoStages(photo: "", tiles: [plain])], tileSide: 100).image()
    for change in 0..<4 {
      var tile = plain
      var photo = PhotoStages(photo: "", tiles: [])
      switch change {
      case 0: tile.name = "trim"
      case 1: tile.size = "20x20 grey"
      case 2: photo.photo = "Bag/0001.jpg"
      default: photo.caption = "crop 10x5+4+5"
      }
      photo.tiles = [tile]
      let written = StageStrip([photo], tileSide: 100).image()
      #expect(written.size == empty.size && written != empty)
    }
    var wordy = plain
    wordy.parameters = "51x73, above 102x146, lanczos, and many more words"
    let taller = StageStrip([PhotoStages(photo: "", tiles: [wordy])], tileSide: 100).image()
    #expect(taller.size.width == empty.size.width)
    let lines = PixelFont.wrapped(wordy.parameters, toWidth: 100, lineCount: 12, scale: 2)
    #expect(lines.joined(separator: " ") == wordy.parameters && lines.count > 3)
    #expect(taller.size.height - empty.size.height == lines.count * 2 * PixelFont.lineHeight)
  }
}
