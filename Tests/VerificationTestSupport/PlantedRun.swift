package import DatasetFormat
internal import IDX
internal import TestSupport
package import Verification

/// The verification of a dataset with a planted defect.
package struct PlantedRun: Sendable {
  package let verification: Verification
  /// The images and the files that the defect concerns.
  package let examples: Set<ExamplePosition>
  package let files: Set<String>

  /// The findings of each check that found something, by the check's id.
  package var findings: [String: [Finding]] {
    let found = verification.results.filter { !$0.findings.isEmpty }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.check.id, $0.findings) })
  }

  package func examples(of check: String) -> Set<ExamplePosition> {
    Set((findings[check] ?? []).flatMap { $0.examples.map(\.position) })
  }

  package func files(of check: String) -> Set<String> {
    Set((findings[check] ?? []).flatMap(\.files))
  }
}

extension PlantedDefect {
  /// Inserts the defect into the clean dataset, writes the dataset to a new folder and verifies it.
  package func run() async throws -> PlantedRun {
    try await withTemporaryFolder { folder in
      var (examples, files): ([ExamplePosition], [String]) = ([], [])
      var settings = Verification.Settings(folder: folder.path)
      switch insertion {
      case .examples(let insert):
        var defective = dataset
        examples = try insert(&defective)
        try defective.writeRaw(to: folder)
      case .files(let insert):
        for (name, bytes) in try await Self.compressed.value { try folder.write(bytes, to: name + ".gz") }
        try CleanDataset.standard.writeClasses(to: folder)
        files = try await insert(folder, .standard)
      case .conversion(let insert):
        try await ConvertedDataset.write(to: folder)
        (examples, files) = try await insert(folder)
        settings = try ConvertedDataset.settings(folder)
      }
      let verification = try await Verification.run(settings)
      return PlantedRun(verification: verification, examples: Set(examples), files: Set(files))
    }
  }

  /// The clean files, compressed once for all defects.
  private static let compressed = Task {
    var files: [String: [UInt8]] = [:]
    for (name, array) in try CleanDataset.standard.arrays() {
      files[name] = try await array.gzipped(name: name)
    }
    return files
  }
}
