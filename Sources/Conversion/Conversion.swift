public import DatasetFormat
internal import FileSystem
internal import ImageStages
internal import Wording

/// Converts a folder of photos into a dataset folder.
public struct Conversion: Sendable {
  public struct Settings: Sendable {
    /// The path of the photos' folder.
    public var photos: String
    /// The path of the dataset's folder; nil to write nothing.
    public var target: String?
    /// The recipe, which determines the bytes of the dataset. The conversion fills in its labels, classes and
    /// corrections from the properties below.
    public var recipe: Recipe
    public var labels = PhotoCollection.Labels.folders
    /// The classes; nil to derive them from the photos' labels.
    public var classes: ClassMap?
    /// The way in which the classes get numbers, if they are derived from the photos' labels.
    public var numbering = ClassMap.Numbering.automatic
    /// The corrections of labels; nil for none.
    public var corrections: Corrections?
    /// The number of photos that are converted at the same time.
    public var jobCount: Int
    public var overwrites = false
    /// The pipelines to choose from by the photos' backgrounds, in place of the recipe's; nil if the recipe's is used.
    public var pipelineCandidates: PipelineChoice.Candidates?
    /// The path of the dataset whose classes tell which classes are mirrored; nil for none.
    public var mirrorReference: String?
    /// The older dataset whose images keep their places; nil for none.
    package var base: BaseDataset?
    /// The bytes of images that stay in memory until the dataset is written; those of all others wait in a file.
    package var imageMemoryByteCount = ImageScratch.usualLimit
    /// Folders below the photos' folder to skip, in addition to the target.
    package var skippedFolders: [String] = []

    public init(photos: String, target: String?, recipe: Recipe, jobCount: Int) {
      self.photos = photos
      self.target = target
      self.recipe = recipe
      self.jobCount = jobCount
    }
  }

  /// The progress of a conversion.
  public enum Event: Sendable {
    case scanned(PhotoSummary)
    /// Something was decided by the photos, in one line.
    case decided(String)
    case mapped(PhotoMapper.Progress)
    case writing(imageCount: Int)
  }

  /// The description of the dataset; its `files` are empty if nothing was written.
  public let description: DatasetDescription
  /// The photos without an image, sorted by source.
  public let rejectedPhotos: [RejectedPhoto]
  public let warnings: [String]
  /// What was decided on the way, one line each.
  public let notes: [String]

  /// Scans the photos, converts them, plans the dataset and writes it.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` with the cause; the target's path then has the content that it had before.
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
    var settings = settings
    var mapping = try MapSettings(settings.recipe, jobCount: settings.jobCount)
    let type = mapping.pipeline.exampleType
    try settings.checkFitness(of: mapping.pipeline)
    if let target = settings.target {
      try checkApart(photos: settings.photos, target: target)
      try TargetFolder.check(target, of: .dataset, overwrites: settings.overwrites)
    }
    let collection = try settings.scan()
    report(.scanned(collection.summary))
    try settings.checkEnough(collection.summary)

    // The target is opened before the work, so that a place without write permission is found at once.
    var scratchFolder = ScratchFile.usualFolder
    let folder = try settings.target.map { path throws(FileSystemError) in
      let folder = try TargetFolder(path: path, of: .dataset, overwrites: settings.overwrites)
      scratchFolder = folder.workPath
      return folder
    }
    var notes: [String] = []
    func note(_ text: String) {
      notes.append(text)
      report(.decided(text))
    }
    if let candidates = settings.pipelineCandidates {
      settings.recipe.pipeline = try await PipelineChoice(candidates, for: collection).pipeline
      mapping = try MapSettings(settings.recipe, jobCount: settings.jobCount)
      try settings.checkFitness(of: mapping.pipeline)
      note("pipeline \(mapping.pipeline.name), because \(settings.recipe.pipeline.reason ?? "")")
    }
    let mirroring = try await Mirroring.Choice(settings, type, collection.classes)
    let store = try await PhotoMapper.map(
      collection, settings: mapping,
      scratch: ImageScratch(folder: scratchFolder, limit: settings.imageMemoryByteCount)
    ) { report(.mapped($0)) }
    return try await Conversion(
      of: collection.summary, store, mirroring, settings, labels: settings.labelRecord, folder: folder,
      notes: notes,
      report: report)
  }

  /// - Throws: `DatasetError` if writing the target could overwrite the photos.
  static func checkApart(photos: String, target: String) throws(DatasetError) {
    guard let photosPath = resolvedPath(photos), let targetPath = resolvedPath(target) else { return }
    guard photosPath != targetPath, pathBelow(targetPath, photosPath) == nil else {
      throw DatasetError(
        .targetExists, "\(target): the photos are in this folder; choose another for the dataset with --out")
    }
  }
}

extension Conversion.Settings {
  /// Returns the photos with their labels.
  func scan() throws(DatasetError) -> PhotoCollection {
    let collection = try PhotoCollection(
      root: photos, labels: labels, classes: classes, numbering: numbering, corrections: corrections,
      groupPattern: recipe.labels.groupPattern,
      skipping: skippedFolders + (target.map { [$0] } ?? []),
      followingLinks: recipe.labels.followsLinks ?? false)
    try base?.check(collection.classes)
    return collection
  }

