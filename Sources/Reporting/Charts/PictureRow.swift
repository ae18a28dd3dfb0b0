internal import ImageCore

/// Images side by side in one picture.
enum PictureRow {
  /// - Parameters:
  ///   - images: the bytes of each image, row by row, channels interleaved.
  ///   - size: the size of each image.
  static func picture(_ images: some Collection<[UInt8]>, size: Size, channels: Image.Channels) -> Image {
    let lineLength = size.width * channels.rawValue
    var bytes: [UInt8] = []
    bytes.reserveCapacity(images.count * size.height * lineLength)
    for line in 0..<size.height {
      for image in images { bytes += image[(line * lineLength)..<((line + 1) * lineLength)] }
    }
    return Image(
      size: Size(width: images.count * size.width, height: size.height), channels: channels,
      samples: .eightBit(bytes))
  }
}
