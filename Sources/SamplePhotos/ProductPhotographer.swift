public import ImageCore

/// Takes synthetic photos of products as a shop's catalogue shows them: one product in soft light on a nearly white
/// ground (#fdfdfd), which reaches the border on all sides.
///
/// A photo depends on seed, product, number and size alone: not on other photos, and not on the machine.
///
/// ```swift
/// let photographer = ProductPhotographer(seed: 1)
/// let photo = photographer.photo(of: .sneaker, number: 0)  // 381x500, 8-bit RGB
/// ```
public struct ProductPhotographer: Sendable {
  /// Width and height of each photo in pixels.
  public let size: Size
  public let seed: UInt64

  /// - Parameters:
  ///   - size: at least 16x16. Products keep their shape and are fitted into it.
  ///   - seed: another seed gives other products in other poses.
  /// - Precondition: `size` is at least 16x16.
  public init(size: Size = Size(width: 381, height: 500), seed: UInt64) {
    precondition(size.width >= 16 && size.height >= 16, "a product photo is at least 16x16 pixels large")
    self.size = size
    self.seed = seed
  }

  /// The photo with this number of a product of this class: 8-bit RGB, background 253.
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
  /// One product of the class, its make and colours drawn at random.
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
  /// No product hangs or stands quite straight.
  fileprivate mutating func pose(_ random: inout RandomSource) {
    let turn = Rotation(degrees: groundShadow == nil ? random.about(-2.5...2.5) : random.about(-1.5...1.5))
    let lean = random.about(-0.03...0.03)
    let stretch = random.within(0.97...1.03)
    warp { turn(Point($0.x * stretch + $0.y * lean, $0.y)) }
  }
}
