import ImageCore
import ImageStages
import Testing
import TestSupport

struct IsolateTests {
  /// A background whose colours vary, and a rectangle of another colour with some noise of its own on it.
  private static func photo(
    size: Size = Size(width: 200, height: 150), product: Rectangle, seed: UInt64 = 1,
    background: (_ x: Int, _ y: Int) -> (Int, Int, Int)
  ) -> Image {
    var random = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        let isProduct =
          (product.x..<product.x + product.width).contains(x)
          && (product.y..<product.y + product.height).contains(y)
        let (red, green, blue) = isProduct ? (180, 40, 50) : background(x, y)
        for value in [red, green, blue] {
          bytes.append(UInt8(min(max(value + Int.random(in: -6...6, using: &random), 0), 255)))
        }
      }
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(bytes))
  }

  private static let product = Rectangle(x: 60, y: 40, width: 80, height: 60)

  private static func isolated(_ image: Image, _ stage: Isolate = Isolate()) -> (Image, StageRecord) {
    var record = StageRecord()
    return (stage.apply(to: image, in: StageContext(), record: &record), record)
  }

  static let backgrounds: [(name: String, colour: @Sendable (Int, Int) -> (Int, Int, Int))] = [
    ("a grey table", { _, _ in (150, 150, 150) }),
    ("black", { _, _ in (8, 8, 8) }),
    ("a gradient", { x, y in (120 + x / 3, 160 + y / 4, 140) }),
    ("a chequered cloth", { x, y in (x / 8 + y / 8) % 2 == 0 ? (70, 90, 160) : (200, 205, 190) }),
    ("boards", { x, _ in x % 30 < 2 ? (60, 45, 30) : (150, 115, 80) }),
  ]

  @Test(arguments: backgrounds.indices)
  func cropsToTheProductOnAnyBackground(_ index: Int) throws {
    let (image, record) = Self.isolated(
      Self.photo(product: Self.product, background: Self.backgrounds[index].colour))
    let crop = try #require(record.crop)
    #expect(record.isolation?.method == .cut, "\(Self.backgrounds[index].name)")
    for (found, wanted) in [
      (crop.x, 60), (crop.y, 40), (crop.x + crop.width, 140), (crop.y + crop.height, 100),
    ] {
      #expect(abs(found - wanted) <= 5, "\(Self.backgrounds[index].name): \(crop)")
    }
    #expect(image.size == crop.size)
  }

  @Test func backgroundBecomesWhiteOrBlackAndTheProductIsLifted() throws {
    // An L, so that the crop has background in it.
    let corner = Rectangle(x: 100, y: 40, width: 40, height: 30)
    let photo = Self.photo(product: Self.product) { _, _ in (60, 120, 90) }
    var bytes = photo.eightBitSamples
    for y in corner.y..<corner.y + corner.height {
      for x in corner.x..<corner.x + corner.width {
        for channel in 0..<3 { bytes[(y * 200 + x) * 3 + channel] = [60, 120, 90][channel] }
      }
    }
    let shape = Image(size: photo.size, channels: .rgb, samples: .eightBit(bytes))
    for (stage, level) in [(Isolate(liftPercent: 20), UInt8(255)), (Isolate(liftPercent: 20, to: .black), 0)]
    {
      let (image, _) = Self.isolated(shape, stage)
      let samples = image.eightBitSamples
      let upperRight = (4 * image.width + image.width - 5) * 3
      #expect(samples[upperRight..<upperRight + 3].allSatisfy { $0 == level })
      // Red of 180 in the middle of the product: 0.8 times as much, and lifted from black by a fifth of 255.
      let inside = ((image.height - 10) * image.width + 10) * 3
      let wanted = level == 255 ? 0.8 * 180 : 0.8 * 180 + 51
      #expect(abs(Double(samples[inside]) - wanted) <= 6)
    }
  }

  @Test func whiteBackgroundIsKeptPixelByPixel() throws {
    let photo = Self.photo(product: Self.product) { _, _ in (255, 255, 255) }
    let (image, record) = Self.isolated(photo)
    #expect(record.isolation?.method == .whiteBackground && record.crop == Self.product)
    #expect(image.eightBitSamples.prefix(240) == photo.eightBitSamples[((40 * 200 + 60) * 3)...].prefix(240))
  }

  @Test func transparencyTellsTheProduct() throws {
    let photo = Self.photo(product: Self.product) { _, _ in (150, 150, 150) }
    var alpha = [UInt8](repeating: 0, count: photo.size.pixelCount)
    for y in 20..<90 { for x in 30..<90 { alpha[y * 200 + x] = 255 } }
    let transparent = Image(size: photo.size, channels: .rgb, samples: photo.samples, alpha: alpha)
    let (image, record) = Self.isolated(transparent)
    #expect(
      record.isolation?.method == .alpha && record.crop == Rectangle(x: 30, y: 20, width: 60, height: 70))
    #expect(image.size == Size(width: 60, height: 70))
  }

  @Test func nothingOnWhiteIsSaidAndOneColourStaysWhole() {
    let size = Size(width: 60, height: 50)
    let white = Self.isolated(Image(plain: [65535, 65535, 65535], size: size))
    #expect(white.1.foundNothing && white.0.size == Size(width: 1, height: 1))
    let grey = Self.isolated(Image(plain: [30000, 30000, 30000], size: size))
    #expect(
      grey.1.isolation?.method == ProductIsolation.Method.none && grey.0.size == size && !grey.1.foundNothing)
  }

  @Test func productThatLeavesTheFrameIsNotTakenForBackground() throws {
    let leaving = Rectangle(x: 60, y: 50, width: 80, height: 100)
    let (_, record) = Self.isolated(Self.photo(product: leaving) { _, _ in (150, 150, 150) })
    let crop = try #require(record.crop)
    #expect(crop.y + crop.height >= 149 && abs(crop.y - 50) <= 2 && abs(crop.x - 60) <= 2)
  }
}
