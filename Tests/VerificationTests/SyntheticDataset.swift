import DatasetBuilding
import DatasetReading
import IDX
import ImageCore
import TestSupport
import Verification

/// A dataset of pictures that a test makes.
struct SyntheticDataset {
  static let side = 12

  /// For each split the items with their labels.
  var items: [Split: [(levels: [UInt8], label: UInt8)]] = [:]
  private var pictures = SimilarPictures(.noise, count: 0, size: .init(width: side, height: side))

  /// Twenty items of each of two labels in each split, no two of them alike.
  init() {
    for split in Split.allCases {
      items[split] = (0..<40).map { (pictures.noise(), UInt8($0 % 2)) }
    }
  }

  /// Adds a copy of an item whose pixels are off by so much at most.
  mutating func addCopy(
    of index: Int, in split: Split, to other: Split, label: UInt8? = nil, changedBy change: Int = 0
  ) {
    guard let item = items[split]?[index] else { return }
    let levels = change == 0 ? item.levels : pictures.changed(item.levels, by: change)
    items[other]?.append((levels, label ?? item.label))
  }

  func write(to folder: TemporaryFolder) throws {
    try folder.makeFolder("data")
    for (split, items) in items {
      let images = items.flatMap(\.levels)
      try IDXArray(images, dimensions: [items.count, Self.side, Self.side])
        .write(to: folder("data/\(split.imagesName())"))
      try IDXArray(items.map(\.label), dimensions: [items.count]).write(
        to: folder("data/\(split.labelsName)"))
    }
  }

  /// What the checks named say of it.
  func results(of checks: [String], policy: String = "{}") async throws -> [String: CheckResult] {
    try await withTemporaryFolder { folder in
      try write(to: folder)
      var settings = Verification.Settings(folder: folder("data"))
      settings.policy = try PolicyFile.parsing(policy, file: "policy.yaml")
      let results = try await Verification.run(settings).results
      return Dictionary(
        uniqueKeysWithValues: results.filter { checks.contains($0.check.id) }.map { ($0.check.id, $0) })
    }
  }
}
