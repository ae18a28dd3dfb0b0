internal import ImageCore
internal import ImageStages
internal import Training
internal import Verification
internal import Wording

/// The backgrounds of the images that a model was trained with, to be compared with those of photos.
struct TrainingBackgrounds {
  /// The share of training images whose background is bright or not plain, 0...1; nil for colour images.
  private let brightShare: Double?
  /// How many training images were made of photos on each background; empty if the dataset did not record it.
  private let counts: [PhotoBackground: Int]

  /// The share of training images of a kind from which on a model knows the kind: of a few it may have learned nothing.
  private static let knownShare = 0.05
  /// The share of images with a bright background, or one that is not plain, from which on a model knows bright ones:
  /// images with a background that is not plain do not show it a bright one.
  private static let knownBrightShare = 0.8

  /// A model whose folder records no share, as those of earlier versions, counts as trained with dark backgrounds, which
  /// MNIST's kind has.
  init(_ folder: ModelFolder) {
    var share = 0.0
    var counts: [PhotoBackground: Int] = [:]
    if case .object(let record)? = folder.training {
      switch record["brightBackgrounds"] {
      case .number(let recorded): share = recorded
      // JSON writes whole numbers as integers.
      case .integer(let recorded): share = Double(recorded)
      default: break
      }
      if case .object(let recorded)? = record["photoBackgrounds"] {
        for (name, count) in recorded {
          guard let background = PhotoBackground(rawValue: name), case .integer(let count) = count,
            (0...Self.largestCount).contains(count)
          else { continue }
          counts[background] = count
        }
      }
    }
    brightShare = folder.model.input.channels == 1 ? share : nil
    self.counts = counts
  }

  /// The most images that a record may count; more are not believed.
  private static let largestCount = 1 << 40

  /// Whether the model has learned from grey images with a dark background, or with a bright one.
  func knows(bright isBright: Bool) -> Bool {
    guard let brightShare else { return false }
    return isBright ? brightShare >= Self.knownBrightShare : brightShare <= 1 - Self.knownShare
  }

  /// What a photo's product stands on.
  struct Photo {
    let background: PhotoBackground
    /// The median luma of the strip along the frame, 0...255.
    let level: Double
  }

  /// Returns a warning if the background of a photo is unlike those of the training images; nil if it is like them.
  ///
  /// - Parameters:
  ///   - image: the image that the pipeline has made of the photo, or an image that was there.
  ///   - photo: the photo's background; nil for an image that was there.
  func warning(about image: Image, of photo: Photo?, pipeline: Pipeline) -> String? {
    negative(image, of: photo, pipeline: pipeline) ?? photo.flatMap { unknown($0.background, pipeline) }
  }

  /// Returns a warning if background and product are exchanged, as the model sees them.
  private func negative(_ image: Image, of photo: Photo?, pipeline: Pipeline) -> String? {
    guard brightShare != nil, case .eightBit(let bytes) = image.samples, image.channels == .grey else {
      return nil
    }
    let isNegated = pipeline.negates
    var isBright = ImageStatistics(bytes.span, image.size).isInverted
    // What the network sees of the background: trimming leaves little of it in the image, but none of its level. A stage
    // that puts the product on white leaves nothing of it.
    if let photo, !pipeline.stages.contains(where: { $0 is Isolate }) {
      isBright = isBright || (isNegated ? 255 - photo.level : photo.level) > 127.5
    }
    guard !knows(bright: isBright) else { return nil }
    // The remedy is about the photo; an image that was there cannot be taken again.
    func text(_ background: String, _ consequence: String, _ remedy: String) -> String {
      "warning: its background is \(background), \(consequence)" + (photo == nil ? "" : "; \(remedy)")
    }
    let seen = photo == nil ? false : isNegated
    if isBright {
      return text(
        seen ? "dark" : "bright",
        "so that the network sees a negative, and the model's dataset had hardly any",
        "take the photo on a \(isNegated ? "white" : "black") background")
    }
    return text(
      seen ? "bright" : "dark", "unlike those of the model's dataset",
      "take the photo on a \(isNegated ? "dark" : "bright") background")
  }

  /// Returns a warning if hardly any photo of the model's dataset had this background.
  private func unknown(_ background: PhotoBackground, _ pipeline: Pipeline) -> String? {
    let total = counts.values.reduce(0, +)
    guard total > 0 else { return nil }
    let alike = background.alike(in: pipeline).reduce(0) { $0 + counts[$1, default: 0] }
    guard Double(alike) < Self.knownShare * Double(total) else { return nil }
    let usual = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .white
    return
      "warning: its background is \(background.explanation), as \(grouped(alike)) of \(counted(total, "photo")) "
      + "were that the model learned from; take it \(usual.place)"
  }
}

extension Pipeline {
  /// Whether the pipeline turns light into dark.
  fileprivate var negates: Bool {
    !stages.count { $0.name == Negate.description.name }.isMultiple(of: 2)
  }
}

extension PhotoBackground {
  /// Returns the backgrounds from which a model knows this one, when its images come from a pipeline.
  ///
  /// Where the pipeline shows white through transparency, both are the same to it. One that looks for the product and
  /// puts it on white has less to do on a plain background than on an uneven one.
  fileprivate func alike(in pipeline: Pipeline) -> [PhotoBackground] {
    let isIsolated = pipeline.stages.contains { $0 is Isolate }
    switch self {
    case .transparent, .white:
      if isIsolated { return PhotoBackground.allCases }
      return pipeline.decode.background == .white ? [.white, .transparent] : [self]
    case .plain: return isIsolated ? [.plain, .uneven] : [.plain]
    case .uneven: return [.uneven]
    }
  }

  /// The background in words.
  fileprivate var explanation: String {
    switch self {
    case .transparent: "transparent"
    case .white: "white"
    case .plain: "of one colour, but not white"
    case .uneven: "uneven (a table, a cloth, a shadow, or the product fills the frame)"
    }
  }

  /// Where the product of such a photo stands, in words.
  fileprivate var place: String {
    switch self {
    case .transparent: "with a transparent background"
    case .white: "on a white background"
    case .plain: "on a background of one colour"
    case .uneven: "as those were taken, on a table or a cloth"
    }
  }
}
