internal import ImageCore
internal import ImageStages
internal import Training
internal import Verification

/// The backgrounds of the images that a model was trained with, to be compared with those of photos.
struct TrainingBackgrounds {
  /// The share of training images whose background is bright or not plain, 0...1; nil for colour images.
  private let brightShare: Double?

  /// The share of training images with a dark background from which on a model knows dark backgrounds.
  private static let knownShare = 0.05
  /// The share of images with a bright background, or one that is not plain, from which on a model knows bright ones: of
  /// a few it may have learned nothing.
  private static let knownBrightShare = 0.8

  /// A model whose folder records no share, as those of earlier versions, counts as trained with dark backgrounds, which
  /// MNIST's kind has.
  init(_ folder: ModelFolder) {
    var share = 0.0
    if case .object(let record)? = folder.training {
      switch record["brightBackgrounds"] {
      case .number(let recorded): share = recorded
      // JSON writes whole numbers as integers.
      case .integer(let recorded): share = Double(recorded)
      default: break
      }
    }
    brightShare = folder.model.input.channels == 1 ? share : nil
  }

  /// Returns a warning if the background of a photo is unlike those of the training images; nil if it is like them.
  ///
  /// - Parameters:
  ///   - image: the image that the pipeline has made of the photo.
  ///   - photoBackground: the median luma of the photo's outermost pixels, 0...255.
  func warning(about image: Image, pipeline: Pipeline, photoBackground: Double) -> String? {
    guard let brightShare, case .eightBit(let bytes) = image.samples, image.channels == .grey else {
      return nil
    }
    // What the network sees of the background: trimming leaves little of it in the image, but none of its level.
    let isNegated = pipeline.stages.count { $0.name == Negate.description.name }.isMultiple(of: 2) == false
    let level = isNegated ? 255 - photoBackground : photoBackground
    let isBright = level > 127.5 || ImageStatistics(bytes.span, image.size).isInverted
    if isBright, brightShare < Self.knownBrightShare {
      return
        "warning: its background is \(isNegated ? "dark" : "bright"), so that the network sees a negative, and "
        + "the model's dataset had hardly any; take the photo on a \(isNegated ? "white" : "black") background"
    }
    if !isBright, brightShare > 1 - Self.knownShare {
      return
        "warning: its background is \(isNegated ? "bright" : "dark"), unlike those of the model's dataset; take "
        + "the photo on a \(isNegated ? "dark" : "bright") background"
    }
    return nil
  }
}

/// Returns the median luma of a picture's outermost pixels, 0...255; 0 if its samples are not 8-bit RGB.
func borderLevel(of picture: Image) -> Double {
  guard case .eightBit(let bytes) = picture.samples, picture.channels == .rgb else { return 0 }
  let (width, height) = (picture.size.width, picture.size.height)
  var counts = [Int](repeating: 0, count: 256)
  func count(_ x: Int, _ y: Int) {
    let start = (y * width + x) * 3
    // The luma of Rec. 601, with factors in units of 2^-16.
    let (red, green, blue) = (UInt32(bytes[start]), UInt32(bytes[start + 1]), UInt32(bytes[start + 2]))
    counts[Int((red * 19_595 + green * 38_470 + blue * 7_471 + 32_768) >> 16)] += 1
  }
  for x in 0..<width {
    count(x, 0)
    if height > 1 { count(x, height - 1) }
  }
  for y in 0..<height where y > 0 && y < height - 1 {
    count(0, y)
    if width > 1 { count(width - 1, y) }
  }
  let total = counts.reduce(0, +)
  var passed = 0
  for (level, count) in counts.enumerated() {
    passed += count
    if 2 * passed >= total { return Double(level) }
  }
  return 0
}
