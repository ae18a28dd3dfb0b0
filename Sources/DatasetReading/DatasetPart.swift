package import DatasetBuilding
package import ImageCore

/// The items of one split in memory.
package struct DatasetPart: Sendable {
  package let split: Split
  /// Of each item.
  package let size: Size
  /// 1 for grey, 3 for colour, interleaved.
  package let channelCount: Int
  /// As many as there are both images and labels.
  package let count: Int
  /// The images one after the other, row-major, top left first.
  package let images: [UInt8]
  /// `count` labels, or more where images are missing.
  package let labels: [UInt8]
  /// One byte a pixel, 0 being ground: the images themselves if they are grey; of colour images how far each pixel's
  /// luma is from the ground's.
  package let levels: [UInt8]

  package var pixelCount: Int { size.pixelCount }

  /// The levels of one item, row-major.
  package func levels(of index: Int) -> ArraySlice<UInt8> {
    levels[(index * pixelCount)..<((index + 1) * pixelCount)]
  }

  /// All bytes of one item.
  package func bytes(of index: Int) -> ArraySlice<UInt8> {
    let length = pixelCount * channelCount
    return images[(index * length)..<((index + 1) * length)]
  }

  /// The same items with their samples of colour side by side, as if they were grey and three times as wide.
  package var samples: DatasetPart {
    guard channelCount > 1 else { return self }
    return DatasetPart(
      split: split, size: Size(width: size.width * channelCount, height: size.height), channelCount: 1,
      images: images,
      labels: labels)
  }

  package init(split: Split, size: Size, channelCount: Int, images: [UInt8], labels: [UInt8]) {
    self.split = split
    self.size = size
    self.channelCount = channelCount
    let length = size.pixelCount * channelCount
    count = length == 0 ? 0 : min(images.count / length, labels.count)
    self.images = images
    self.labels = labels
    levels = channelCount == 1 ? images : Self.levels(ofColour: images, size)
  }

  /// Luma's distance from black, or from white if the images' upper left corners are mostly bright.
  private static func levels(ofColour images: [UInt8], _ size: Size) -> [UInt8] {
    let pixelCount = images.count / 3
    guard pixelCount > 0 else { return [] }
    // Rec. 601, in 16-bit fractions.
    func luma(_ pixel: Int) -> UInt8 {
      let (red, green, blue) = (
        UInt32(images[3 * pixel]), UInt32(images[3 * pixel + 1]), UInt32(images[3 * pixel + 2])
      )
      return UInt8((red * 19_595 + green * 38_470 + blue * 7_471 + 32_768) >> 16)
    }
    let corners = stride(from: 0, to: pixelCount, by: size.pixelCount).map { Int(luma($0)) }
    let isBright = corners.reduce(0, +) > 127 * corners.count
    return (0..<pixelCount).map { isBright ? 255 - luma($0) : luma($0) }
  }
}
