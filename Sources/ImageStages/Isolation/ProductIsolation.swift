internal import ImageCore

/// Where the product is in a picture, and how that was found.
public struct ProductIsolation: Sendable {
  /// How the product was told from its background.
  public enum Method: String, Hashable, Sendable {
    /// The photo is transparent around the product.
    case alpha
    /// The background is white already, and is kept.
    case whiteBackground
    /// A minimum cut over colours.
    case cut
    /// Hardly anything looked like a product.
    case none
  }

  let method: Method
  /// How much of each pixel belongs to the product, 0...1, by rows; nil if all pixels are kept as they are.
  let coverage: [Double]?
  /// The smallest rectangle with the product; nil if there is nothing but background.
  let crop: Rectangle?

  /// The longest edge, in pixels, of the picture that is cut.
  private static let workEdge = 128

  /// - Parameters:
  ///   - colours: The picture's colours by rows.
  ///   - alpha: How opaque each pixel is, 0...255; nil if all are.
  init(of colours: [RGB], alpha: [UInt8]?, size: Size) {
    if let alpha, Self.isCutOut(alpha) {
      self.init(.alpha, CoarseMask(alpha.map { $0 >= 128 }, size: size), size)
    } else if FrameStrip(of: size).isWhite(colours) {
      let white = RGB(red: 255, green: 255, blue: 255)
      let isProduct = colours.map { $0.squaredDistance(to: white) >= FrameStrip.leastDistance }
      let coverage = CoarseMask(isProduct, size: size).coverage(in: size)
      self.init(
        method: .whiteBackground, coverage: nil, crop: Rectangle(around: coverage, of: size))
    } else {
      let workSize = size.reduced(into: Size(width: Self.workEdge, height: Self.workEdge))
      let work = workSize == size ? colours : BoxReduction.reduced(colours, from: size, to: workSize)
      if let isProduct = ProductMask.mask(of: work, size: workSize) {
        self.init(.cut, CoarseMask(isProduct, size: workSize), size)
      } else {
        let whole = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
        self.init(method: .none, coverage: nil, crop: whole)
      }
    }
  }

  /// Whether enough of a picture is transparent to tell the product by it: more than 2% of its pixels.
  static func isCutOut(_ alpha: [UInt8]) -> Bool { alpha.count(where: { $0 < 128 }) * 50 > alpha.count }

  private init(_ method: Method, _ mask: CoarseMask, _ size: Size) {
    let coverage = mask.coverage(in: size)
    self.init(method: method, coverage: coverage, crop: Rectangle(around: coverage, of: size))
  }

  private init(method: Method, coverage: [Double]?, crop: Rectangle?) {
    (self.method, self.coverage, self.crop) = (method, coverage, crop)
  }
}

extension Image {
  /// The colours by rows, rounded to 8 bits; grey has three equal channels.
  var roundedColours: [RGB] {
    let bytes: [UInt8] =
      switch samples {
      case .eightBit(let samples): samples
      case .sixteenBit(let samples): samples.map(roundedByte)
      }
    switch channels {
    case .grey: return bytes.map { RGB(red: $0, green: $0, blue: $0) }
    case .rgb:
      return (0..<size.pixelCount).map {
        RGB(red: bytes[3 * $0], green: bytes[3 * $0 + 1], blue: bytes[3 * $0 + 2])
      }
    }
  }
}

/// Returns a 16-bit sample rounded to 8 bits.
func roundedByte(_ sample: UInt16) -> UInt8 { UInt8((UInt32(sample) + 128) / 257) }
