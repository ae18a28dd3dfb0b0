internal import Checksums
package import DatasetFormat
internal import FileSystem
internal import Wording

/// An older dataset whose images keep their splits and indices in a new one, which appends what is new.
package struct BaseDataset: Sendable {
  /// The folder as the user named it.
  package let root: String
  /// The recipe by which the base was made.
  package let recipe: Recipe
  /// The base as the recipe of the new dataset records it.
  package let reference: Recipe.FileReference
  /// Whether images whose photos are gone are left out, so that those behind them move up; otherwise they are an error.
  package var dropsVanished = false
  /// The rows of the base's images, by split and index.
  let rows: [ManifestRow]
  /// The images of the base; empty if they are not there to be compared.
  private let data: [Split: SplitData]
  /// The names of the classes by number; empty if they are not to be compared.
  private let classNames: [String]

  /// Reads the base.
  ///
  /// - Throws: `DatasetError` if it is no whole dataset of `convert`; what `DatasetReader` throws.
  package static func reading(_ folder: String) async throws -> BaseDataset {
    try BaseDataset(try await DatasetReader.read(folder))
  }

  private init(_ dataset: Dataset) throws {
    let remedy = "name a dataset that 'fmbuild convert' made, or convert without --base"
    let root = dataset.root
    guard dataset.sourceFormat == nil else {
      throw DatasetError(.notADataset, "\(root): this is no dataset's folder; \(remedy)")
    }
    try dataset.checkWhole(danger: "images of the base would get other labels")
    guard let manifest = dataset.manifest else {
      throw DatasetError(
        .notADataset,
        "\(dataset.path(DatasetFile.manifest)): it is missing, and without it nobody knows of which photo an image is; "
          + remedy)
    }
    guard let description = dataset.description else {
      throw DatasetError(
        .notADataset,
        "\(dataset.path(DatasetFile.description)): it is missing, and without it nobody knows how images are made; "
          + remedy)
    }
    guard !description.recipe.pipeline.isImport else {
      throw DatasetError(
        .invalidInput,
        "\(root): the dataset was imported, not converted from photos, so that photos cannot continue it; \(remedy)"
      )
    }
    try dataset.checkRows(of: manifest, remedy: "put the file back as it was, or convert without --base")
    self.root = root
    recipe = description.recipe
    do throws(FileSystemError) {
      let digest = try SHA256Digest(ofFile: dataset.path(DatasetFile.manifest))
      reference = Recipe.FileReference(name: folderName(of: root), sha256: "\(digest)")
    } catch {
      throw DatasetError(error)
    }
    rows = manifest.rows.sorted { $0.position < $1.position }
    data = dataset.data
    classNames = description.classes.map(\.name)
  }

  /// Makes the base that a dataset was made on, by the dataset's own records; nil if there is none.
  ///
  /// The places of its images are those that the manifest has for them: without the base, nobody knows others.
  package init?(recordedIn manifest: Manifest, _ recipe: Recipe) {
    guard let reference = recipe.base else { return nil }
    root = reference.name
    self.recipe = recipe
    self.reference = reference
    rows = manifest.rows.filter { $0.splitOrigin == .base }.sorted { $0.position < $1.position }
    data = [:]
    classNames = []
  }

  /// - Throws: `DatasetError` if a class of the base has another number or name now.
  func check(_ classes: ClassMap) throws(DatasetError) {
    let names = classes.classes.map(\.name)
    for (number, name) in classNames.enumerated() where number >= names.count || names[number] != name {
      throw DatasetError(
        .invalidInput,
        "\(root): its class \(number) is '\(name)', and "
          + (number < names.count
            ? "the classes now have '\(names[number])' there" : "the classes now have none there")
          + "; begin the --classes file with the classes of \(DatasetFile.classes) in their order, or leave it out"
      )
    }
  }

  // MARK: - Among the photos

  /// Finds the images of the base among those that the photos give now.
  ///
  /// A photo is recognised by its path, or by its SHA-256 if it was renamed.
  ///
  /// - Parameters:
  ///   - rejectedPhotos: the photos that give no image.
  ///   - recipe: the recipe by which the images of the store were made.
  /// - Throws: `DatasetError` if a photo is gone or gives no image, unless such images are left out.
  func placed(
    _ store: ExampleStore, _ collection: PhotoSummary, rejected rejectedPhotos: [RejectedPhoto],
    _ recipe: Recipe
  ) throws(DatasetError) -> PlacedBase {
    let partners = PhotoMatching(
      rows.map { .init(source: $0.source, sha256: $0.sha256, label: $0.label) },
      (0..<store.count).map { image in
        let record = store.record(of: image)
        return .init(source: record.photo.source, sha256: "\(record.sha256)", label: record.photo.label)
      }
    ).partners
    let vanished = rows.indices.filter { partners[$0] == nil }
    if !vanished.isEmpty, !dropsVanished {
      let names = vanishedNames(vanished, rejectedPhotos)
      let lack = vanished.count == 1 ? "has no photo that gives it" : "have no photo that gives them"
      throw DatasetError(
        .invalidInput,
        "\(collection.root): \(counted(vanished.count, "image")) of the base \(root) \(lack): \(names); "
          + "put the photos back as they were, or say --drop-vanished, which leaves these images out and moves those behind them up"
      )
    }
    var images: [Split: [Int]] = [:]
    var movedCount = 0
    for (row, partner) in zip(rows, partners) {
      guard let partner else { continue }
      let index = images[row.position.split, default: []].count
      if index != row.position.index { movedCount += 1 }
      images[row.position.split, default: []].append(partner)
    }
    var changes = Changes()
    for (row, partner) in zip(rows, partners) {
      guard let partner else { continue }
      changes.compare(row, store.record(of: partner), collection)
    }
    var notes = [
      "\(grouped(rows.count - vanished.count)) of \(counted(rows.count, "image")) of the base \(root) keep their splits"
        + (movedCount == 0 ? " and indices" : " and order")
    ]
    if !vanished.isEmpty {
      notes.append(
        "left out, because no photo gives them any more: \(counted(vanished.count, "image")) of the base "
          + "(\(vanishedNames(vanished, rejectedPhotos))); \(counted(movedCount, "image")) behind them moved up"
      )
    }
    if !isSameWay(recipe) {
      notes.append("the options make other images than those of \(root): all are made anew, at their places")
    }
    var warnings = changes.warnings(root)
    let differing =
      isSameWay(recipe)
      ? zip(rows, partners).filter { row, partner in partner.map { isOther(row, $0, store) } ?? false } : []
    if let first = differing.first?.0 {
      warnings.append(
        "\(counted(differing.count, "image")) of the base \(differing.count == 1 ? "has" : "have") other bytes now, though "
          + "photo and recipe are the same, such as \(first.source): another version of the program or of its "
          + "libraries made \(root); 'fmbuild diff' lists them")
    }
    return PlacedBase(images: images, count: store.count, notes: notes + changes.notes, warnings: warnings)
  }

  private func vanishedNames(_ vanished: [Int], _ rejectedPhotos: [RejectedPhoto]) -> String {
    let reasons = Dictionary(rejectedPhotos.map { ($0.source, $0.reason) }) { first, _ in first }
    return shortList(
      vanished.map { place in
        let source = rows[place].source
        return source
          + (reasons[source].map { " (\($0.isFault ? "rejected" : "left out"): \($0.rawValue))" } ?? "")
      })
  }

  /// Whether a recipe makes the same image of the same photo as the base's.
  private func isSameWay(_ recipe: Recipe) -> Bool {
    let own = self.recipe
    return recipe.pipeline.stages == own.pipeline.stages && recipe.isFast == own.isFast
      && Set(recipe.mirroredClasses ?? []) == Set(own.mirroredClasses ?? [])
      && recipe.selection.acceptsTruncated == own.selection.acceptsTruncated
  }

  /// Whether an image has other bytes than in the base, although it is of the same photo.
  private func isOther(_ row: ManifestRow, _ image: Int, _ store: ExampleStore) -> Bool {
    let record = store.record(of: image)
    guard "\(record.sha256)" == row.sha256, record.photo.label == row.label,
      let part = data[row.position.split]
    else { return false }
    return part.bytes(of: row.position.index) != store.pixels(of: image)
  }
}

