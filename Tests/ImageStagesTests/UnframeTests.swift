import ImageCore
import ImageStages
import Testing
import TestSupport

struct UnframeTests {
  /// Returns a photo of noise with bars of one level around it.
  static func framed(
    top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0, level: UInt8 = 0,
    noise: ClosedRange<UInt8> = 80...255
  ) -> Image {
    var generator = SeededGenerator(seed: 5)
    let (width, height) = (30 + left + right, 24 + top + bottom)
    return Image(
      grey: (0..<height).map { y in
        (0..<width).map { x in
          let isPhoto = (left..<width - right).contains(x) && (top..<height - bottom).contains(y)
          return isPhoto ? .random(in: noise, using: &generator) : level
        }
      })
  }

  @Test(arguments: [(5, 0, 7, 0), (0, 4, 0, 9), (3, 3, 3, 3), (0, 0, 6, 0), (0, 0, 0, 0)])
  func barsAreCutOffAtAnySide(_ top: Int, _ left: Int, _ bottom: Int, _ right: Int) {
    for level in [UInt8(0), 10, 40] {
      var record = StageRecord()
      let picture = Self.framed(top: top, left: left, bottom: bottom, right: right, level: level)
      let result = Unframe().apply(to: picture, in: StageContext(), record: &record)
      #expect(result == Self.framed())
      let isFramed = top + left + bottom + right > 0
      #expect(record.crop == (isFramed ? Rectangle(x: left, y: top, width: 30, height: 24) : nil))
    }
  }

  @Test func theMarginAroundAProductStays() {
    var rows = [[UInt8]](repeating: [UInt8](repeating: 255, count: 40), count: 40)
    // A diamond: no side of its bounding box is straight.
    for y in 0..<40 { for x in 0..<40 where abs(x - 20) + abs(y - 20) < 14 { rows[y][x] = 30 } }
    let picture = Image(grey: rows)
    #expect(Unframe().picture(of: picture) == picture)
  }

  @Test func aPictureOfOneColourStays() {
    let picture = Image(grey: [[UInt8]](repeating: [7, 7, 7], count: 5))
    #expect(Unframe().picture(of: picture) == picture)
  }

  @Test func sixteenBitColourIsCutAtTheSamePlaces() {
    let grey = Self.framed(top: 5, right: 8)
    let samples = grey.eightBitSamples.flatMap { [UInt16($0) * 257, UInt16($0) * 257, UInt16($0) * 257] }
    let colour = Image(size: grey.size, channels: .rgb, samples: .sixteenBit(samples))
    #expect(Unframe().picture(of: colour).size == Size(width: 30, height: 24))
  }

  @Test func transparencyIsCutWithThePicture() {
    let grey = Self.framed(top: 5, right: 8)
    let alpha = (0..<grey.size.pixelCount).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let picture = Image(size: grey.size, channels: .grey, samples: grey.samples, alpha: alpha)
    let kept = (5..<grey.height).flatMap { y in (0..<30).map { alpha[y * grey.width + $0] } }
    #expect(Unframe().picture(of: picture).alpha == kept)
  }

  @Test func trimAfterItGivesTheCropInThePhoto() {
    // A white photo with a dark product, in black bars above and below.
    var rows = [[UInt8]](repeating: [UInt8](repeating: 255, count: 20), count: 20)
    for y in 8..<14 { for x in 5..<9 { rows[y][x] = UInt8(20 + x) } }
    let bar = [[UInt8]](repeating: [UInt8](repeating: 0, count: 20), count: 4)
    var record = StageRecord()
    let photo = Unframe().apply(to: Image(grey: bar + rows + bar), in: StageContext(), record: &record)
    let product = Trim().apply(to: photo, in: StageContext(), record: &record)
    #expect(product.size == Size(width: 4, height: 6))
    #expect(record.crop == Rectangle(x: 5, y: 12, width: 4, height: 6))
  }
}
