import DatasetFormat
import ImageCore
import Testing
import Verification
import VerificationTestSupport

/// Tests of the clean dataset, so that a planted defect is the only one.
struct CleanDatasetTests {
  static func unit(_ example: [UInt8]) throws -> UnitImage {
    try #require(UnitImage(example.map { Double($0) }))
  }

  @Test func noTwoImagesOfAClassAreAlike() throws {
    let dataset = CleanDataset.withValidation
    for label in 0..<10 {
      let units = try dataset.splits.flatMap { dataset.examples(of: label, in: $0) }.map {
        try Self.unit(dataset[$0])
      }
      #expect(units.count == 184)
      var largest = -1.0
      for first in units.indices {
        for second in units[..<first] { largest = max(largest, units[first].correlation(with: second)) }
      }
      #expect(largest < 0.99, "\(dataset.classNames[label])")
    }
  }

  @Test func otherSplitsAreTheSameWithAndWithoutValidation() {
    #expect(CleanDataset.standard.splits == [.train, .test])
    #expect(CleanDataset.withValidation.splits == [.train, .validation, .test])
    for split in Split.ofMNIST {
      #expect(CleanDataset.standard[split].images == CleanDataset.withValidation[split].images)
      #expect(CleanDataset.standard[split].labels == CleanDataset.withValidation[split].labels)
    }
  }

  /// The copies of near duplicates are similar but not equal; other copies are equal.
  @Test(arguments: PlantedDefect.all.filter { $0.check.contains("duplicates") || $0.check.contains("leaks") })
  func copiesAreAsAlikeAsTheirDefectSays(_ defect: PlantedDefect) throws {
    guard case .examples(let insert) = defect.insertion else { return }
    var dataset = defect.dataset
    let examples = try insert(&dataset)
    let (first, second) = (dataset[examples[0]], dataset[examples[1]])
    #expect((first == second) == defect.check.hasPrefix("exact"))
    #expect(try Self.unit(first).correlation(with: Self.unit(second)) >= 0.995)
    #expect((examples[0].split != examples[1].split) == defect.check.hasSuffix("leaks"))
  }
}
