internal import DatasetBuilding
internal import DatasetReading

/// Where items stand in a dataset beside where they would go now, and whole archives beside whole archives. Makes
/// sense only while the photos are those that there were: others may move items.
struct PlanComparison {
  private let dataset: Dataset
  private let now: Reconversion
  private let photos: [PhotoChanges.Survivor]

  init(_ dataset: Dataset, _ photos: [PhotoChanges.Survivor], _ now: Reconversion) {
    self.dataset = dataset
    self.now = now
    self.photos = photos
  }

  /// - Parameters:
  ///   - version: an addition if another version of the program may be the cause.
  ///   - explainsBytes: whether it is known already why archives differ.
  func findings(version: String, explainsBytes: Bool) throws -> [Finding] {
    let remedy =
      "the manifest or \(DatasetFile.description) was edited, or another version made the dataset: "
      + "convert again with --overwrite"
    let plan: DatasetPlan
    switch now.plan {
    case .success(let value): plan = value
    case .failure(let error):
      return [
        Finding(
          "the recorded split cannot be made of the same photos: \(error.message)\(version)", remedy: remedy,
          files: [DatasetFile.description])
      ]
    }
    var places: [Int: ItemPosition] = [:]
    for split in Split.allCases {
      for (index, item) in plan.items(of: split).enumerated() { places[item] = ItemPosition(split, index) }
    }
    let misplaced = photos.compactMap { photo -> Finding.Item? in
      guard let item = photo.item, places[item] != photo.row.position, dataset.holds(photo.row.position)
      else { return nil }
      let place = places[item].map { "would be \($0.split.rawValue) \($0.index)" } ?? "would be left out"
      return Finding.Item(photo.row.position, place)
    }
    let placed = Set(photos.compactMap(\.item))
    let added = places.keys.filter { !placed.contains($0) }.map { now.store.records[$0].photo.source }
      .sorted()
    var findings: [Finding] = []
    if !misplaced.isEmpty {
      findings.append(
        Finding(
          "\(counted(misplaced.count, "item")) would go elsewhere with the recorded split and seed\(version)",
          remedy: remedy, items: misplaced.sorted { $0.position < $1.position }))
    }
    if !added.isEmpty {
      findings.append(
        Finding(
          "\(counted(added.count, "photo")) left out would give an item with the recorded split and seed\(version), "
            + "such as \(added[0])", remedy: remedy, files: added))
    }
    guard findings.isEmpty, !explainsBytes else { return findings }
    let archives = now.archives(of: plan)
    let differing = try dataset.archives.filter { archive in
      let (split, isImages) = (archive.name.split, archive.name.content == .images)
      return try archive.payloadSHA256
        != (isImages ? archives.imagesDigest(of: split) : archives.labelsDigest(of: split))
    }
    guard !differing.isEmpty else { return [] }
    return [
      Finding(
        "\(differing.map(\.path).joined(separator: ", ")): not the bytes that the photos give, though every item "
          + "in the manifest is the same\(version)",
        remedy:
          "a header was edited, items were added or the copy is another: convert again with --overwrite",
        files: differing.map(\.path))
    ]
  }
}
