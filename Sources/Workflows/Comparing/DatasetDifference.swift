package import DatasetFormat
internal import Wording

/// The differences between two datasets, such as two versions of one: image by image, and of their classes and recipes.
package struct DatasetDifference: Sendable {
  /// What has happened to an image. One image may have several.
  package enum Change: String, Sendable, CaseIterable, Encodable, CodingKeyRepresentable {
    case added
    case removed
    /// The image belongs to another class.
    case relabelled
    /// The image belongs to the same class, which has another number.
    case renumbered
    /// The bytes of the image, or its size, are others.
    case pixels
    /// The image is in another split.
    case split
    /// The image is in the same split at another index.
    case index
    /// The photo has another path.
    case renamed
    /// The photo's file has another content.
    case photo
  }

  /// An image that is not in both datasets in the same way.
  package struct Row: Sendable {
    package let changes: [Change]
    /// The image in the old dataset; nil if it was added.
    package let old: ComparedImage?
    /// The image in the new dataset; nil if it was removed.
    package let new: ComparedImage?
    /// What is known of the reason; empty if nothing is.
    package var note = ""

    /// The split in whose column the row is counted.
    var split: Split? { (new ?? old)?.position.split }
  }

  /// How images were recognised.
  package enum Matching: String, Sendable, Encodable {
    /// By the photo's path, and by its SHA-256 if it was renamed.
    case photo
    /// By split and index, and by equal bytes if they have moved.
    case place
  }

  package let matching: Matching
  /// Why images were not recognised by their photos; nil if they were.
  package let matchingReason: String?
  /// The images that differ: those of the old dataset in its order, then those that were added.
  package let rows: [Row]
  /// The number of images of each split with each change, in the new dataset, or in the old one if they were removed.
  package let counts: [Change: [Split: Int]]
  package let unchangedCounts: [Split: Int]
  package let oldCounts: [Split: Int]
  package let newCounts: [Split: Int]
  /// The types of the old images, as text.
  package let oldType: String
  /// The types of the new images, as text.
  package let newType: String
  package let classes: [ClassDifference.Change]
  package let settings: [RecipeDifference.Change]
  /// What could not be compared, one sentence each.
  package let notes: [String]

  package var isEqual: Bool { rows.isEmpty && classes.isEmpty && settings.isEmpty && oldType == newType }

  /// Compares two datasets.
  ///
  /// - Throws: `DatasetError` if a file of one is damaged, or does not belong to the others.
  package init(_ old: Dataset, _ new: Dataset) throws {
    for dataset in [old, new] {
      try dataset.checkWhole(danger: "a comparison would take classes for others")
    }
    matchingReason = Self.reasonAgainstPhotos(old, new)
    matching = matchingReason == nil ? .photo : .place
    if matching == .photo {
      for dataset in [old, new] {
        guard let manifest = dataset.manifest else { continue }
        try dataset.checkRows(
          of: manifest, remedy: "put the file back as it was, or remove it to compare by split and index")
      }
    }
    let classes = ClassDifference(old, new)
    let (before, after) = (ComparedImages(old), ComparedImages(new))
    let partners =
      switch matching {
      case .photo:
        PhotoMatching(
          before.all.map { .init(source: $0.source, sha256: $0.sha256, label: classes.labels[$0.label]) },
          after.all.map { .init(source: $0.source, sha256: $0.sha256, label: $0.label) }
        ).partners
      case .place: PlaceMatching(before, after, labels: classes.labels).partners
      }
    let comparison = Comparison(before: before, after: after, labels: classes.labels, matching: matching)
    let compared = comparison.rows(partners)
    var rows = compared.rows
    Self.addReasons(to: &rows, old, new)
    self.rows = rows
    unchangedCounts = compared.unchanged
    counts = rows.reduce(into: [:]) { counts, row in
      guard let split = row.split else { return }
      for change in row.changes { counts[change, default: [:]][split, default: 0] += 1 }
    }
    oldCounts = old.data.mapValues(\.count)
    newCounts = new.data.mapValues(\.count)
    oldType = Self.text(before.types)
    newType = Self.text(after.types)
    self.classes = classes.changes
    settings =
      if let before = old.description, let after = new.description {
        try RecipeDifference(before.recipe, after.recipe).changes
      } else {
        []
      }
    notes = Self.notes(old, new)
  }

  private static func reasonAgainstPhotos(_ old: Dataset, _ new: Dataset) -> String? {
    let roots = [old, new].filter { $0.manifest == nil }.map(\.root)
    if let root = roots.first {
      let names = roots.joined(separator: " and ")
      return
        "\(roots.count == 1 ? "\(root) has" : "\(names) have") no \(DatasetFile.manifest) that names photos"
    }
    // The manifest of what was imported names places in a file, such as `mnist.npz#x_train[3]`.
    let imported = [old, new].first { $0.description?.recipe.pipeline.isImport ?? false }
    return imported.map { "\($0.root) was imported, not made of photos" }
  }

  private static func text(_ types: Set<ExampleType>) -> String {
    types.isEmpty ? "no size" : types.map { "\($0)" }.sorted().joined(separator: " and ")
  }

  /// Notes of a removed image why its photo gives none now, and of an added one why it gave none before.
  private static func addReasons(to rows: inout [Row], _ old: Dataset, _ new: Dataset) {
    func reasons(_ dataset: Dataset) -> [String: String] {
      Dictionary(
        (dataset.rejectedPhotos?.rows ?? []).compactMap { row in
          row.reason.map { (row.source, $0.rawValue) }
        }, uniquingKeysWith: { first, _ in first })
    }
    let (before, now) = (reasons(old), reasons(new))
    for place in rows.indices {
      if let image = rows[place].old, rows[place].new == nil, let reason = now[image.source] {
        rows[place].note = "its photo gives no image now: \(reason)"
      } else if let image = rows[place].new, rows[place].old == nil, let reason = before[image.source] {
        rows[place].note = "its photo gave no image before: \(reason)"
      }
    }
  }

  private static func notes(_ old: Dataset, _ new: Dataset) -> [String] {
    let named = [old, new].filter { $0.classNames == nil }.map(\.root)
    let described = [old, new].filter { $0.description == nil }.map(\.root)
    var notes: [String] = []
    if !named.isEmpty {
      notes.append("no class names in \(named.joined(separator: " and ")): classes are told by their numbers")
    }
    if !described.isEmpty {
      notes.append(
        "no \(DatasetFile.description) in \(described.joined(separator: " and ")): recipes are not compared")
    }
    if let before = old.description?.program, let after = new.description?.program, before != after {
      notes.append(
        "\(before.name) \(before.version) wrote \(old.root), \(after.name) \(after.version) wrote \(new.root)"
      )
    }
    return notes
  }
}

