public import ImageCore

/// A generator of synthetic product photos like those of a shop's catalogue: one product in soft light on a nearly
/// white background (#fdfdfd), which reaches the border on all sides.
///
/// A photo depends only on seed, product, number and size, not on other photos or on the machine.
///
/// ```swift
/// let photographer = ProductPhotographer(seed: 1)
/// let photo = photographer.photo(of: .sneaker, number: 0)  // 381x500, 8-bit RGB
/// ```
public struct ProductPhotographer: Sendable {
  /// The width and height of each photo in pixels.
  public let size: Size
  public let seed: UInt64

  /// - Parameters:
  ///   - size: The size in pixels, at least 16x16. Products keep their aspect ratio and are fitted into it.
  ///   - seed: The seed; another seed gives other products in other poses.
  /// - Precondition: `size` is at least 16x16.
  public init(size: Size = Size(width: 381, height: 500), seed: UInt64) {
    precondition(size.width >= 16 && size.height >= 16, "a product photo has at least 16x16 pixels")
    self.size = size
    self.seed = seed
  }

  /// Returns a photo of a product: 8-bit RGB with the background 253. Another number gives another product of the
  /// class.
  public func photo(of product: Product, number: Int) -> Image {
    var random = RandomSource(mixing: [seed, UInt64(product.rawValue), UInt64(bitPattern: Int64(number))])
    let light = Light(x: random.jitter(0.45), y: random.within(-0.6 ... -0.25))
    var scene = product.scene(&random)
    scene.pose(&random)
    let renderer = Renderer(fitting: scene, into: size, margin: random.within(0.045...0.09), light: light)
    return renderer.picture(of: scene)
  }
}

extension Product {
  /// Draws a product of the class, with a random make and random colours.
  fileprivate func scene(_ random: inout RandomSource) -> Scene {
    switch self {
    case .tShirt: TShirts.scene(&random)
    case .trouser: Trousers.scene(&random)
    case .pullover: Pullovers.scene(&random)
    case .dress: Dresses.scene(&random)
    case .coat: Coats.scene(&random)
    case .sandal: Sandals.scene(&random)
    case .shirt: Shirts.scene(&random)
    case .sneaker: Sneakers.scene(&random)
    case .bag: Bags.scene(&random)
    case .ankleBoot: AnkleBoots.scene(&random)
    }
  }
}

extension Scene {
  /// Rotates, skews and stretches the product a little at random, because no product hangs or stands exactly straight.
  fileprivate mutating func pose(_ random: inout RandomSource) {
    let turn = Rotation(
      degrees: backgroundShadow == nil ? random.about(-2.5...2.5) : random.about(-1.5...1.5))
    let lean = random.about(-0.03...0.03)
    let stretch = random.within(0.97...1.03)
    warp { turn(Point($0.x * stretch + $0.y * lean, $0.y)) }
  }
}
