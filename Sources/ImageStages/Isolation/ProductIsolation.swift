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
  /// What belongs to the product, on a grid over the picture that may be coarser; nil if all pixels are kept.
  let mask: CoarseMask?
  /// The smallest rectangle with the product; nil if there is nothing but background.
  let crop: Rectangle?

  /// The longest edge, in pixels, of the picture that is cut.
  private static let workEdge = 128

  /// - Parameters:
  ///   - colours: The picture's colours by rows.
  ///   - alpha: How opaque each pixel is, 0...255; nil if all are.
  init(of colours: [RGB], alpha: [UInt8]?, size: Size) {
    if let alpha, alpha.count(where: { $0 < 128 }) * 50 > alpha.count {
      let mask = CoarseMask(alpha.map { $0 >= 128 }, size: size)
      self.init(method: .alpha, mask: mask, crop: mask.crop(in: size))
    } else if FrameStrip(of: size).isWhite(colours) {
      let white = RGB(red: 255, green: 255, blue: 255)
      let isProduct = colours.map { $0.squaredDistance(to: white) >= FrameStrip.leastDistance }
      self.init(method: .whiteBackground, mask: nil, crop: CoarseMask(isProduct, size: size).crop(in: size))
    } else {
      let workSize = size.reduced(into: Size(width: Self.workEdge, height: Self.workEdge))
      let work = workSize == size ? colours : BoxReduction.reduced(colours, from: size, to: workSize)
      if let isProduct = ProductMask.mask(of: work, size: workSize) {
        let mask = CoarseMask(isProduct, size: workSize)
        self.init(method: .cut, mask: mask, crop: mask.crop(in: size))
      } else {
        let whole = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
        self.init(method: .none, mask: nil, crop: whole)
      }
    }
  }

  private init(method: Method, mask: CoarseMask?, crop: Rectangle?) {
    (self.method, self.mask, self.crop) = (method, mask, crop)
  }
}

extension Image {
  /// The colours by rows, rounded to 8 bits; grey has three equal channels.
  var roundedColours: [RGB] {
    let bytes: [UInt8] =
      switch samples {
      case .eightBit(let samples): samples
      case .sixteenBit(let samples): samples.map { UInt8((UInt32($0) + 128) / 257) }
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