  /// Returns the photos with their labels, before classes have numbers.
  func scannedPhotos() throws(DatasetError) -> ScannedPhotos {
    try ScannedPhotos(
      root: photos, labels: labels, classes: classes, correctionsFile: corrections?.file,
      skipping: skippedFolders + (target.map { [$0] } ?? []),
      followingLinks: recipe.labels.followsLinks ?? false)
  }

  /// The record of where the labels come from.
  var labelRecord: Recipe.Labels {
    var record = Recipe.Labels()
    record.followsLinks = recipe.labels.followsLinks
    record.groupPattern = recipe.labels.groupPattern
    if case .file(let table) = labels {
      record.origin = .table
      record.file = Recipe.FileReference(name: table.name, sha256: "\(table.sha256)")
      record.columns = table.columns
    }
    return record
  }

  /// Returns the recipe completed by the origin of the labels, the classes and the corrections.
  func completedRecipe(_ photos: PhotoSummary, labels: Recipe.Labels) -> Recipe {
    var recipe = recipe
    recipe.labels = labels
    recipe.classes = photos.classes.recipe
    recipe.base = base?.reference
    recipe.corrections = corrections.map { Recipe.FileReference(name: $0.name, sha256: "\($0.sha256)") }
    return recipe
  }

  /// - Throws: `DatasetError` if the pipeline's images do not suit the layout or the exact MNIST split.
  func checkFitness(of pipeline: Pipeline) throws(DatasetError) {
    let type = pipeline.exampleType
    let made = "pipeline '\(pipeline.name)' makes \(type)"
    // What is written is also read.
    guard ExampleType.supports(type.size) else {
      throw DatasetError(
        .invalidInput,
        "\(made); images have sides of at most \(ExampleType.largestSide) and \(grouped(ExampleType.largestPixelCount)) "
          + "pixels; end the pipeline with a smaller 'extend'")
    }
    if let obstacle = recipe.layout.obstacle(to: type) {
      throw DatasetError(
        .invalidInput, "--layout \(recipe.layout.rawValue): \(obstacle), but \(made); use --layout flat")
    }
    if recipe.split.rule == .exactMNIST, type != .mnist {
      throw DatasetError(
        .invalidInput,
        "--exact-mnist: MNIST is 28x28 grey, but \(made); use another pipeline, or leave it out")
    }
  }

  /// Checks before the conversion that there are enough photos.
  ///
  /// - Throws: `DatasetError` if the split needs more images than there are photos, or exact MNIST has more than ten
  ///   classes.
  func checkEnough(_ photos: PhotoSummary) throws(DatasetError) {
    if recipe.split.rule == .exactMNIST, photos.classes.classes.count > 10 {
      throw DatasetError(
        .invalidInput,
        "--exact-mnist: MNIST has ten classes, but there are \(photos.classes.classes.count); gather them with "
          + "--classes, or leave it out")
    }
    if case .total(let counts) = recipe.split.rule, photos.photoCount < counts.total {
      throw DatasetError(
        .invalidInput,
        "\(self.photos): \(SplitAssignment.request(counts)) are asked for, but there are "
          + "\(counted(photos.photoCount, "photo")); add \(counts.total - photos.photoCount), or choose "
          + "a smaller split")
    }
  }
}

extension DatasetDescription {
  init(
    _ recipe: Recipe, _ type: ExampleType, _ photos: PhotoSummary, _ store: ExampleStore,
    _ plan: DatasetPlan, rejectedPhotos: [RejectedPhoto]
  ) {
    let byLabel = plan.labelCounts(store)
    self.init(
      recipe: recipe, image: type,
      classes: photos.classes.classes.enumerated().map { label, entry in
        ClassEntry(label: label, name: entry.name, images: byLabel.mapValues { $0[label] ?? 0 })
      },
      counts: Counts(
        photos: photos.photoCount + photos.rejectedPhotos.count, images: plan.counts,
        rejected: rejectedPhotos.count { $0.reason.isFault },
        leftOut: rejectedPhotos.count { !$0.reason.isFault },
        relabelled: photos.counts.relabelled,
        dropped: photos.rejectedPhotos.count { $0.reason == .dropped }),
      splitsDecidedBy: plan.origins.reduce(into: [:]) { counts, origin in
        if let origin { counts[origin, default: 0] += 1 }
      }, splitDecisions: Self.splitDecisions(plan, photos.userSplits, rule: recipe.split.rule),
      shares: plan.shares)
  }

  /// Returns what decided about the images of each split of a plan.
  static func splitDecisions(_ plan: DatasetPlan, _ userSplits: UserSplits?, rule: SplitRule)
    -> [SplitDecision]
  {
    plan.splits.flatMap { split -> [SplitDecision] in
      let origins = plan.images(of: split).compactMap { plan.origins[$0] }
      return SplitOrigin.allCases.compactMap { origin in
        let count = origins.count { $0 == origin }
        guard count > 0 else { return nil }
        let isUsers = origin == .folder || origin == .table
        let cause: SplitDecision.Cause =
          switch origin {
          case .rule: rule.cause
          case .folder: .folder
          case .table: .column
          case .group: .group
          case .source: .source
          case .base: .base
          }
        return SplitDecision(
          split: split, cause: cause, names: isUsers ? userSplits?.names[split] : nil, images: count)
      }
    }
  }
}
