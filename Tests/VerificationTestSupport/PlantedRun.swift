package import DatasetReading
internal import IDX
internal import TestSupport
package import Verification

/// What a verification made of a planted dataset.
package struct PlantedRun: Sendable {
  package let verification: Verification
  /// The items and the files that the plant says are concerned.
  package let items: Set<ItemPosition>
  package let files: Set<String>

  /// The checks that found something, by id.
  package var findings: [String: [Finding]] {
    let found = verification.results.filter { !$0.findings.isEmpty }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.check.id, $0.findings) })
  }

  package func items(of check: String) -> Set<ItemPosition> {
    Set((findings[check] ?? []).flatMap { $0.items.map(\.position) })
  }

  package func files(of check: String) -> Set<String> {
    Set((findings[check] ?? []).flatMap(\.files))
  }
}

extension Plant {
  /// Puts the defect into the clean dataset, writes that to a new folder and verifies it.
  package func run() async throws -> PlantedRun {
    try await withTemporaryFolder { folder in
      var (items, files): ([ItemPosition], [String]) = ([], [])
      var settings = Verification.Settings(folder: folder.path)
      switch sowing {
      case .items(let sow):
        var dataset = CleanDataset.standard
        items = try sow(&dataset)
        try dataset.writeRaw(to: folder)
      case .files(let sow):
        for (name, bytes) in try await Self.compressed.value { try folder.write(bytes, to: name + ".gz") }
        try CleanDataset.standard.writeClasses(to: folder)
        files = try await sow(folder, .standard)
      case .conversion(let sow):
        try await ConvertedDataset.write(to: folder)
        (items, files) = try await sow(folder)
        settings = try ConvertedDataset.settings(folder)
      }
      let verification = try await Verification.run(settings)
      return PlantedRun(verification: verification, items: Set(items), files: Set(files))
    }
  }

  /// The clean archives, compressed once for all plants.
  private static let compressed = Task {
    var files: [String: [UInt8]] = [:]
    for (name, array) in try CleanDataset.standard.arrays() {
      files[name] = try await array.gzipped(name: name)
    }
    return files
  }
}
