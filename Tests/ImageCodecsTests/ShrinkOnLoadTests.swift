import ImageCodecs
import ImageCore
import Testing

struct ShrinkOnLoadTests {
  /// Stored sizes, with the sizes at which they are decoded for a target of 102x146.
  static let sizes: [(stored: Size, decoded: Size)] = [
    (Size(width: 101, height: 900), Size(width: 101, height: 900)),
    (Size(width: 900, height: 145), Size(width: 900, height: 145)),
    (Size(width: 102, height: 146), Size(width: 102, height: 146)),
    (Size(width: 203, height: 900), Size(width: 203, height: 900)),
    (Size(width: 204, height: 292), Size(width: 102, height: 146)),
    (Size(width: 205, height: 293), Size(width: 103, height: 147)),
    (Size(width: 306, height: 438), Size(width: 115, height: 165)),
    (Size(width: 400, height: 533), Size(width: 150, height: 200)),
    (Size(width: 408, height: 584), Size(width: 102, height: 146)),
    (Size(width: 762, height: 1000), Size(width: 191, height: 250)),
    (Size(width: 815, height: 1168), Size(width: 204, height: 292)),
    (Size(width: 816, height: 1168), Size(width: 102, height: 146)),
    (Size(width: 1524, height: 2000), Size(width: 191, height: 250)),
  ]

  @Test(arguments: sizes.indices)
  func decodedSizeIsTheSmallestInEighthsThatHoldsTheTarget(_ index: Int) throws {
    let (stored, expected) = Self.sizes[index]
    let samples = [UInt8](repeating: 200, count: stored.pixelCount)
    let file = try ImageEncoder.jpeg(
      Image(size: stored, channels: .grey, samples: .eightBit(samples)), quality: 75)
    let photo = try decode(file, options: DecodingOptions(shrinkTarget: Size(width: 102, height: 146)))
    #expect(photo.storedSize == stored)
    #expect(photo.image.size == expected)
    #expect(photo.image.samples == .eightBit(Array(repeating: 200, count: expected.pixelCount)))
  }
}
