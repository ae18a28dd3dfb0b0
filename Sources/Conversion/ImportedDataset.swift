package import Checksums
package import DatasetFormat
internal import FileSystem
internal import IDX
internal import ImageCodecs
internal import ImageStages
internal import Processors

/// A dataset of images that another program made: they are taken as they are, and no photo is converted.
package struct ImportedDataset: Sendable {
  /// Images with their labels, in the order of the source.
  package struct Part: Sendable {
    /// The split that the source gives; nil if the rule decides.
    package var split: Split?
    /// The bytes of the images one after the other.
    package var images: [UInt8]
    package var labels: [UInt8]
    /// The SHA-256 of the file of each image; nil if images are no files, so that theirs is that of their bytes.
    package var digests: [SHA256Digest]?
    /// Returns the place of an image in the source, such as `mnist.npz#x_train[3]`.
    package var source: @Sendable (Int) -> String

    package init(
      split: Split?, images: [UInt8], labels: [UInt8], digests: [SHA256Digest]? = nil,
      source: @escaping @Sendable (Int) -> String
    ) {
      self.split = split
      self.images = images
      self.labels = labels
      self.digests = digests
      self.source = source
    }
  }

  private let parts: [Part]
  private let type: ExampleType
  private let classes: ClassMap
  private let origin: ImportOrigin
  private let seed: UInt64

  /// - Parameters:
  ///   - classNames: the names of the classes by label; nil for numbers.
  ///   - seed: decides about split and order where the source gives no split.
  /// - Precondition: each part has as many images of the type as labels, and each label has a name.
  /// - Throws: `DatasetError` if a name is too long.
  package init(
    _ parts: [Part], type: ExampleType, classNames: [String]?, origin: ImportOrigin, seed: UInt64
  ) throws(DatasetError) {
    self.parts = parts
    self.type = type
    self.origin = origin
    self.seed = seed
    let used = Set(parts.flatMap { Set($0.labels) }).sorted().map { Int($0) }
    let names = classNames ?? (0...(used.last ?? 0)).map { "\($0)" }
    precondition(used.allSatisfy(names.indices.contains), "each label has a name")
    classes = try ClassMap(
      Recipe.Classes(
        origin: classNames == nil ? .numeric : .file,
        list: names.enumerated().map { label, name in
          Recipe.Classes.Entry(name: name, sources: used.contains(label) ? ["\(label)"] : [])
        }))
  }

  /// Writes the dataset: whole, or not at all.
  ///
  /// - Parameter report: is told how many of how many images are done, from any thread.
  /// - Returns: the description of the dataset. The plan's warnings are not told, as their advice is about photos; the
  ///   checks find equal images and classes that a split lacks.
  /// - Throws: `DatasetError`, `FileSystemError`, `CancellationError`; nothing has then been changed.
  package func write(
    to target: String, overwrites: Bool, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> DatasetDescription {
    let folder = try TargetFolder(path: target, of: .dataset, overwrites: overwrites)
    var (files, description) = try await planned(report: report)
    let writer = DatasetWriter(
      files: files, classes: classes, layout: description.recipe.layout, addsRaw: false,
      jobCount: Processors.count)
    try await writer.write(to: folder.workPath, description: &description, rejectedPhotos: [])
    try Task.checkCancellation()
    try folder.commit()
    return description
  }

  /// Returns the dataset as it would be read from the folder that `write` writes. Nothing is written.
  ///
  /// - Parameter root: the path of the source, which messages name.
  /// - Throws: `DatasetError`, `CancellationError`.
  package func dataset(ofSource root: String) async throws -> Dataset {
    let (files, description) = try await planned { _, _ in }
    let (plan, store) = (files.plan, files.store)
    let splits = plan.splits.map { split in
      let images = plan.images(of: split)
      var pixels: [UInt8] = []
      pixels.reserveCapacity(images.count * type.byteCount)
      for image in images { pixels += store.pixels(of: image) }
      return SplitData(
        split: split, type: type, images: pixels, labels: images.map { UInt8(store.label(of: $0)) })
    }
    return try Dataset(
      ofSource: root, format: origin.format, splits, classNames: classes.classes.map(\.name),
      manifest: Manifest(rows: Array(files.manifestRows(classes))), description: description)
  }

  /// Decides about split and order.
  ///
  /// - Returns: the files, and the description without them.
  private func planned(report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) async throws -> (
    files: PlannedIDXFiles, description: DatasetDescription
  ) {
    let store = try await store(report: report)
    var recipe = Recipe(pipeline: .imported)
    recipe.classes = classes.recipe
    recipe.split.seed = seed
    let isGiven = parts.allSatisfy { $0.split != nil }
    let plan =
      try isGiven
      ? DatasetPlan(keepingTheOrderOf: store)
      : DatasetPlan(store, classes: classes, settings: .init(recipe), userOrigin: .source)
    guard plan.emptiness == nil else {
      throw DatasetError(
        .invalidInput,
        "\(parts[0].source(0)): the source has too few different images to divide them into train and test; import more, or "
          + "let the source say their splits")
    }
    return (PlannedIDXFiles(plan, store, type), description(recipe, store, plan))
  }

  /// The number of bytes of images that are examined at a time.
  private static let batchByteCount = 4 << 20

  private func store(report: @escaping @Sendable (Int, Int) -> Void) async throws -> ExampleStore {
    let total = parts.reduce(0) { $0 + $1.labels.count }
    let batchCount = max(1, Self.batchByteCount / max(1, type.byteCount))
    let ranges = parts.indices.flatMap { part in
      stride(from: 0, to: parts[part].labels.count, by: batchCount).map { start in
        (part: part, range: start..<min(start + batchCount, parts[part].labels.count))
      }
    }
    var batches: [ExampleStore.Batch] = []
    var done = 0
    try await Parallel.inOrder(ranges.count) { index in
      batch(of: parts[ranges[index].part], ranges[index].range)
    } consume: { _, batch in
      done += batch.count
      batches.append(batch)
      report(done, total)
    }
    return ExampleStore(batches, exampleByteCount: type.byteCount)
  }

  private func batch(of part: Part, _ range: Range<Int>) -> ExampleStore.Batch {
    var batch = ExampleStore.Batch(capacity: range.count, exampleByteCount: type.byteCount)
    var hasher = SHA256Hasher()
    for index in range {
      let bytes = Array(part.images[(index * type.byteCount)..<((index + 1) * type.byteCount)])
      let photo = Photo(source: part.source(index), label: Int(part.labels[index]), split: part.split)
      batch.add(
        ExampleRecord(
          photo: photo, sha256: part.digests?[index] ?? hasher.digest(bytes.span), photoSize: type.size,
          stages: StageRecord(), levels: (bytes.min() ?? 0)...(bytes.max() ?? 0)), pixels: bytes)
    }
    return batch
  }

  private func description(_ recipe: Recipe, _ store: ExampleStore, _ plan: DatasetPlan)
    -> DatasetDescription
  {
    let byLabel = plan.labelCounts(store)
    var description = DatasetDescription(
      recipe: recipe, image: type,
      classes: classes.classes.enumerated().map { label, entry in
        .init(label: label, name: entry.name, images: byLabel.mapValues { $0[label] ?? 0 })
      },
      counts: .init(
        photos: store.count, images: plan.counts, rejected: 0, leftOut: 0, relabelled: 0, dropped: 0),
      splitsDecidedBy: plan.origins.reduce(into: [:]) { counts, origin in
        if let origin { counts[origin, default: 0] += 1 }
      },
      splitDecisions: DatasetDescription.splitDecisions(plan, nil, rule: recipe.split.rule),
      shares: plan.shares)
    description.origin = origin
    return description
  }
}

extension DatasetPlan {
  /// Creates a plan for images whose splits are all given, and which stay in their order.
  fileprivate init(keepingTheOrderOf store: ExampleStore) {
    var images: [Split: [Int]] = [:]
    for image in 0..<store.count {
      if let split = store.split(of: image) { images[split, default: []].append(image) }
    }
    self.init(images: images, origins: (0..<store.count).map { store.split(of: $0) == nil ? nil : .source })
  }
}
