internal import Conversion
internal import DatasetFormat
internal import Verification
internal import Wording

/// A comparison of the positions and files of a dataset with those that the same photos give now, for photos that have
/// not changed: other photos may move images.
struct PlanComparison {
  private let dataset: Dataset
  private let now: Rebuild
  private let photos: [PhotoChanges.Survivor]

  init(_ dataset: Dataset, _ photos: [PhotoChanges.Survivor], _ now: Rebuild) {
    self.dataset = dataset
    self.now = now
    self.photos = photos
  }

  /// - Parameters:
  ///   - version: the text to append to messages if another version of the program may be the cause; otherwise empty.
  ///   - explainsBytes: whether other findings already explain differing files.
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
    var places: [Int: ExamplePosition] = [:]
    for split in plan.splits {
      for (index, example) in plan.images(of: split).enumerated() {
        places[example] = ExamplePosition(split, index)
      }
    }
    let misplaced = photos.compactMap { photo -> Finding.Example? in
      guard let example = photo.image, places[example] != photo.row.position,
        dataset.holds(photo.row.position)
      else { return nil }
      let place = places[example].map { "would be \($0.split.rawValue) \($0.index)" } ?? "would be left out"
      return Finding.Example(photo.row.position, place)
    }
    let placed = Set(photos.compactMap(\.image))
    let added = places.keys.filter { !placed.contains($0) }.map { now.store.record(of: $0).photo.source }
      .sorted()
    var findings: [Finding] = []
    if !misplaced.isEmpty {
      findings.append(
        Finding(
          "\(counted(misplaced.count, "image")) would go elsewhere with the recorded split and seed\(version)",
          remedy: remedy, examples: misplaced.sorted { $0.position < $1.position }))
    }
    if !added.isEmpty {
      findings.append(
        Finding(
          "\(counted(added.count, "photo")) left out would give an image with the recorded split and seed\(version), "
            + "such as \(added[0])", remedy: remedy, files: added))
    }
    guard findings.isEmpty, !explainsBytes else { return findings }
    let idxFiles = now.idxFiles(of: plan)
    let differing = try dataset.idxFiles.filter { idxFile in
      try idxFile.payloadSHA256 != idxFiles.digest(idxFile.name.split, idxFile.name.content)
    }
    guard !differing.isEmpty else { return [] }
    return [
      Finding(
        "\(differing.map(\.path).joined(separator: ", ")): not the bytes that the photos give, though every image "
          + "in the manifest is the same\(version)",
        remedy:
          "a header was edited, images were added or the copy is another: convert again with --overwrite",
        files: differing.map(\.path))
    ]
  }
}
