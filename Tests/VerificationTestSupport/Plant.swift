package import DatasetReading
package import TestSupport

/// A defect to put into an otherwise clean dataset, and the check that has to find it.
package struct Plant: Sendable, CustomStringConvertible {
  /// How the defect is put in. Each gives what the findings have to name: all of it and nothing else.
  package enum Sowing: Sendable {
    /// Into the dataset before it is written; gives the items.
    case items(@Sendable (inout CleanDataset) throws -> [ItemPosition])
    /// Into the compressed files; gives their names.
    case files(@Sendable (TemporaryFolder, CleanDataset) async throws -> [String])
    /// Into a small dataset, `data`, that was converted; only the checks on its identity are looked at. Gives what has
    /// to be named.
    case conversion(@Sendable (TemporaryFolder) async throws -> (items: [ItemPosition], files: [String]))
  }

  package let name: String
  /// The id of the check that finds it.
  package let check: String
  package let sowing: Sowing

  package var description: String { name }

  init(_ name: String, _ check: String, _ sowing: Sowing) {
    self.name = name
    self.check = check
    self.sowing = sowing
  }

  /// One or more for each defect that a check is there to find.
  package static let all = container + content + sets + duplicates + identity

  /// Checks whose defects cannot be planted, by id, with the reason.
  package static let unplantable = [
    "known-dataset": "it knows published datasets by their bytes, which are too many to carry along"
  ]
}
