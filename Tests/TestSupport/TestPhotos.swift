internal import ImageCodecs
package import ImageCore

/// Small drawn pictures of imaginary products.
package enum TestPhotos {
  /// Returns a picture of coloured patches on white; each seed gives another picture, also after the pipeline.
  package static func picture(
    seed: UInt64, size: Size = Size(width: 30, height: 40), background: UInt8 = 255, lightest: UInt8 = 200
  ) -> Image {
    var generator = SeededGenerator(seed: seed)
    let patches = (0..<64).map { _ in
      (0..<3).map { _ in UInt8.random(in: 0...lightest, using: &generator) }
    }
    var bytes = [UInt8](repeating: background, count: size.pixelCount * 3)
    for y in (size.height / 8)..<(size.height - size.height / 8) {
      for x in (size.width / 8)..<(size.width - size.width / 8) {
        let patch = patches[(y * 8 / size.height) * 8 + x * 8 / size.width]
        bytes.replaceSubrange(((y * size.width + x) * 3)..<((y * size.width + x) * 3 + 3), with: patch)
      }
    }
    return Image(size: size, channels: .rgb, samples: .eightBit(bytes))
  }

  package static func png(seed: UInt64, size: Size = Size(width: 30, height: 40)) throws -> [UInt8] {
    try ImageEncoder.png(picture(seed: seed, size: size))
  }

  package static func jpeg(seed: UInt64, size: Size = Size(width: 30, height: 40)) throws -> [UInt8] {
    try ImageEncoder.jpeg(picture(seed: seed, size: size), quality: 90)
  }

  /// Returns a PNG of a single colour, without a product.
  package static func blankPNG() throws -> [UInt8] {
    let size = Size(width: 30, height: 40)
    return try ImageEncoder.png(
      Image(
        size: size, channels: .rgb, samples: .eightBit([UInt8](repeating: 250, count: size.pixelCount * 3))))
  }

  /// Returns a PNG with a product that is almost as light as its background.
  package static func palePNG() throws -> [UInt8] {
    let size = Size(width: 30, height: 40)
    var bytes = [UInt8](repeating: 255, count: size.pixelCount * 3)
    for y in 10..<30 { for x in 10..<20 { for c in 0..<3 { bytes[(y * 30 + x) * 3 + c] = 235 } } }
    return try ImageEncoder.png(Image(size: size, channels: .rgb, samples: .eightBit(bytes)))
  }

  /// Returns a PNG of a white product on a transparent background: black pixels are transparent by the chunk tRNS.
  package static func whiteCutOutPNG() throws -> [UInt8] {
    let size = Size(width: 30, height: 40)
    var bytes = [UInt8](repeating: 0, count: size.pixelCount * 3)
    for y in 10..<30 { for x in 8..<22 { for c in 0..<3 { bytes[(y * 30 + x) * 3 + c] = 255 } } }
    let png = try ImageEncoder.png(Image(size: size, channels: .rgb, samples: .eightBit(bytes)))
    let chunk = Array("tRNS".utf8) + [0, 0, 0, 0, 0, 0]
    var checksum = UInt32.max
    for byte in chunk {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    let ending = (0..<4).map { UInt8(truncatingIfNeeded: ~checksum >> (24 - 8 * UInt32($0))) }
    // The signature and the chunk IHDR have 33 bytes; tRNS has to stand before IDAT.
    return Array(png[..<33]) + [0, 0, 0, 6] + chunk + ending + Array(png[33...])
  }

  /// Writes PNGs with seeds that count up from `firstSeed`: `photos/<class>/0.png` and so on.
  package static func write(
    _ counts: [(name: String, count: Int)], to folder: TemporaryFolder, under root: String = "photos",
    firstSeed: UInt64 = 0
  ) throws {
    var seed = firstSeed
    for (name, count) in counts {
      try folder.makeFolder("\(root)/\(name)")
      for number in 0..<count {
        try folder.write(png(seed: seed), to: "\(root)/\(name)/\(number).png")
        seed += 1
      }
    }
  }
}
