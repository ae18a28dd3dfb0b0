public import ImageCore

/// A generator of synthetic product photos: one product in soft light, like those of a shop's catalogue on a nearly white
/// background (#fdfdfd), or like those that people take at home.
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
  public let surroundings: Surroundings

  /// - Parameters:
  ///   - size: The size in pixels, at least 16x16. Products keep their aspect ratio and are fitted into it.
  ///   - seed: The seed; another seed gives other products in other poses.
  ///   - surroundings: What products lie on, and how; a catalogue's white by default.
  /// - Precondition: `size` is at least 16x16.
  public init(
    size: Size = Size(width: 381, height: 500), seed: UInt64, surroundings: Surroundings = Surroundings()
  ) {
    precondition(size.width >= 16 && size.height >= 16, "a product photo has at least 16x16 pixels")
    self.size = size
    self.seed = seed
    self.surroundings = surroundings
  }

  /// Returns a photo of a product: 8-bit RGB. Another number gives another product of the class.
  public func photo(of product: Product, number: Int) -> Image {
    var random = RandomSource(mixing: [seed, UInt64(product.rawValue), UInt64(bitPattern: Int64(number))])
    let lamp = random.jitter(0.45)
    let light = Light(x: lamp, y: random.within(-0.6 ... -0.25))
    var scene = product.scene(&random)
    scene.pose(&random)
    let margin = random.within(0.045...0.09)
    // What follows draws no numbers for a catalogue's photos, which stay as they are.
    guard surroundings != Surroundings() else {
      return Renderer(fitting: scene, into: size, margin: margin, light: light).backdrop(of: scene).image
    }
    let turn = Rotation(degrees: random.jitter(surroundings.degrees))
    scene.warp { turn($0) }
    scene.backgroundShadow = nil
    let renderer = Renderer(
      fitting: scene, into: size, margin: margin + random.within(0.02...0.08), light: light)
    var backdrop = renderer.backdrop(of: scene)
    backdrop.put(on: surroundings, isLitFromLeft: lamp < 0, random: &random)
    return backdrop.image
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
