package import ImageCore

/// The images and labels of one split in memory.
package struct SplitData: Sendable {
  package let split: Split
  /// The type of the images.
  package let type: ExampleType
  /// The number of examples: the smaller of the numbers of images and labels.
  package let count: Int
  /// The bytes of the images one after the other, row-major from the top left, channels interleaved.
  package let images: [UInt8]
  /// The labels; more than `count` if images are missing.
  package let labels: [UInt8]
  /// The levels of the pixels, one byte each, 0 being background: the bytes of grey images themselves; for colour
  /// images the distance of each pixel's luma from black, or from white if the backgrounds are bright.
  package let levels: [UInt8]

  package var size: Size { type.size }

  package var pixelCount: Int { type.pixelCount }

  /// Returns the levels of one image, one byte per pixel, row-major.
  package func levels(of index: Int) -> ArraySlice<UInt8> {
    levels[(index * pixelCount)..<((index + 1) * pixelCount)]
  }

  /// Returns all bytes of one image.
  package func bytes(of index: Int) -> ArraySlice<UInt8> {
    images[(index * type.byteCount)..<((index + 1) * type.byteCount)]
  }

  /// The same examples as grey images with the channels side by side, three times as wide as colour images.
  package var samples: SplitData {
    guard type.channels != .grey else { return self }
    let wide = ExampleType(
      size: Size(width: size.width * type.channelCount, height: size.height), channels: .grey)
    return SplitData(split: split, type: wide, images: images, labels: labels)
  }

  package init(split: Split, type: ExampleType, images: [UInt8], labels: [UInt8]) {
    self.split = split
    self.type = type
    count = type.byteCount == 0 ? 0 : min(images.count / type.byteCount, labels.count)
    self.images = images
    self.labels = labels
    levels = type.channels == .grey ? images : Self.levels(ofColour: images, type.size)
  }

  /// Returns the distance of each pixel's luma from black, 0...255, or from white if the mean luma of the images' top
  /// left pixels is above 127.
  private static func levels(ofColour images: [UInt8], _ size: Size) -> [UInt8] {
    let pixelCount = images.count / 3
    guard pixelCount > 0 else { return [] }
    // The luma of Rec. 601, with factors in units of 2^-16.
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
