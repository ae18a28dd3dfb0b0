import ImageCodecs
import ImageCore
import Testing
import TestSupport

struct EncoderTests {
  private func noise(_ size: Size, _ channels: Image.Channels, seed: UInt64) -> Image {
    var generator = SeededGenerator(seed: seed)
    let samples = (0..<size.pixelCount * channels.rawValue).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    return Image(size: size, channels: channels, samples: .eightBit(samples))
  }

  /// Returns a picture of a gentle gradient, which a JPEG preserves well.
  private func slope(_ size: Size, _ channels: Image.Channels) -> Image {
    var samples: [UInt8] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        for channel in 0..<channels.rawValue { samples.append(UInt8(x + y + 20 * channel)) }
      }
    }
    return Image(size: size, channels: channels, samples: .eightBit(samples))
  }

  @Test(arguments: [Image.Channels.grey, .rgb])
  func pngGivesBackEveryPixel(_ channels: Image.Channels) throws {
    for width in 1...9 {
      for height in 1...9 {
        let image = noise(Size(width: width, height: height), channels, seed: UInt64(width * 10 + height))
        let decoded = try decode(ImageEncoder.png(image))
        #expect(decoded.format == .png)
        #expect(decoded.warnings == [])
        #expect(decoded.image.kind == (channels == .grey ? .grey : .rgb))
        #expect(decoded.image.size == image.size)
        #expect(decoded.image.samples == image.samples)
      }
    }
  }

  @Test func pngOfALargePictureGivesBackEveryPixel() throws {
    let image = noise(Size(width: 400, height: 300), .rgb, seed: 1)
    #expect(try decode(ImageEncoder.png(image)).image.samples == image.samples)
  }

  @Test func pngOfSixteenBitsIsCutToEight() throws {
    let wide: [UInt16] = [0, 256, 257, 65534, 65535, 513]
    let image = Image(size: Size(width: 6, height: 1), channels: .grey, samples: .sixteenBit(wide))
    #expect(try decode(ImageEncoder.png(image)).image.samples == .eightBit([0, 0, 1, 254, 255, 1]))
  }

  @Test(arguments: [Image.Channels.grey, .rgb])
  func jpegGivesBackNearlyEveryPixel(_ channels: Image.Channels) throws {
    let image = slope(Size(width: 61, height: 83), channels)
    let decoded = try decode(ImageEncoder.jpeg(image, quality: 95))
    #expect(decoded.format == .jpeg)
    #expect(decoded.warnings == [])
    #expect(decoded.image.kind == (channels == .grey ? .grey : .rgb))
    #expect(decoded.image.size == image.size)
    guard case .eightBit(let samples) = decoded.image.samples else {
      Issue.record("a JPEG has 8 bits")
      return
    }
    let differences = zip(samples, image.eightBitSamples).map { abs(Int($0) - Int($1)) }
    #expect(differences.max() ?? 255 <= 6)
  }

  @Test func betterJPEGIsLargerAndNearer() throws {
    let image = noise(Size(width: 64, height: 64), .grey, seed: 3)
    func difference(_ file: [UInt8]) throws -> Int {
      guard case .eightBit(let samples) = try decode(file).image.samples else { return .max }
      return zip(samples, image.eightBitSamples).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    }
    let (poor, good) = try (ImageEncoder.jpeg(image, quality: 10), ImageEncoder.jpeg(image, quality: 95))
    #expect(poor.count < good.count)
    #expect(try difference(good) * 5 < difference(poor))
  }

  @Test(.enabled(if: FileFormat.webp.isBuiltIn), arguments: [Image.Channels.grey, .rgb])
  func webpGivesBackNearlyEveryPixelInColour(_ channels: Image.Channels) throws {
    let image = slope(Size(width: 61, height: 83), channels)
    try expect(ImageEncoder.webp(image, quality: 95), .webp, nearlyShows: image)
  }

  @Test(.enabled(if: FileFormat.heic.isBuiltIn), arguments: [Image.Channels.grey, .rgb])
  func heicGivesBackNearlyEveryPixelInColour(_ channels: Image.Channels) throws {
    let image = slope(Size(width: 61, height: 83), channels)
    try expect(ImageEncoder.heic(image, quality: 95), .heic, nearlyShows: image)
  }

  private func expect(_ file: [UInt8], _ format: FileFormat, nearlyShows image: Image) throws {
    let decoded = try decode(file)
    #expect(decoded.format == format)
    #expect(decoded.image.kind == .rgb)
    #expect(decoded.image.size == image.size)
    guard case .eightBit(let samples) = decoded.image.samples else {
      Issue.record("it has 8 bits")
      return
    }
    let colours = image.eightBitSamples.flatMap { image.channels == .grey ? [$0, $0, $0] : [$0] }
    #expect(samples.count == colours.count)
    #expect(zip(samples, colours).map { abs(Int($0) - Int($1)) }.max() ?? 255 <= 12)
  }

  @Test func samePictureGivesSameBytes() throws {
    let image = noise(Size(width: 50, height: 40), .rgb, seed: 2)
    #expect(try ImageEncoder.png(image) == ImageEncoder.png(image))
    #expect(try ImageEncoder.jpeg(image, quality: 80) == ImageEncoder.jpeg(image, quality: 80))
    if FileFormat.webp.isBuiltIn {
      #expect(try ImageEncoder.webp(image, quality: 80) == ImageEncoder.webp(image, quality: 80))
    }
    if FileFormat.heic.isBuiltIn {
      #expect(try ImageEncoder.heic(image, quality: 80) == ImageEncoder.heic(image, quality: 80))
    }
  }

  @Test func sideTooLongForAJPEGIsAnError() {
    let image = Image(
      size: Size(width: 65_501, height: 1), channels: .grey,
      samples: .eightBit(Array(repeating: 0, count: 65_501)))
    #expect { try ImageEncoder.jpeg(image, quality: 80) } throws: {
      ($0 as? EncodingError)?.code == .tooLarge
    }
  }

  @Test func longestSideOfAJPEGIsNot() throws {
    let image = Image(
      size: Size(width: 328, height: 65_500), channels: .grey,
      samples: .eightBit(Array(repeating: 7, count: 328 * 65_500)))
    #expect(try decode(ImageEncoder.jpeg(image, quality: 80)).image.samples == image.samples)
  }

  @Test func qualityOutOfRangeIsAMistakeOfTheCaller() async {
    await #expect(processExitsWith: .failure) {
      let image = Image(size: Size(width: 1, height: 1), channels: .grey, samples: .eightBit([0]))
      _ = try ImageEncoder.jpeg(image, quality: 101)
    }
  }
}
