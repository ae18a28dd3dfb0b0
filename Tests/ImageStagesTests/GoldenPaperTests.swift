import ImageCodecs
import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests that the paper's steps from files to 784 bytes equal the golden vectors exactly.
struct GoldenPaperTests {
  /// The paper's steps after decoding.
  static let paperStages: [any Stage] = [Trim(), Resize(), Sharpen(), Extend(), Negate(), Grayscale()]

  static let picturesWithoutAlpha = Golden.shared.pictures.filter { !$0.alpha }

  @Test func vectorsAreThere() {
    #expect(Golden.shared.pictures.count == 72)
    #expect(Self.picturesWithoutAlpha.count == 58)
  }

  @Test(arguments: picturesWithoutAlpha)
  func sevenStepsGiveTheReferencesBytes(_ picture: Golden.Picture) throws {
    var decoder = PhotoDecoder()
    let photo = try decoder.decode(Golden.bytes(picture.input)).image
    #expect(photo.size == Size(width: picture.width, height: picture.height))
    #expect((photo.kind == .grey) == picture.grey)
    let image = try #require(Self.storedPicture(photo))
    let expected = try Golden.bytes(picture.expected)
    #expect(Self.bytes(of: image) == expected)
    #expect(Self.bytes(of: image.asEqualChannels) == expected)
  }

  @Test(arguments: Golden.shared.pictures)
  func stretchGivesTheReferencesBytes(_ picture: Golden.Picture) throws {
    let size = Size(width: 28, height: 28)
    let before = try Image(size: size, channels: .grey, samples: .eightBit(Golden.bytes(picture.expected)))
    #expect(try Stretch().picture(of: before).eightBitSamples == Golden.bytes("stretch/\(picture.expected)"))
  }

  static func bytes(of image: Image) -> [UInt8] {
    paperStages.reduce(image) { $1.picture(of: $0) }.eightBitSamples
  }

  /// Returns a decoded picture as stored, not rotated, at its own depth; nil if it has alpha. The reference's command
  /// for these vectors neither rotates the picture nor reduces it to 8 bits.
  private static func storedPicture(_ photo: DecodedImage) -> Image? {
    switch photo.kind {
    case .grey: return Image(size: photo.size, channels: .grey, samples: photo.samples)
    case .rgb: return Image(size: photo.size, channels: .rgb, samples: photo.samples)
    case .greyAlpha, .rgbAlpha: return nil
    case .cmyk:
      let ink = wideSamples(of: photo).map { 65535 - Double($0) }
      var colours: [UInt16] = []
      for (index, amount) in ink.enumerated() where index % 4 != 3 {
        let black = ink[index / 4 * 4 + 3]
        colours.append(UInt16(quantum(65535 - ((1.0 / 65535) * amount * (65535 - black) + black))))
      }
      return Image(size: photo.size, channels: .rgb, samples: .sixteenBit(colours))
    }
  }
}
