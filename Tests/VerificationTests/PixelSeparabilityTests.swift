import DatasetFormat
import ImageCore
import Testing
import TestSupport
import Verification

struct PixelSeparabilityTests {
  static func part(_ examples: [[UInt8]], _ labels: [UInt8], _ size: Size) -> SplitData {
    SplitData(
      split: .train, type: ExampleType(size: size, channels: .grey), images: examples.flatMap(\.self),
      labels: labels)
  }

  /// Returns the best rule by trying every pixel, every threshold and both directions.
  static func bestRule(_ first: [[UInt8]], _ second: [[UInt8]]) -> (
    accuracy: Double, pixel: Int, threshold: Int
  ) {
    var best = (accuracy: 0.0, pixel: 0, threshold: 0)
    for pixel in first[0].indices {
      for threshold in 0..<256 {
        func shareBelow(_ examples: [[UInt8]]) -> Double {
          Double(examples.count { Int($0[pixel]) < threshold }) / Double(examples.count)
        }
        let difference = abs(shareBelow(first) - shareBelow(second))
        let accuracy = 0.5 + difference / 2
        if accuracy > best.accuracy { best = (accuracy, pixel, threshold) }
      }
    }
    return best
  }

  @Test(arguments: [
    (Size(width: 3, height: 2), 255), (Size(width: 11, height: 7), 3), (Size(width: 1, height: 1), 40),
  ])
  func bestPixelIsThatOfTryingAll(_ size: Size, _ largest: Int) async throws {
    var generator = SeededGenerator(seed: UInt64(size.width))
    // Labels that are not requested are ignored, and the requested ones are not consecutive.
    let labels = (0..<37).map { _ in [UInt8]([1, 4, 6, 200]).randomElement(using: &generator) ?? 1 }
    let examples = labels.map { label in
      (0..<size.pixelCount).map { pixel in
        UInt8(Int.random(in: 0...(pixel == Int(label) ? largest : largest / 2), using: &generator))
      }
    }
    let part = Self.part(examples, labels, size)
    let pairs = try await PixelSeparability.bestPixels(of: part, labels: [1, 4, 6])
    #expect(pairs.map { [$0.first, $0.second] } == [[1, 4], [1, 6], [4, 6]])
    for pair in pairs {
      func own(_ label: Int) -> [[UInt8]] { zip(examples, labels).filter { $1 == label }.map(\.0) }
      let best = Self.bestRule(own(pair.first), own(pair.second))
      #expect(pair.accuracy == best.accuracy)
      #expect(pair.pixel == best.pixel)
      #expect(Int(pair.threshold) == best.threshold)
    }
  }

  @Test func meansOfClassesAreThoseOfTheirImages() async throws {
    var generator = SeededGenerator(seed: 12)
    let size = Size(width: 2, height: 2)
    // The number of images needs more than one piece of work.
    let labels = (0..<9000).map { _ in UInt8([0, 3].randomElement(using: &generator) ?? 0) }
    let examples = labels.map { _ in (0..<4).map { _ in UInt8.random(in: 0...255, using: &generator) } }
    let means = try await ClassMeans(Self.part(examples, labels, size))
    #expect(means.images.keys.sorted() == [0, 3])
    for label in [0, 3] {
      let own = zip(examples, labels).filter { $1 == label }.map(\.0)
      #expect(means.counts[label] == own.count)
      let expected = (0..<4).map { pixel in
        own.reduce(0.0) { $0 + Double($1[pixel]) } / Double(own.count)
      }
      #expect(means.images[label] == expected)
    }
  }

  @Test func correlationIsPearsons() throws {
    var generator = SeededGenerator(seed: 13)
    for _ in 0..<50 {
      let (first, second) = (
        (0..<30).map { _ in UInt8.random(in: 0...255, using: &generator) },
        (0..<30).map { _ in UInt8.random(in: 0...9, using: &generator) }
      )
      let (x, y) = (first.map { Double($0) }, second.map { Double($0) })
      let (meanX, meanY) = (x.reduce(0, +) / 30, y.reduce(0, +) / 30)
      let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
      let variances = (
        x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }, y.reduce(0) { $0 + ($1 - meanY) * ($1 - meanY) }
      )
      let expected = covariance / (variances.0 * variances.1).squareRoot()
      let unit = try #require(UnitImage(x))
      #expect(abs(unit.correlation(with: try #require(UnitImage(y))) - expected) < 1e-5)
      #expect(abs(unit.correlation(with: second.span) - expected) < 1e-5)
    }
    #expect(UnitImage([7.0, 7, 7]) == nil)
    #expect(try #require(UnitImage([1.0, 2, 3])).correlation(with: [9, 9, 9].span) == 0)
  }
}
