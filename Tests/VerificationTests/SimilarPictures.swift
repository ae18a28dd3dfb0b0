import ImageCore
import TestSupport

/// Pictures of which some are similar, the same in every run.
struct SimilarPictures {
  enum Kind: CaseIterable {
    /// Independent random pixels.
    case noise
    /// A bright spot somewhere on a dark background.
    case spots
    /// One picture for all, with a little noise.
    case one
  }

  let size: Size
  private(set) var examples: [[UInt8]] = []
  private var random: SeededGenerator

  /// - Parameter count: the number of pictures, a third of which are made from earlier ones, with more or less noise.
  init(_ kind: Kind, count: Int, size: Size, seed: UInt64 = 1) {
    self.size = size
    random = SeededGenerator(seed: seed)
    let common = noise()
    for index in 0..<count {
      if index % 3 == 2, let earlier = examples.randomElement(using: &random) {
        examples.append(changed(earlier, by: Int.random(in: 1...20, using: &random)))
      } else {
        switch kind {
        case .noise: examples.append(noise())
        case .spots: examples.append(spot())
        case .one: examples.append(changed(common, by: 20))
        }
      }
    }
  }

  mutating func noise() -> [UInt8] { (0..<size.pixelCount).map { _ in .random(in: 0...255, using: &random) } }

  /// Returns a copy whose pixels differ by at most `most` levels.
  mutating func changed(_ example: [UInt8], by most: Int) -> [UInt8] {
    example.map { UInt8(min(max(Int($0) + Int.random(in: -most...most, using: &random), 0), 255)) }
  }

  private mutating func spot() -> [UInt8] {
    let x = Double.random(in: 0..<Double(size.width), using: &random)
    let y = Double.random(in: 0..<Double(size.height), using: &random)
    let radius = Double(size.width) * Double.random(in: 0.1...0.5, using: &random)
    return (0..<size.pixelCount).map { pixel in
      let (right, down) = (Double(pixel % size.width) - x, Double(pixel / size.width) - y)
      return UInt8(max(0, 255 * (1 - (right * right + down * down) / (radius * radius))))
    }
  }
}
