import DatasetFormat
import ImageCore
import Testing
import TestSupport
import Verification

/// Tests of the statistics of an image against their definitions, pixel by pixel.
struct ExampleStatisticsTests {
  struct Pixel {
    let x: Int
    let y: Int
    let level: Int
  }

  /// The pixels of one image, with slow and simple computations.
  struct Reference {
    let size: Size
    let pixels: [Pixel]

    init(_ levels: [UInt8], _ size: Size) {
      self.size = size
      pixels = levels.enumerated().map { index, level in
        Pixel(x: index % size.width, y: index / size.width, level: Int(level))
      }
    }

    static func mean(_ pixels: [Pixel]) -> Double {
      Double(pixels.reduce(0) { $0 + $1.level }) / Double(pixels.count)
    }

    static func median(_ pixels: [Pixel]) -> Double {
      let sorted = pixels.map { Double($0.level) }.sorted()
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    func box(above level: Int) -> ImageStatistics.Box? {
      let found = pixels.filter { $0.level > level }
      guard let left = found.map(\.x).min(), let right = found.map(\.x).max(),
        let top = found.map(\.y).min(), let bottom = found.map(\.y).max()
      else { return nil }
      return ImageStatistics.Box(left: left, top: top, right: right, bottom: bottom)
    }

    /// Returns the outermost pixels of a box, or those `inset` lines further in.
    func ring(_ box: ImageStatistics.Box, inset: Int = 0) -> [Pixel] {
      let (columns, rows) = (
        (box.left + inset)...(box.right - inset), (box.top + inset)...(box.bottom - inset)
      )
      return pixels.filter { pixel in
        columns.contains(pixel.x) && rows.contains(pixel.y)
          && ([columns.lowerBound, columns.upperBound].contains(pixel.x)
            || [rows.lowerBound, rows.upperBound].contains(pixel.y))
      }
    }

    func centre(_ place: (Pixel) -> Int, _ side: Int) -> Double {
      let sum = pixels.reduce(0) { $0 + $1.level }
      guard sum > 0 else { return Double(side) / 2 }
      return pixels.reduce(0.0) { $0 + (Double(place($1)) + 0.5) * Double($1.level) } / Double(sum)
    }

    func contact(_ isOnBorder: (Pixel) -> Bool) -> Double {
      let border = pixels.filter(isOnBorder)
      return Double(border.count { $0.level > 32 }) / Double(border.count)
    }

    var isFramed: Bool {
      guard let box = box(above: 0), min(box.width, box.height) >= 5,
        Double(box.longestSide) >= Double(max(size.width, size.height)) / 2
      else { return false }
      let outer = ring(box)
      return Double(outer.count { $0.level > 8 }) / Double(outer.count) >= 0.9
    }

    var hasClutteredBackground: Bool {
      guard isFramed, let box = box(above: 0) else { return false }
      return Double(min(box.width, box.height)) / Double(box.longestSide) >= 0.55
        && Self.median(ring(box, inset: 1)) <= 1.1 * Self.median(ring(box))
    }
  }

  /// Returns a random image: noise of any strength, in a box or everywhere.
  static func example(_ size: Size, _ generator: inout SeededGenerator) -> [UInt8] {
    let largest = UInt8.random(in: 0...255, using: &generator)
    let smallest = UInt8.random(in: 0...largest, using: &generator)
    let left = Int.random(in: 0..<size.width, using: &generator) / 2
    let top = Int.random(in: 0..<size.height, using: &generator) / 2
    let share = Double.random(in: 0...1.5, using: &generator)
    return (0..<size.pixelCount).map { pixel in
      let isInside = pixel % size.width >= left && pixel / size.width >= top
      guard isInside, Double.random(in: 0...1, using: &generator) < share else { return 0 }
      return UInt8.random(in: smallest...largest, using: &generator)
    }
  }

