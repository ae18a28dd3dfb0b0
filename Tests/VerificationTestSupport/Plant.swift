package import TestSupport
package import Verification

/// A defect to put into an otherwise clean dataset, and the check that has to find it.
package struct Plant: Sendable, CustomStringConvertible {
  /// How the defect is put in. Each gives what the findings have to name: all of it and nothing else.
  package enum Sowing: Sendable {
    /// Into the dataset before it is written; gives the items.
    case items(@Sendable (inout CleanDataset) throws -> [ItemPosition])
    /// Into the compressed files; gives their names.
    case files(@Sendable (TemporaryFolder, CleanDataset) async throws -> [String])
  }

  package let name: String
  /// The id of the check that finds it.
  package let check: String
  /// Other checks that find something as well, because there is something: by id, with the reason.
  package let consequences: [String: String]
  package let sowing: Sowing

  package var description: String { name }

  init(_ name: String, _ check: String, consequences: [String: String] = [:], _ sowing: Sowing) {
    self.name = name
    self.check = check
    self.consequences = consequences
    self.sowing = sowing
  }

  /// Every plant there is of checks that there are: one a defect.
  package static let all = (container + content + sets + duplicates).filter { plant in
    CheckCatalogue.descriptions.contains { $0.id == plant.check }
  }
}
