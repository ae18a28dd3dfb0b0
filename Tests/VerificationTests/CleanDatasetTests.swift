import DatasetBuilding
import DatasetReading
import ImageCore
import Testing
import VerificationTestSupport

import Verification

/// What the clean dataset promises, so that a plant in it is the only defect.
struct CleanDatasetTests {
  static func unit(_ item: [UInt8]) throws -> UnitImage { try #require(UnitImage(item.map { Double($0) })) }

  @Test func noTwoItemsOfAClassAreAlike() throws {
    let dataset = CleanDataset.standard
    for label in 0..<10 {
      let units = try Split.allCases.flatMap { dataset.items(of: label, in: $0) }.map {
        try Self.unit(dataset[$0])
      }
      #expect(units.count == 144)
      var largest = -1.0
      for first in units.indices {
        for second in units[..<first] { largest = max(largest, units[first].correlation(with: second)) }
      }
      #expect(largest < 0.99, "\(dataset.classNames[label])")
    }
  }

  /// Near duplicates are alike, but not equal; the others are equal.
  @Test(arguments: Plant.all.filter { $0.check.contains("duplicates") || $0.check.contains("leaks") })
  func copiesAreAsAlikeAsTheirPlantSays(_ plant: Plant) throws {
    guard case .items(let sow) = plant.sowing else { return }
    var dataset = CleanDataset.standard
    let items = try sow(&dataset)
    let (first, second) = (dataset[items[0]], dataset[items[1]])
    #expect((first == second) == plant.check.hasPrefix("exact"))
    #expect(try Self.unit(first).correlation(with: Self.unit(second)) >= 0.995)
    #expect((items[0].split != items[1].split) == plant.check.hasSuffix("leaks"))
  }
}
