import ImageCore
import SamplePhotos
import Testing

struct SurroundingsTests {
  private static let size = Size(width: 90, height: 120)

  private static func photo(_ surroundings: Surroundings, _ product: Product = .coat) -> Image {
    ProductPhotographer(size: size, seed: 4, surroundings: surroundings).photo(of: product, number: 2)
  }

  /// The mean of red, green and blue along the upper edge.
  private static func edge(_ image: Image) -> [Double] {
    let bytes = image.eightBitSamples
    return (0..<3).map { channel in
      (0..<image.width).reduce(0.0) { $0 + Double(bytes[$1 * 3 + channel]) } / Double(image.width)
    }
  }

  @Test func catalogueIsAlmostWhiteAndTheDefault() {
    #expect(
      Self.photo(Surroundings()) == ProductPhotographer(size: Self.size, seed: 4).photo(of: .coat, number: 2))
    #expect(Self.edge(Self.photo(Surroundings())) == [253, 253, 253])
  }

  @Test(arguments: Surroundings.Background.allCases.filter { $0 != .white })
  func otherBackgroundsReachTheFrame(_ background: Surroundings.Background) {
    let edge = Self.edge(Self.photo(Surroundings(background)))
    #expect(edge.allSatisfy { $0 < 245 })
    #expect((background == .black) == edge.allSatisfy { $0 < 60 })
  }

  @Test func shadowDarkensTheBackgroundAndNotTheProduct() {
    let (without, with) = (
      Self.photo(Surroundings(.paper)), Self.photo(Surroundings(.paper, hasShadow: true))
    )
    let pairs = zip(without.eightBitSamples, with.eightBitSamples)
    #expect(pairs.allSatisfy { $0 >= $1 })
    let darkerCount = pairs.count { Int($0) - Int($1) > 10 }
    #expect(darkerCount > 300 && darkerCount < without.eightBitSamples.count / 2)
  }

  @Test func turningChangesThePhotoAndTheSameSeedRepeatsIt() {
    let turned = Surroundings(.table, degrees: 25)
    #expect(Self.photo(turned) == Self.photo(turned))
    #expect(Self.photo(turned) != Self.photo(Surroundings(.table)))
  }
}
