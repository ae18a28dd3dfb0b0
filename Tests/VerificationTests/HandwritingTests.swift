import DatasetFormat
import ImageCore
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests that handwriting, which slants to either side, is not taken for mirrored products, and that these are found.
struct HandwritingTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func strokesThatLeanTheOtherWayAreNoFinding(_ seed: UInt64) async throws {
    let dataset = DrawnStrokes.dataset(seed: seed, train: 400, test: 80)
    let result = try #require(try await dataset.results(of: ["orientation"])["orientation"])
    #expect(result.findings.map(\.message) == [])
    #expect(result.verdict == .ok)
  }

  /// A figure with a foot at one side is like no slanted figure if it is mirrored; not every one is unlike enough.
  @Test func mirroredFigureIsFoundAmongSlantedOnes() async throws {
    var dataset = DrawnStrokes.dataset(seed: 4, train: 400, test: 80)
    let chosen = (0..<5).map { 3 * (7 + 20 * $0) + 2 }
    for index in chosen {
      guard let example = dataset.examples[.train]?[index] else { continue }
      #expect(example.label == 2)
      dataset.examples[.train]?[index].levels = Symmetry.mirrored.applied(to: example.levels, dataset.size)
    }
    let result = try #require(try await dataset.results(of: ["orientation"])["orientation"])
    let found = result.findings.flatMap(\.examples).map(\.position)
    #expect(Set(found).isSubset(of: chosen.map { ExamplePosition(.train, $0) }))
    #expect(!found.isEmpty)
  }

  @Test(arguments: [1, 5, 20])
  func mirroredProductsAreFoundWhateverTheirNumber(_ count: Int) async throws {
    try await withTemporaryFolder { folder in
      var dataset = CleanDataset.standard
      let boot = try #require(dataset.classNames.firstIndex(of: "Boot"))
      let chosen = dataset.examples(of: boot, in: .train).prefix(count)
      for example in chosen {
        dataset[example] = Symmetry.mirrored.applied(to: dataset[example], dataset.train.size)
      }
      try dataset.writeRaw(to: folder)
      var settings = Verification.Settings(folder: folder.path)
      settings.policy = try Policy.standard.limited(to: ["orientation"])
      let found = try await Verification.run(settings).results.flatMap(\.findings).flatMap(\.examples)
      #expect(Set(found.map(\.position)) == Set(chosen))
    }
  }

  // MARK: - Slanting

  @Test func slantMovesRowsInProportionToTheirDistanceFromTheMiddle() {
    let size = Size(width: 5, height: 3)
    let bar: [Double] = [0, 0, 8, 0, 0, 0, 0, 8, 0, 0, 0, 0, 8, 0, 0]
    #expect(Slant.applied(to: bar, size, by: 0) == bar)
    #expect(Slant.applied(to: bar, size, by: 1) == [0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0])
    #expect(Slant.applied(to: bar, size, by: -2) == [8, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 8])
    #expect(Slant.applied(to: bar, size, by: 0.25) == [0, 0, 6, 2, 0, 0, 0, 8, 0, 0, 0, 2, 6, 0, 0])
    #expect(Slant.applied(to: bar, size, by: 3) == [0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0])
  }
}
