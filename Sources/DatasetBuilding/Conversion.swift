internal import FileSystem
internal import ImageCodecs
internal import ImageCore
internal import ImageStages

/// The main job: photos in, a dataset's folder out.
public struct Conversion: Sendable {
  public struct Settings: Sendable {
    public var photos: String
    /// The dataset's folder; nil to write nothing.
    public var target: String?
    public var labels = PhotoCollection.Labels.folders
    public var classes: ClassMap?
    /// Photos of another class than their label says, and photos to leave out.
    public var corrections: Corrections?
    public var mapping: MapSettings
    public var plan = DatasetPlan.Settings()
    public var layout = DatasetLayout.flat
    public var addsRaw = false
    public var overwrites = false
    /// Folders among the photos that hold none, beside the target.
    package var skippedFolders: [String] = []

    public init(photos: String, target: String?, mapping: MapSettings) {
      self.photos = photos
      self.target = target
      self.mapping = mapping
    }
  }

  /// How far a conversion has come.
  public enum Event: Sendable {
    case scanned(PhotoCollection)
    case mapped(PhotoMapper.Progress)
    case writing(itemCount: Int)
  }

  /// What came of it; `archives` is empty if nothing was to be written.
  public let description: DatasetDescription
  /// All photos that gave no item, by source.
  public let rejects: [Reject]
  public let warnings: [String]

  /// Scans, maps, assembles, writes.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` with what stands in the way, `IDXError` if an archive cannot be written; then
  ///   nothing stands under the target's name that was not there before.
  public static func run(_ settings: Settings, report: @escaping @Sendable (Event) -> Void = { _ in })
    async throws -> Conversion
  {
    do {
      return try await convert(settings, report: report)
    } catch let error as FileSystemError {
      throw DatasetError(error)
    }
  }

  private static func convert(_ settings: Settings, report: @escaping @Sendable (Event) -> Void)
    async throws -> Conversion
  {
    try settings.checkFitness()
    if let target = settings.target {
      try checkApart(photos: settings.photos, target: target)
      try TargetFolder.check(target, of: .dataset, overwrites: settings.overwrites)
    }
    let collection = try settings.scan()
    report(.scanned(collection))
    try settings.checkEnough(collection)

    // Opened before the work, so that a place that cannot be written to is found out at once.
    let folder = try settings.target.map { path throws(FileSystemError) in
      try TargetFolder(path: path, of: .dataset, overwrites: settings.overwrites)
    }
    let store = try await PhotoMapper.map(collection, settings: settings.mapping) { report(.mapped($0)) }
    let allRejects = collection.rejects + store.rejects
    guard store.count > 0 else {
      throw DatasetError(
        .invalidInput,
        "\(settings.photos): none of the \(collection.photos.count) photos gave an item; the first: \(allRejects[0].source): \(allRejects[0].detail)"
      )
    }
    let plan = try DatasetPlan(store, classes: collection.classes, settings: settings.plan)
    let rejects = (allRejects + plan.rejects).sorted {
      $0.source.utf8.lexicographicallyPrecedes($1.source.utf8)
    }
    var description = DatasetDescription(settings, collection, store, plan, rejects: rejects)
    if let folder {
      report(.writing(itemCount: description.counts.items))
      let writer = DatasetWriter(
        archives: PlannedArchives(plan, store, settings.mapping.pipeline), classes: collection.classes,
        layout: settings.layout, addsRaw: settings.addsRaw, jobCount: settings.mapping.jobCount)
      try await writer.write(to: folder.workPath, description: &description, rejects: rejects)
      if Task.isCancelled { throw DatasetError(.cancelled, "interrupted; nothing was written") }
      try folder.commit()
    }
    return Conversion(
      description: description, rejects: rejects,
      warnings: collection.warnings + emptiedClasses(collection, store) + plan.warnings)
  }

  /// A warning if all photos of a class were rejected.
  private static func emptiedClasses(_ collection: PhotoCollection, _ store: ItemStore) -> [String] {
    let emptied = Set(collection.photos.map(\.label)).subtracting(store.records.map(\.photo.label)).sorted()
    guard !emptied.isEmpty else { return [] }
    let names = emptied.map { collection.classes.classes[$0].name }.joined(separator: ", ")
    return ["no item for \(names): all photos were rejected"]
  }