  @Test func statisticsAreWhatTheirDefinitionsSay() {
    var generator = SeededGenerator(seed: 3)
    var (framedCount, clutteredCount, blankCount, speckCount, invertedCount) = (0, 0, 0, 0, 0)
    for (width, height) in [(1, 1), (1, 5), (6, 1), (2, 3), (5, 5), (7, 6), (9, 16), (28, 28)] {
      let size = Size(width: width, height: height)
      for _ in 0..<150 {
        let levels = Self.example(size, &generator)
        let found = ImageStatistics(levels.span, size)
        let reference = Reference(levels, size)
        let all = reference.pixels
        let content = all.filter { $0.level > 16 }
        let border = all.filter { $0.x == 0 || $0.y == 0 || $0.x == width - 1 || $0.y == height - 1 }
        #expect(Int(found.minimum) == all.map(\.level).min())
        #expect(Int(found.maximum) == all.map(\.level).max())
        #expect(found.meanLevel == Reference.mean(all))
        #expect(found.meanContentLevel == (content.isEmpty ? 0 : Reference.mean(content)))
        #expect(found.strongCount == all.count { $0.level > 32 })
        #expect(found.isSpeck == (Double(found.strongCount) / Double(all.count) < 0.02))
        #expect(found.box == reference.box(above: 16))
        #expect(found.faintBox == reference.box(above: 0))
        #expect(abs(found.massX - reference.centre(\.x, width)) < 1e-9)
        #expect(abs(found.massY - reference.centre(\.y, height)) < 1e-9)
        #expect(found.borderMeanLevel == Reference.mean(border))
        #expect(
          found.contact.all == [
            reference.contact { $0.x == 0 }, reference.contact { $0.y == 0 },
            reference.contact { $0.x == width - 1 }, reference.contact { $0.y == height - 1 },
          ])
        #expect(found.isFramed == reference.isFramed)
        #expect(found.hasClutteredBackground == reference.hasClutteredBackground)
        #expect(found.isBlank == (Set(levels).count == 1))
        #expect(
          found.isInverted
            == (Set(levels).count > 1 && Reference.mean(border) > 127.5
              && Reference.mean(border) >= Reference.mean(all)))
        framedCount += found.isFramed ? 1 : 0
        clutteredCount += found.hasClutteredBackground ? 1 : 0
        blankCount += found.isBlank ? 1 : 0
        speckCount += found.isSpeck ? 1 : 0
        invertedCount += found.isInverted ? 1 : 0
      }
    }
    // The images include all kinds.
    #expect([framedCount, clutteredCount, blankCount, speckCount, invertedCount].allSatisfy { $0 > 20 })
    #expect(clutteredCount < framedCount)
  }

  @Test func everyImageOfAPartIsMeasured() async throws {
    var generator = SeededGenerator(seed: 4)
    let size = Size(width: 3, height: 2)
    let examples = (0..<2500).map { _ in Self.example(size, &generator) }
    let part = SplitData(
      split: .train, type: ExampleType(size: size, channels: .grey), images: examples.flatMap(\.self),
      labels: [UInt8](repeating: 0, count: examples.count))
    #expect(try await ImageStatistics.all(of: part) == examples.map { ImageStatistics($0.span, size) })
  }

  @Test func partWithoutPixelsHasNoStatistics() async throws {
    let part = SplitData(
      split: .train, type: ExampleType(size: Size(width: 0, height: 28), channels: .grey), images: [],
      labels: [1, 2, 3])
    #expect(part.count == 0)
    #expect(try await ImageStatistics.all(of: part).isEmpty)
  }

  @Test func ringHasEachPixelOnce() {
    let size = Size(width: 4, height: 3)
    let plane = LevelPlane([UInt8](0..<12).span, size)
    func ring(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> [UInt8] {
      plane.ring(ImageStatistics.Box(left: left, top: top, right: right, bottom: bottom)).sorted()
    }
    #expect(ring(0, 0, 3, 2) == [0, 1, 2, 3, 4, 7, 8, 9, 10, 11])
    #expect(ring(1, 1, 1, 1) == [5])
    #expect(ring(1, 0, 1, 2) == [1, 5, 9])
    #expect(ring(0, 1, 3, 1) == [4, 5, 6, 7])
    #expect(ring(0, 0, 1, 1) == [0, 1, 4, 5])
  }
}
