import DatasetFormat
import ImageCore
import TestSupport
import VerificationTestSupport

/// Drawn figures that resemble handwriting: strokes, rings and hooks that slant to the right, most of them.
struct DrawnStrokes {
  static let side = 28

  /// The figures, by their labels.
  static let classNames = ["Stroke", "Ring", "Hook"]

  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// Returns some images of each figure in both splits.
  static func dataset(seed: UInt64, train: Int, test: Int) -> SyntheticDataset {
    var drawing = Self(seed: seed)
    var dataset = SyntheticDataset(splits: [])
    dataset.size = Size(width: side, height: side)
    for (split, count) in [(Split.train, train), (.test, test)] {
      dataset.examples[split] = (0..<(count * classNames.count)).map { number in
        let label = number % classNames.count
        return (drawing.figure(label), UInt8(label))
      }
    }
    return dataset
  }

  /// Returns a sum of twelve uniform numbers, which has mean 0 and standard deviation 1.
  private mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
  }

  private mutating func figure(_ label: Int) -> [UInt8] {
    // The tangent of a slant of 16 degrees, spread 13.
    let slant = 0.29 + 0.23 * normal()
    let width = Double.random(in: 2...3.5, using: &generator)
    let (wide, high) = (
      Double.random(in: 5...8, using: &generator), Double.random(in: 8...10, using: &generator)
    )
    return (0..<(Self.side * Self.side)).map { pixel in
      let y = Double(pixel / Self.side) - 13.5
      let x = Double(pixel % Self.side) - 13.5 + slant * y
      let distance: Double =
        switch label {
        case 0: (x * x + max(0, abs(y) - high) * max(0, abs(y) - high)).squareRoot()
        case 1: abs((x * x / (wide * wide) + y * y / (high * high)).squareRoot() - 1) * wide
        default:
          min(
            (x * x + max(0, abs(y) - high) * max(0, abs(y) - high)).squareRoot(),
            (max(0, -x, x - wide) * max(0, -x, x - wide) + (y - high) * (y - high)).squareRoot())
        }
      return UInt8((255 * min(1, max(0, width / 2 + 0.5 - distance))).rounded())
    }
  }
}
