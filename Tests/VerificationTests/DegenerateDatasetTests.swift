import DatasetFormat
import IDX
import Testing
import TestSupport
import Verification

/// Tests that unusual datasets are verified without a crash.
struct DegenerateDatasetTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    /// The dimensions of both splits' images, without their number.
    let dimensions: [Int]
    let trainLabels: [UInt8]
    var testLabels: [UInt8] = [0, 1]
    /// The checks of content and sets that find something.
    let expected: Set<String>

    var testDescription: String { name }
  }

  static let kinds = [
    Kind(name: "no images", dimensions: [28, 28], trainLabels: [], testLabels: [], expected: []),
    Kind(
      name: "one image", dimensions: [28, 28], trainLabels: [1], testLabels: [1],
      expected: ["missing-classes"]),
    Kind(
      name: "no test images", dimensions: [5, 5], trainLabels: [0, 1], testLabels: [],
      expected: ["missing-classes"]),
    Kind(name: "images without columns", dimensions: [28, 0], trainLabels: [0, 1, 2], expected: []),
    Kind(name: "single pixels", dimensions: [1, 1], trainLabels: [0, 1, 0], expected: ["blank"]),
    Kind(name: "single rows", dimensions: [1, 28], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "single columns", dimensions: [28, 1], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "colour", dimensions: [9, 12, 3], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "four dimensions in grey", dimensions: [9, 12, 1], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(
      name: "every label there is", dimensions: [7, 6], trainLabels: [UInt8](0...255),
      testLabels: [UInt8](0...255), expected: []),
  ]

  @Test(arguments: kinds)
  func everyCheckCopes(_ kind: Kind) async throws {
    try await withTemporaryFolder { folder in
      var generator = SeededGenerator(seed: 5)
      for (split, labels) in [(Split.train, kind.trainLabels), (.test, kind.testLabels)] {
        let dimensions = [labels.count] + kind.dimensions
        let pixels = (0..<dimensions.reduce(1, *)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try folder.write(
          IDXArray(pixels, dimensions: dimensions).encoded(), to: split.imagesName(rank: dimensions.count))
        try folder.write(IDXArray(labels, dimensions: [labels.count]).encoded(), to: split.labelsName)
      }
      let verification = try await Verification.run(.init(folder: folder.path))
      let found = verification.results.filter { !$0.findings.isEmpty }
      // Noise has no product on a plain background, so other findings about its content are ignored.
      let ids = Set(found.map(\.check.id))
      #expect(kind.expected.subtracting(ids) == [])
      // Few labels leave out some classes, and there are no class names.
      let container = Set(found.filter { $0.check.group == .container }.map(\.check.id))
      #expect(container.isSubset(of: ["image-size", "label-range"]))
      #expect(ids.contains("image-size") == kind.dimensions.contains(0))
    }
  }
}