  /// - Throws: `DatasetError` if writing the target could touch the photos.
  private static func checkApart(photos: String, target: String) throws(DatasetError) {
    guard let photosPath = resolvedPath(photos), let targetPath = resolvedPath(target) else { return }
    guard photosPath != targetPath, pathBelow(targetPath, photosPath) == nil else {
      throw DatasetError(
        .targetExists, "\(target): the photos are in this folder; choose another for the dataset with --out")
    }
  }
}

extension Conversion.Settings {
  /// The photos with their labels.
  func scan() throws(DatasetError) -> PhotoCollection {
    try PhotoCollection(
      root: photos, labels: labels, classes: classes, corrections: corrections,
      skipping: skippedFolders + (target.map { [$0] } ?? []))
  }

  /// - Throws: `DatasetError` if loaders that the user named cannot read what the pipeline makes.
  fileprivate func checkFitness() throws(DatasetError) {
    let (size, channels) = (mapping.pipeline.itemSize, mapping.pipeline.itemChannels)
    let isGrey = channels == .grey
    let is28 = size == Size(width: 28, height: 28)
    let made = "pipeline '\(mapping.pipeline.name)' makes \(size) \(isGrey ? "grey" : "colour")"
    if layout == .torchvision, !isGrey {
      throw DatasetError(
        .invalidInput,
        "--layout torchvision: its FashionMNIST loads grey images only, but \(made); use --layout flat")
    }
    if layout == .keras, !isGrey || !is28 {
      throw DatasetError(
        .invalidInput,
        "--layout keras: its fashion_mnist loads 28x28 grey images only, but \(made); use --layout flat")
    }
    if plan.rule == .exactMNIST, !isGrey || !is28 {
      throw DatasetError(
        .invalidInput,
        "--exact-mnist: MNIST is 28x28 grey, but \(made); use another pipeline, or leave it out")
    }
  }

  /// Before the work, what is certain to fail after it.
  ///
  /// - Throws: `DatasetError` if the split asks for more items than there are photos, or for fewer classes.
  fileprivate func checkEnough(_ collection: PhotoCollection) throws(DatasetError) {
    if plan.rule == .exactMNIST, collection.classes.classes.count > 10 {
      throw DatasetError(
        .invalidInput,
        "--exact-mnist: MNIST has ten classes, but there are \(collection.classes.classes.count); gather them with "
          + "--classes, or leave it out")
    }
    if case .total(let train, let t10k) = plan.rule, collection.photos.count < train + t10k {
      throw DatasetError(
        .invalidInput,
        "\(photos): \(train) items for train and \(t10k) for t10k are asked for, but there are "
          + "\(collection.photos.count) photos; add \(train + t10k - collection.photos.count), or choose a smaller split"
      )
    }
  }
}

extension DatasetDescription {
  init(
    _ settings: Conversion.Settings, _ collection: PhotoCollection, _ store: ItemStore, _ plan: DatasetPlan,
    rejects: [Reject]
  ) {
    program = Program(name: ProgramVersion.name, version: ProgramVersion.current)
    let mapping = settings.mapping
    pipeline = PipelineEntry(mapping.pipeline, isFast: mapping.effectiveDecoding.shrinkTarget != nil)
    labels = LabelsEntry(settings.labels)
    corrections = settings.corrections.map { CorrectionsEntry($0, collection) }
    selection = Selection(
      keepsBlank: mapping.keepsBlank, acceptsTruncated: mapping.decoding.acceptsTruncated,
      dropsDuplicates: settings.plan.dropsDuplicates, minimumContrast: mapping.minimumContrast,
      maximumPixels: mapping.decoding.pixelLimit)
    split = SplitEntry(settings.plan)
    item = ItemEntry(
      width: mapping.pipeline.itemSize.width, height: mapping.pipeline.itemSize.height,
      channels: mapping.pipeline.itemChannels.rawValue)
    classOrigin = collection.classes.origin.rawValue
    func counts(_ items: [Int]) -> [Int: Int] {
      items.reduce(into: [:]) { $0[store.records[$1].photo.label, default: 0] += 1 }
    }
    let (train, t10k) = (counts(plan.train), counts(plan.t10k))
    classes = collection.classes.classes.enumerated().map { label, entry in
      ClassEntry(
        label: label, name: entry.name, sources: entry.sources, train: train[label] ?? 0,
        t10k: t10k[label] ?? 0)
    }
    self.counts = Counts(
      photos: collection.photos.count + collection.rejects.count, items: plan.train.count + plan.t10k.count,
      train: plan.train.count, t10k: plan.t10k.count, rejects: rejects.count { $0.reason.isFault },
      leftOut: rejects.count { !$0.reason.isFault })
    layout = settings.layout.rawValue
  }
}