/// The comparison of each image with its partner.
private struct Comparison {
  let before: ComparedImages
  let after: ComparedImages
  /// The new label of each old label.
  let labels: [Int]
  let matching: DatasetDifference.Matching

  /// - Parameter partners: the index of the new image of each old one.
  func rows(_ partners: [Int?]) -> (rows: [DatasetDifference.Row], unchanged: [Split: Int]) {
    var rows: [DatasetDifference.Row] = []
    var unchanged: [Split: Int] = [:]
    var isKnown = [Bool](repeating: false, count: after.all.count)
    for (image, partner) in partners.enumerated() {
      let old = before.all[image]
      guard let partner else {
        rows.append(.init(changes: [.removed], old: old, new: nil))
        continue
      }
      isKnown[partner] = true
      let new = after.all[partner]
      let changes = changes(old, new, isSame: before.isSame(image, as: partner, of: after))
      if changes.isEmpty {
        unchanged[new.position.split, default: 0] += 1
      } else {
        rows.append(.init(changes: changes, old: old, new: new))
      }
    }
    for image in after.all.indices where !isKnown[image] {
      rows.append(.init(changes: [.added], old: nil, new: after.all[image]))
    }
    return (rows, unchanged)
  }

  private func changes(_ old: ComparedImage, _ new: ComparedImage, isSame: Bool) -> [DatasetDifference.Change]
  {
    var changes: [DatasetDifference.Change] = []
    if labels[old.label] != new.label {
      changes.append(.relabelled)
    } else if old.label != new.label {
      changes.append(.renumbered)
    }
    if !isSame { changes.append(.pixels) }
    if old.position.split != new.position.split {
      changes.append(.split)
    } else if old.position.index != new.position.index {
      changes.append(.index)
    }
    guard matching == .photo else { return changes }
    // Names are compared as texts: another system may write the same accents in other bytes.
    if old.source != new.source { changes.append(.renamed) }
    if old.sha256 != new.sha256 { changes.append(.photo) }
    return changes
  }
}
