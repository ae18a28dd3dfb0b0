package import ImageCore
internal import ImageStages

/// What is measured of a photo to tell which photos are alike.
package struct PhotoFeatures: Sendable {
  /// The edges of the photo as it is, reduced into a square, with those of its mirror image.
  let photo: [Float]
  /// The edges of the part that is not white, stretched to a square, with those of its mirror image.
  package let product: [Float]
  /// The edges of the image that the pipeline makes of it; nil if it makes none.
  let image: [Float]?
  let colour: [Float]
  /// A very small picture, 16x16 RGB on white, which only near duplicates have in common.
  let signature: [UInt8]

  static let photoGradients = OrientedGradients(cellCount: 8, directionCount: 9)
  static let imageGradients = OrientedGradients(cellCount: 7, directionCount: 8)
  private static let side = 64
  private static let signatureSide = 16
  /// The brightness of the darkest channel, 0...255, from which on a pixel counts as a white background.
  private static let white: UInt8 = 240

  /// - Parameters:
  ///   - picture: the photo, upright, RGB.
  ///   - image: the image that the pipeline makes of it; nil if it makes none.
  package init(of picture: Image, image: Image?) {
    let (square, inner) = Self.square(picture)
    photo = Self.photoGradients.mirroredValues(of: square)
    product = Self.photoGradients.mirroredValues(
      of: square.cropped(to: Self.productBox(of: square)).stretched(to: square.size))
    self.image = image.map(Self.imageGradients.values)
    colour = ColourMoments.values(of: inner)
    var record = StageRecord()
    signature =
      Resize(frame: Size(width: Self.signatureSide, height: Self.signatureSide), method: .filter(.box))
      .apply(to: square, in: StageContext(), record: &record).eightBitSamples
  }

  /// Returns the smallest part of a picture that holds all that is not white; the whole picture if all is white.
  private static func productBox(of picture: Image) -> Rectangle {
    let samples = picture.eightBitSamples
    let box = Rectangle(of: picture.size) {
      min(samples[3 * $0], samples[3 * $0 + 1], samples[3 * $0 + 2]) < white
    }
    return box ?? Rectangle(x: 0, y: 0, width: picture.width, height: picture.height)
  }

  /// Returns the picture enlarged or reduced into the middle of a white square, and the same without the white.
  private static func square(_ picture: Image) -> (square: Image, inner: Image) {
    var record = StageRecord()
    let frame = Size(width: side, height: side)
    let inner = Resize(frame: frame, method: .filter(.triangle))
      .apply(to: picture, in: StageContext(), record: &record).cutToBytes
    let (left, top) = ((side - inner.width) / 2, (side - inner.height) / 2)
    let samples = inner.eightBitSamples
    var bytes = [UInt8](repeating: 255, count: side * side * 3)
    for y in 0..<inner.height {
      let start = ((top + y) * side + left) * 3
      bytes.replaceSubrange(
        start..<start + inner.rowStride, with: samples[y * inner.rowStride..<(y + 1) * inner.rowStride])
    }
    return (Image(size: frame, channels: .rgb, samples: .eightBit(bytes)), inner)
  }

  /// Returns the root of the mean squared difference of two photos' very small pictures, 0...255.
  static func difference(_ one: [UInt8], _ other: [UInt8]) -> Double {
    let sum = zip(one, other).reduce(0) { sum, pair in
      let difference = Int(pair.0) - Int(pair.1)
      return sum + difference * difference
    }
    return (Double(sum) / Double(max(1, one.count))).squareRoot()
  }
}
