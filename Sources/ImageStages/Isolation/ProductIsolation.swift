internal import ImageCore

/// Where the product is in a picture, and how that was found.
public struct ProductIsolation: Sendable {
  /// How the product was told from its background.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// The photo is transparent around the product.
    case alpha
    /// The background is white already, and is kept.
    case whiteBackground = "white"
    /// A minimum cut over colours.
    case cut
    /// Hardly anything looked like a product.
    case none
  }

  /// What was found, in figures that tell doubtful results.
  public struct Summary: Hashable, Sendable {
    public let method: Method
    /// The share of the photo that the product covers, 0...1.
    public let share: Double
    /// The number of separate pieces of the product; nil for a photo that was kept as it is.
    public let pieceCount: Int?

    public init(method: Method, share: Double, pieceCount: Int?) {
      self.method = method
      self.share = share
      self.pieceCount = pieceCount
    }
  }

  let summary: Summary
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
      self.init(.alpha, alpha.map { $0 >= 128 }, of: size, in: size)
    } else if FrameStrip(of: size).isWhite(colours) {
      let white = RGB(red: 255, green: 255, blue: 255)
      let isProduct = colours.map { $0.squaredDistance(to: white) >= FrameStrip.leastDistance }
      let coverage = CoarseMask(isProduct, size: size).coverage(in: size)
      self.init(
        Summary(method: .whiteBackground, share: Self.share(of: isProduct), pieceCount: nil), coverage: nil,
        crop: Rectangle(of: size) { coverage[$0] >= 0.5 })
    } else {
      let workSize = size.reduced(into: Size(width: Self.workEdge, height: Self.workEdge))
      let work = workSize == size ? colours : BoxReduction.reduced(colours, from: size, to: workSize)
      if let isProduct = ProductMask.mask(of: work, size: workSize) {
        self.init(.cut, isProduct, of: workSize, in: size)
      } else {
        let whole = Rectangle(x: 0, y: 0, width: size.width, height: size.height)
        self.init(Summary(method: .none, share: 1, pieceCount: nil), coverage: nil, crop: whole)
      }
    }
  }

  /// Whether enough of a picture is transparent to tell the product by it: more than 2% of its pixels.
  static func isCutOut(_ alpha: [UInt8]) -> Bool { alpha.count(where: { $0 < 128 }) * 50 > alpha.count }

  private init(_ method: Method, _ isProduct: [Bool], of maskSize: Size, in size: Size) {
    let coverage = CoarseMask(isProduct, size: maskSize).coverage(in: size)
    self.init(
      Summary(
        method: method, share: Self.share(of: isProduct),
        pieceCount: PixelPieces.count(in: isProduct, size: maskSize)),
      coverage: coverage, crop: Rectangle(of: size) { coverage[$0] >= 0.5 })
  }

  private init(_ summary: Summary, coverage: [Double]?, crop: Rectangle?) {
    (self.summary, self.coverage, self.crop) = (summary, coverage, crop)
  }

  private static func share(of isProduct: [Bool]) -> Double {
    Double(isProduct.count { $0 }) / Double(max(1, isProduct.count))
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
