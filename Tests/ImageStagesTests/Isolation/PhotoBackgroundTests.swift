import ImageCore
import ImageStages
import TestSupport
import Testing

struct PhotoBackgroundTests {
  private static let size = Size(width: 120, height: 90)

  private static func picture(_ colour: (_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8), alpha: [UInt8]? = nil)
    -> Image
  {
    let bytes = (0..<size.height).flatMap { y in
      (0..<size.width).flatMap { x -> [UInt8] in
        let isProduct = (30..<90).contains(x) && (20..<70).contains(y)
        let (red, green, blue) = isProduct ? (40, 60, 200) : colour(x, y)
        return [red, green, blue]
      }
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(bytes), alpha: alpha)
  }

  @Test func whiteAndNearlyWhiteAreWhite() {
    #expect(PhotoBackground(of: Self.picture { _, _ in (255, 255, 255) }) == .white)
    #expect(PhotoBackground(of: Self.picture { x, y in (UInt8(252 + (x + y) % 3), 253, 253) }) == .white)
  }

  @Test func oneOtherColourIsPlain() {
    #expect(PhotoBackground(of: Self.picture { _, _ in (246, 246, 246) }) == .plain)
    #expect(PhotoBackground(of: Self.picture { _, _ in (10, 12, 9) }) == .plain)
  }

  @Test func gradientsBoardsAndChecksAreUneven() {
    #expect(PhotoBackground(of: Self.picture { x, _ in (UInt8(100 + x), UInt8(100 + x), 140) }) == .uneven)
    #expect(
      PhotoBackground(of: Self.picture { x, y in (x / 9 + y / 9) % 2 == 0 ? (200, 60, 60) : (230, 230, 220) })
        == .uneven)
  }

  @Test func transparencyCountsWhateverIsBelow() {
    var alpha = [UInt8](repeating: 255, count: Self.size.pixelCount)
    for index in 0..<(Self.size.pixelCount / 10) { alpha[index] = 0 }
    #expect(PhotoBackground(of: Self.picture({ _, _ in (255, 255, 255) }, alpha: alpha)) == .transparent)
  }

  @Test func largePicturesAreSampled() {
    let size = Size(width: 2000, height: 1500)
    let image = Image(
      size: size, channels: .grey, samples: .sixteenBit([UInt16](repeating: 65_535, count: size.pixelCount)))
    #expect(PhotoBackground(of: image) == .white)
  }

  @Test func onePixelHasABackground() {
    #expect(PhotoBackground(of: Image(grey: [[255]])) == .white)
    #expect(PhotoBackground(of: Image(grey: [[90]])) == .plain)
  }

  @Test func eightAndSixteenBitsAgree() {
    var generator = SeededGenerator(seed: 11)
    var seen: Set<PhotoBackground> = []
    for _ in 0..<400 {
      let size = Size(
        width: Int.random(in: 1...60, using: &generator), height: Int.random(in: 1...60, using: &generator))
      let channels = Bool.random(using: &generator) ? Image.Channels.rgb : .grey
      let offPercent = Int.random(in: 0...8, using: &generator)
      let off = [UInt8(0), 225, 240, 251].randomElement(using: &generator)!
      let white = UInt8.random(in: 251...255, using: &generator)
      let bytes = (0..<size.pixelCount * channels.rawValue).map { _ in
        Int.random(in: 0..<100, using: &generator) < offPercent ? off : white
      }
      let narrow = PhotoBackground(of: Image(size: size, channels: channels, samples: .eightBit(bytes)))
      let wide = PhotoBackground(
        of: Image(size: size, channels: channels, samples: .sixteenBit(bytes.map { UInt16($0) * 257 })))
      #expect(narrow == wide, "\(size) \(channels) \(offPercent)% \(off) in \(white)")
      seen.insert(narrow)
    }
    #expect(seen == [.white, .plain, .uneven])
  }
}
