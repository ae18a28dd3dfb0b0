import DatasetBuilding
import DatasetReading
import IDX
import TestSupport
import Testing
import Verification

/// Datasets of kinds that nobody expects are verified like others, and end no program.
struct DegenerateDatasetTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let name: String
    /// Of both splits' images, without their number.
    let dimensions: [Int]
    let trainLabels: [UInt8]
    var t10kLabels: [UInt8] = [0, 1]
    /// Checks that find something among those on content and sets.
    let expected: Set<String>

    var testDescription: String { name }
  }

  static let kinds = [
    Kind(name: "no items", dimensions: [28, 28], trainLabels: [], t10kLabels: [], expected: []),
    Kind(
      name: "one item", dimensions: [28, 28], trainLabels: [1], t10kLabels: [1],
      expected: ["missing-classes"]),
    Kind(
      name: "no test items", dimensions: [5, 5], trainLabels: [0, 1], t10kLabels: [],
      expected: ["missing-classes"]),
    Kind(name: "images without columns", dimensions: [28, 0], trainLabels: [0, 1, 2], expected: []),
    Kind(name: "single pixels", dimensions: [1, 1], trainLabels: [0, 1, 0], expected: ["blank"]),
    Kind(name: "single rows", dimensions: [1, 28], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "single columns", dimensions: [28, 1], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "colour", dimensions: [9, 12, 3], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(name: "four dimensions in grey", dimensions: [9, 12, 1], trainLabels: [0, 1, 0, 1], expected: []),
    Kind(
      name: "every label there is", dimensions: [7, 6], trainLabels: [UInt8](0...255),
      t10kLabels: [UInt8](0...255), expected: []),
  ]

  @Test(arguments: kinds)
  func everyCheckCopes(_ kind: Kind) async throws {
    try await withTemporaryFolder { folder in
      var generator = SeededGenerator(seed: 5)
      for (split, labels) in [(Split.train, kind.trainLabels), (.t10k, kind.t10kLabels)] {
        let dimensions = [labels.count] + kind.dimensions
        let pixels = (0..<dimensions.reduce(1, *)).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try folder.write(
          IDXArray(pixels, dimensions: dimensions).encoded(), to: split.imagesName(rank: dimensions.count))
        try folder.write(IDXArray(labels, dimensions: [labels.count]).encoded(), to: split.labelsName)
      }
      let verification = try await Verification.run(.init(folder: folder.path))
      let found = verification.results.filter { !$0.findings.isEmpty }
      // Noise is no product on a plain ground; what is found of it is of no interest, but of the rest is.
      let ids = Set(found.map(\.check.id))
      #expect(kind.expected.subtracting(ids) == [])
      // Few labels leave some out, and nobody names the classes.
      let container = Set(found.filter { $0.check.group == .container }.map(\.check.id))
      #expect(container.isSubset(of: ["image-size", "label-range"]))
      #expect(ids.contains("image-size") == kind.dimensions.contains(0))
    }
  }
}
