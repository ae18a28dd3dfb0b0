package import DatasetFormat
package import TestSupport

/// A defect to insert into an otherwise clean dataset, and the check that has to find it.
package struct PlantedDefect: Sendable, CustomStringConvertible {
  /// The insertion of a defect. Each closure returns all images or files that the findings have to name, and no others.
  package enum Insertion: Sendable {
    /// Changes the dataset before it is written; returns the images.
    case examples(@Sendable (inout CleanDataset) throws -> [ExamplePosition])
    /// Changes the compressed files; returns their names.
    case files(@Sendable (TemporaryFolder, CleanDataset) async throws -> [String])
    /// Changes a small converted dataset, `data`, for the checks of identity and containers only; returns the images
    /// and files.
    case conversion(
      @Sendable (TemporaryFolder) async throws -> (examples: [ExamplePosition], files: [String]))
  }

  package let name: String
  /// The id of the check that finds the defect.
  package let check: String
  /// The dataset to insert the defect into, if the insertion does not convert one.
  package let dataset: CleanDataset
  package let insertion: Insertion

  package var description: String { name }

  init(_ name: String, _ check: String, in dataset: CleanDataset = .standard, _ insertion: Insertion) {
    self.name = name
    self.check = check
    self.dataset = dataset
    self.insertion = insertion
  }

  /// All defects, one or more for each that a check can find.
  package static let all = container + content + sets + duplicates + validation + identity

  /// The ids of the checks whose defects cannot be planted, with the reason.
  package static let checksWithoutDefect = [
    "known-dataset": "it knows published datasets by their bytes, which are too many to carry along"
  ]
}