/// What has changed of the photos of a base that still give images.
private struct Changes {
  private var renamed: [String] = []
  private var changed: [String] = []
  private var relabelled: [String] = []
  private var elsewhere: [String] = []

  mutating func compare(_ row: ManifestRow, _ record: ExampleRecord, _ collection: PhotoSummary) {
    let photo = record.photo
    // Names are compared as texts: another system may write the same accents in other bytes.
    if photo.source != row.source {
      renamed.append("\(row.source) is \(photo.source)")
    } else if "\(record.sha256)" != row.sha256 {
      changed.append(photo.source)
    }
    if photo.label != row.label {
      let name = collection.classes.classes[photo.label].name
      relabelled.append("\(photo.source) is \(name), and was \(row.className)")
    }
    if let split = photo.split, split != row.position.split {
      elsewhere.append("\(photo.source) (\(row.position.split.rawValue))")
    }
  }

  /// One sentence for each kind of change.
  var notes: [String] {
    [
      note(renamed, "photo", "renamed"),
      note(changed, "photo", "changed; the images are new, at the old places"),
      note(relabelled, "photo", "relabelled; the images stay where they are"),
    ].compactMap { $0 }
  }

  private func note(_ names: [String], _ noun: String, _ what: String) -> String? {
    names.isEmpty ? nil : "\(counted(names.count, noun)) of the base \(what): \(shortList(names))"
  }

  func warnings(_ root: String) -> [String] {
    guard !elsewhere.isEmpty else { return [] }
    return [
      "\(counted(elsewhere.count, "photo")) of the base \(elsewhere.count == 1 ? "was" : "were") put into another split, and "
        + "\(elsewhere.count == 1 ? "stays" : "stay") in that of \(root): \(shortList(elsewhere))"
    ]
  }
}
