import DatasetFormat
import IDX
import ImageCore
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of what remains around a product that was not trimmed to it: bars, cards and plain surfaces.
struct ResidueTests {
  static let side = 28

  /// Returns an image by its levels at each column and row.
  static func image(_ level: (_ x: Int, _ y: Int) -> UInt8) -> ImageStatistics {
    let levels = (0..<(side * side)).map { level($0 % side, $0 / side) }
    return ImageStatistics(levels.span, Size(width: side, height: side))
  }

  /// A product in the middle of the frame, 12 pixels wide and 14 high, with a darker part.
  static func product(_ x: Int, _ y: Int) -> UInt8 {
    guard (8...19).contains(x), (7...20).contains(y) else { return 0 }
    return y < 12 ? 150 : 230
  }

  /// The frame without its margin at the left and the right.
  static let columns = 4...24

  static let surroundings: [String: @Sendable (Int, Int) -> UInt8] = [
    "bars above and below": { x, y in columns.contains(x) && [0, 27].contains(y) ? 64 : 0 },
    "bars above and below, blurred": { x, y in
      guard columns.contains(x) else { return 0 }
      return [0, 27].contains(y) ? 90 : [1, 26].contains(y) ? 30 : 0
    },
    "faint bars": { x, y in columns.contains(x) && [0, 27].contains(y) ? 9 : 0 },
    "bright bars": { x, y in columns.contains(x) && [0, 27].contains(y) ? 255 : 0 },
    "bars at the left and the right": { x, _ in [0, 27].contains(x) ? 60 : 0 },
    "one bar": { x, y in columns.contains(x) && y == 27 ? 70 : 0 },
    "grey surface": { x, _ in columns.contains(x) ? 33 : 0 },
    "grey surface with a weaker border": { x, y in
      columns.contains(x) ? (x == 4 || x == 24 || y == 0 || y == 27 ? 25 : 33) : 0
    },
    "card": { x, y in (2...25).contains(x) && (1...26).contains(y) ? 50 : 0 },
  ]

  @Test(arguments: surroundings.keys.sorted())
  func whatStandsAroundASmallProductIsSeen(_ name: String) throws {
    let around = try #require(Self.surroundings[name])
    let image = Self.image { x, y in max(Self.product(x, y), around(x, y)) }
    #expect(image.hasResidue || image.hasClutteredBackground)
    #expect(!image.isPlain)
    #expect(image.brightBox == ImageStatistics.Box(left: 8, top: 7, right: 19, bottom: 20))
    if let box = image.box, box.longestSide > 20 {
      #expect(image.sideText == "\(box.longestSide) pixels above level 16, 14 above half of its brightest")
    }
  }

  static let products: [String: @Sendable (Int, Int) -> UInt8] = [
    "plain rectangle": { x, _ in (4...23).contains(x) ? 120 : 0 },
    "rectangle with a blurred edge": { x, y in
      let margin = min(x - 4, 23 - x, y, 27 - y)
      return margin < 0 ? 0 : margin == 0 ? 40 : 120
    },
    "shirt with a bright print": { x, y in
      let isBody = (7...20).contains(x) || (y < 10 && (1...26).contains(x))
      return isBody ? ((10...17).contains(x) && (12...18).contains(y) ? 255 : 70) : 0
    },
    "rhombus with a bright spot": { x, y in
      abs(2 * x - 27) + abs(2 * y - 27) <= 28 ? (x == 13 && y == 13 ? 255 : 60) : 0
    },
    "small product alone": { x, y in product(x, y) },
    "bag with a faint handle": { x, y in
      if y >= 12 { return (2...25).contains(x) ? 220 : 0 }
      return [8, 19].contains(x) || (y == 0 && (8...19).contains(x)) ? 60 : 0
    },
  ]

  @Test(arguments: products.keys.sorted())
  func productThatFillsItsBoxHasNothingAroundIt(_ name: String) throws {
    let product = try #require(Self.products[name])
    #expect(!Self.image { product($0, $1) }.hasResidue)
  }

  @Test func noImageOfTheCleanDatasetHasAnythingAroundIt() {
    let dataset = CleanDataset.standard
    let found = dataset.positions.filter {
      ImageStatistics(dataset[$0].span, dataset[$0.split].size).hasResidue
    }
    #expect(found == [])
  }

  /// If a bar ends at the edge of a pixel, nothing of it remains, but the product stays small in every image.
  @Test func productsThatFillLessThanTheirPipelineMakesThemAreFound() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 6), ("Coat", 6)], to: folder)
      _ = try await convert(folder)
      func found(_ dataset: CleanDataset) async throws -> CheckResult {
        for (name, array) in try dataset.arrays() {
          if folder.exists("data/\(name).gz") { try folder.remove("data/\(name).gz") }
          try folder.write(array.encoded(), to: "data/" + name)
        }
        return try await VerificationTestSupport.result(of: "frame-fill", in: folder)
      }
      #expect(try await found(.small).verdict == .ok)
      var dataset = CleanDataset.small
      for example in dataset.positions {
        let picture = dataset[example]
        dataset[example] = (0..<(28 * 28)).map { pixel in
          let (x, y) = (2 * (pixel % 28) - 14, 2 * (pixel / 28) - 14)
          return (0..<28).contains(x) && (0..<28).contains(y) ? picture[y * 28 + x] : 0
        }
      }
      let result = try await found(dataset)
      #expect(result.verdict == .warning && result.count == 50)
      #expect(result.findings.first?.message == "50 products of another size than the usual 28 pixels")
    }
  }
}
