public import DatasetFormat

/// The split and the order of the images of a dataset. A plan depends on records and equality of bytes, not on the
/// content of pixels.
public struct DatasetPlan: Sendable {
  /// The images of each split. Train and test are always present; validation only if it has images.
  private let lists: [Split: ImageList]
  /// The origin of the split of each image of the store; nil for images that are left out.
  public let origins: [SplitOrigin?]
  /// The images that are left out, as rejected photos.
  public let rejectedPhotos: [RejectedPhoto]
  public let warnings: [String]
  /// The shares that the splits got; nil if the rule asks for none.
  package let shares: [SplitShare]?
  /// The reason why a split for which the rule asks has no image, with the remedy; nil if each has one. Datasets of
  /// earlier versions may have such a split, so that it is an error only for a new one.
  package let emptiness: String?

  /// The splits of the dataset, train first.
  public var splits: [Split] { lists.keys.sorted() }

  /// Returns the images of a split in the order of its IDX files, by their indices in the store.
  public func images(of split: Split) -> ImageList { lists[split] ?? ImageList() }

  /// The number of images of each split.
  public var counts: [Split: Int] { lists.mapValues(\.count) }

  /// Returns the number of images of each class in each split, by label.
  func labelCounts(_ store: ExampleStore) -> [Split: [Int: Int]] {
    lists.mapValues { $0.reduce(into: [:]) { $0[store.label(of: $1), default: 0] += 1 } }
  }

  public struct Settings: Sendable, Hashable {
    public var split = Recipe.Splitting()
    /// Whether only the first of images with equal bytes is kept.
    public var dropsDuplicates = false

    public init() {}

    package init(_ recipe: Recipe) {
      split = recipe.split
      dropsDuplicates = recipe.selection.dropsDuplicates
    }
  }

  /// - Throws: `DatasetError` if a rule in numbers asks for more images than there are.
  public init(_ store: ExampleStore, _ photos: PhotoSummary, settings: Settings) throws(DatasetError) {
    try self.init(store, photos, settings: settings, base: nil)
  }

  /// - Parameter base: the images of an older dataset that keep their places; nil if there is none.
  /// - Throws: `DatasetError` if a rule in numbers asks for more images than there are, or for fewer than the base has.
  package init(
    _ store: ExampleStore, _ photos: PhotoSummary, settings: Settings, base: PlacedBase?
  ) throws(DatasetError) {
    try self.init(
      store, classes: photos.classes, settings: settings, photos: photos.counts,
      userOrigin: photos.userSplitOrigin, userSplits: photos.userSplits, base: base)
  }

  /// - Parameters:
  ///   - photos: the numbers of photos, with those that gave no image; nil if all gave an image.
  ///   - userOrigin: the origin for images whose photo names its split.
  ///   - userSplits: the place where the user has put photos into splits; nil if it is unknown.
  ///   - base: the images of an older dataset that keep their places; nil if there is none.
  package init(
    _ store: ExampleStore, classes: ClassMap, settings: Settings, photos: PhotoCounts? = nil,
    userOrigin: SplitOrigin = .table, userSplits: UserSplits? = nil, base: PlacedBase? = nil
  ) throws(DatasetError) {
    var rejectedPhotos: [RejectedPhoto] = []
    var warnings: [String] = []
    let names = classes.classes.map(\.name)
    let equalImages = store.equalImages.sets
    var isDropped = [Bool](repeating: false, count: store.count)
    if settings.dropsDuplicates {
      for set in equalImages {
        // What the base has stays, whatever it is equal to.
        let firstImage = set.first { base?.split(of: $0) != nil } ?? set[0]
        let first = store.record(of: firstImage).photo
        for image in set where image != firstImage && base?.split(of: image) == nil {
          let record = store.record(of: image)
          isDropped[image] = true
          let otherLabel =
            record.photo.label == first.label ? "" : ", which has the label '\(names[first.label])'"
          rejectedPhotos.append(
            RejectedPhoto(
              record, label: names[record.photo.label], .duplicate,
              "its image is equal to that of \(first.source)\(otherLabel)"))
        }
      }
    } else {
      warnings += Self.warnings(about: equalImages, store)
    }

    let clusters = SplitClusters(
      store, isDropped: isDropped, equalImages: equalImages, seed: settings.split.seed, base: base)
    var assignment = SplitAssignment(store, clusters: clusters, classNames: names, base: base)
    let rule = settings.split.rule
    warnings += try assignment.assign(by: rule, settings.split.method)
    let absences = SplitAbsences(
      store, clusters, splits: assignment.splits, photos: photos ?? PhotoCounts(store), classNames: names,
      userOrigin: userOrigin,
      userSplits: userSplits)
    emptiness = absences.emptiness(of: rule)
    let achieved = AchievedShares(clusters, splits: assignment.splits, rule: rule, classNames: names)
    shares = achieved.shares
    if case .fractions = rule { warnings += absences.warnings(about: rule.wantedSplits) + achieved.warnings }

    for image in 0..<store.count where !isDropped[image] && assignment.splits[image] == nil {
      let record = store.record(of: image)
      rejectedPhotos.append(
        RejectedPhoto(
          record, label: names[record.photo.label], .notNeeded,
          "nothing is wrong with it: the class has as many images as were asked for"))
    }
    let splits = assignment.splits
    origins = (0..<store.count).map { image in
      guard let split = splits[image] else { return nil }
      if base?.split(of: image) != nil { return .base }
      return store.split(of: image) == split ? userOrigin : clusters.isGiven(image) ? .group : .rule
    }
    let order = ExampleOrder(store, seed: settings.split.seed, isShuffled: settings.split.isShuffled)
    var lists: [Split: ImageList] = [:]
    for split in Split.allCases {
      let new = (0..<store.count).lazy.filter { splits[$0] == split && base?.split(of: $0) == nil }
      let own = ImageList(base?.images[split] ?? [], order.sorted(new))
      if split != .validation || !own.isEmpty { lists[split] = own }
    }
    self.lists = lists
    self.rejectedPhotos = rejectedPhotos
    self.warnings = warnings
  }

  /// Creates a plan without a rule: the images of each split, and the origins of the splits.
  init(images: [Split: [Int]], origins: [SplitOrigin?]) {
    lists = images.mapValues { ImageList($0) }
    self.origins = origins
    rejectedPhotos = []
    warnings = []
    shares = nil
    emptiness = nil
  }

  private static func warnings(about sets: [[Int]], _ store: ExampleStore) -> [String] {
    guard let set = sets.first else { return [] }
    let count = sets.reduce(0) { $0 + $1.count - 1 }
    let across = sets.filter { set in Set(set.map(store.label(of:))).count > 1 }
    let sources = set.prefix(2).map { store.record(of: $0).photo.source }.joined(separator: " and ")
    var warnings = [
      (count == 1
        ? "1 image is equal to another, \(sources)"
        : "\(count) images are equal to others, such as \(sources)")
        + "; --drop-duplicates keeps one of each"
    ]
    if let set = across.first {
      let sources = set.prefix(2).map { store.record(of: $0).photo.source }.joined(separator: " and ")
      warnings.append(
        (across.count == 1
          ? "1 image has two labels, \(sources)"
          : "\(across.count) images have two labels, such as \(sources)")
          + ": one of the labels is wrong")
    }
    return warnings
  }
}

extension RejectedPhoto {
  /// Creates a rejection for a photo whose image is left out.
  init(_ record: ExampleRecord, label: String, _ reason: Reason, _ detail: String) {
    self.init(source: record.photo.source, sha256: "\(record.sha256)", label: label, reason, detail)
  }
}
