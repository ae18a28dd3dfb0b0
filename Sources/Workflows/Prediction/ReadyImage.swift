internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Training
internal import Verification

/// An image in a file that is one of a dataset's already, such as those that `show --png` writes. Put through the pipeline
/// again, it would be negated again.
struct ReadyImage {
  let image: Image
  /// What speaks for it, as a clause.
  let reason: String

  /// Recognises a file with such an image; nil for a photo.
  ///
  /// A file has an image if it has the very size and channels of the model's input, 8 bits, and no transparency, and if
  /// it was written by this program, or if its background is as those that the model was trained with. A picture that
  /// this program wrote may also be an image enlarged.
  ///
  /// - Parameter isOwnFile: whether this program wrote the file.
  init?(_ decoded: DecodedPhoto, isOwnFile: Bool, for input: Shape, _ backgrounds: TrainingBackgrounds) {
    guard let picture = Self.plainPicture(decoded.image, channelCount: input.channels) else { return nil }
    let size = Size(width: input.columns, height: input.rows)
    let kind = "\(size) \(input.channels == 1 ? "grey" : "RGB")"
    if isOwnFile {
      let factor = picture.width / size.width
      guard input.channels == 1 || factor == 1, let image = Self.reduced(picture, by: factor, to: size) else {
        return nil
      }
      self.init(
        image: image, reason: "\(kind), written by this program" + (factor > 1 ? " and enlarged" : ""))
      return
    }
    guard picture.size == size, let isInverted = Self.isInverted(picture),
      backgrounds.knows(bright: isInverted)
    else { return nil }
    self.init(
      image: picture,
      reason: "\(kind) with a \(isInverted ? "bright" : "dark") background, as the model's images")
  }

  private init(image: Image, reason: String) {
    self.image = image
    self.reason = reason
  }

  /// Makes the image that a file must have because the user says so; nil if it has another size or other channels.
  init?(asTold decoded: DecodedPhoto, for input: Shape) {
    guard let picture = Self.plainPicture(decoded.image, channelCount: input.channels),
      picture.size == Size(width: input.columns, height: input.rows)
    else { return nil }
    self.init(image: picture, reason: "as --as image says")
  }

  /// Returns whether a file that counts as a photo could be mistaken for an image: it has the size of one, and is grey.
  static func isLikeAnImage(_ decoded: DecodedPhoto, for input: Shape) -> Bool {
    input.channels == 1 && decoded.image.size == Size(width: input.columns, height: input.rows)
      && plainPicture(decoded.image, channelCount: 1) != nil
  }

  /// Returns a decoded picture with 8 bits, without transparency, upright and with these channels; nil if it is another.
  /// Colours that are all grey count as grey.
  private static func plainPicture(_ decoded: DecodedImage, channelCount: Int) -> Image? {
    guard case .eightBit(let samples) = decoded.samples, decoded.orientation == .upright, !decoded.isLinear
    else { return nil }
    switch (decoded.kind, channelCount) {
    case (.grey, 1): return Image(size: decoded.size, channels: .grey, samples: decoded.samples)
    case (.rgb, 3): return Image(size: decoded.size, channels: .rgb, samples: decoded.samples)
    case (.rgb, 1):
      let pixels = stride(from: 0, to: samples.count, by: 3)
      guard pixels.allSatisfy({ samples[$0] == samples[$0 + 1] && samples[$0] == samples[$0 + 2] }) else {
        return nil
      }
      return Image(size: decoded.size, channels: .grey, samples: .eightBit(pixels.map { samples[$0] }))
    default: return nil
    }
  }

  /// Returns whether a grey picture has a bright background and a dark product; nil for colours.
  private static func isInverted(_ picture: Image) -> Bool? {
    guard case .eightBit(let levels) = picture.samples, picture.channels == .grey else { return nil }
    return ImageStatistics(levels.span, picture.size).isInverted
  }

  /// Returns the picture whose pixels were enlarged to squares; nil if it is no such picture.
  private static func reduced(_ picture: Image, by factor: Int, to size: Size) -> Image? {
    guard factor >= 1, picture.width == size.width * factor, picture.height == size.height * factor else {
      return nil
    }
    guard factor > 1 else { return picture }
    guard case .eightBit(let levels) = picture.samples, picture.channels == .grey else { return nil }
    let isEnlarged = levels.indices.allSatisfy { index in
      let (y, x) = index.quotientAndRemainder(dividingBy: picture.width)
      return levels[index] == levels[y / factor * factor * picture.width + x / factor * factor]
    }
    guard isEnlarged else { return nil }
    return Image(
      size: size, channels: .grey,
      samples: .eightBit(
        (0..<size.pixelCount).map { index in
          let (y, x) = index.quotientAndRemainder(dividingBy: size.width)
          return levels[y * factor * picture.width + x * factor]
        }))
  }
}
