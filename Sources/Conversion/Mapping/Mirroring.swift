internal import DatasetFormat
internal import FileSystem
internal import ImageCore
internal import ImageStages
internal import Wording

/// The classes whose images are mirrored, left to right, because their products face the other way than those of a
/// dataset to compare with.
///
/// Whole classes are mirrored, never single images: what is drawn from a class's mean image is noise for a single one.
struct Mirroring {
  let labels: Set<Int>
  /// One line about the classes that were found by comparison; nil if the user named them.
  private(set) var note: String?

  /// The gain in correlation of a class's mean image above which the class is mirrored.
  private static let leastGain = 0.05
  /// The least number of images of a class, here and in the reference, whose mean is worth comparing.
  private static let leastImageCount = 10

  /// Finds the classes that a user has named: one name, or several with commas between them.
  ///
  /// - Throws: `DatasetError` if there is no class of a name.
  init(named texts: [String], among classes: ClassMap) throws(DatasetError) {
    let names = classes.classes.map(\.name)
    let labels = Dictionary(
      names.enumerated().map { (Spelling.normalized($1), $0) }, uniquingKeysWith: { first, _ in first })
    var found: Set<Int> = []
    for text in texts {
      if let label = labels[Spelling.normalized(text)] {
        found.insert(label)
        continue
      }
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let name = String(part)
        guard let label = labels[Spelling.normalized(name)] else {
          throw DatasetError(
            .invalidInput,
            "--mirror: there is no class '\(name)'\(Spelling.suggestion(for: name, among: names)); there are "
              + names.joined(separator: ", "))
        }
        found.insert(label)
      }
    }
    self.labels = found
  }

  /// Finds the classes whose mirrored mean image is more like the reference's.
  ///
  /// - Parameter files: the images of the photos that were converted.
  /// - Throws: `DatasetError` if the images are of another type than the reference's.
  init(like reference: MirrorReference, _ store: ExampleStore, _ type: ExampleType, _ classes: ClassMap)
    async throws
  {
    let images = SplitData(
      split: .train, type: type, images: (0..<store.count).flatMap { store.pixels(of: $0) },
      labels: (0..<store.count).map { UInt8(store.label(of: $0)) })
    let means = try await ClassMeans(images)
    var labels: Set<Int> = []
    var gains: [String] = []
    for pair in reference.pairs(classes) {
      let counts = (means.counts[pair.label] ?? 0, reference.means.counts[pair.referenceLabel] ?? 0)
      guard min(counts.0, counts.1) >= Self.leastImageCount, let mean = means.images[pair.label],
        let own = UnitImage(mean), let other = UnitImage(reference.means.images[pair.referenceLabel] ?? []),
        let mirrored = UnitImage(mean.rowsMirrored(width: type.size.width, channels: 1))
      else { continue }
      let (before, after) = (own.correlation(with: other), mirrored.correlation(with: other))
      guard after - before > Self.leastGain else { continue }
      labels.insert(pair.label)
      gains.append("\(pair.name) (\(decimal(before, 2)) to \(decimal(after, 2)))")
    }
    self.labels = labels
    note =
      gains.isEmpty
      ? "no class is more like that of \(reference.path) if it is mirrored"
      : "mirrored, because their mean images then correlate better with those of \(reference.path): "
        + gains.joined(separator: ", ")
  }

  /// The names of the classes, in the order of their labels; nil if there are none.
  func names(_ classes: ClassMap) -> [String]? {
    labels.isEmpty ? nil : labels.sorted().map { classes.classes[$0].name }
  }
}

extension Mirroring {
  /// How the classes to mirror are chosen; checked before photos are converted.
  struct Choice {
    /// The size and channels of the images.
    let type: ExampleType
    private let named: Mirroring
    private let reference: MirrorReference?

    /// - Throws: `DatasetError` if a class is not there, or the dataset to compare with cannot be used.
    init(_ settings: Conversion.Settings, _ type: ExampleType, _ classes: ClassMap) async throws {
      self.type = type
      named = try Mirroring(named: settings.recipe.mirroredClasses ?? [], among: classes)
      guard let path = settings.mirrorReference else {
        reference = nil
        return
      }
      let reference = try await MirrorReference(path, type)
      try reference.check(classes)
      self.reference = reference
    }

    /// Returns the classes to mirror among converted photos.
    func classes(in store: ExampleStore, _ classes: ClassMap) async throws -> Mirroring {
      guard let reference else { return named }
      return try await Mirroring(like: reference, store, type, classes)
    }
  }
}

/// The dataset that `--mirror-like` names.
struct MirrorReference {
  let path: String
  let means: ClassMeans
  private let classNames: [String]

  /// - Throws: `DatasetError` if the dataset cannot be read, or its images are of another type.
  init(_ path: String, _ type: ExampleType) async throws {
    let dataset = try await DatasetReader.read(path)
    guard let first = dataset.splits.first else {
      throw DatasetError(
        .invalidInput, "\(path): no split of it can be read; 'fmbuild verify \(path)' says why")
    }
    guard dataset.splits.allSatisfy({ $0.type == type }) else {
      throw DatasetError(
        .invalidInput,
        "\(path): its images are \(first.type), and the pipeline makes \(type); name a dataset of the same kind with "
          + "--mirror-like")
    }
    self.path = path
    classNames = (0..<dataset.classCount).map(dataset.className)
    means = try await ClassMeans(dataset.splits)
  }

  func pairs(_ classes: ClassMap) -> [ClassMatching.Pair] {
    ClassMatching.pairs(classes.classes.map(\.name), byNameIn: classNames)
  }

  /// - Throws: `DatasetError` if no class has the name of one of the photos' classes.
  func check(_ classes: ClassMap) throws(DatasetError) {
    guard pairs(classes).isEmpty else { return }
    throw DatasetError(
      .invalidInput,
      "\(path): none of its classes (\(classNames.prefix(10).joined(separator: ", "))\(classNames.count > 10 ? ", …" : "")) has "
        + "the name of a class of the photos; gather them under its names with --classes, or name the classes with --mirror"
    )
  }
}

extension ExampleStore {
  /// Mirrors the images with some labels, left to right, and notes it in their records.
  ///
  /// - Throws: `FileSystemError` if the pixels of very many images cannot be kept.
  mutating func mirror(_ mirroring: Mirroring, _ type: ExampleType) throws(FileSystemError) {
    guard !mirroring.labels.isEmpty else { return }
    try mirror(mirroring.labels) { $0.rowsMirrored(width: type.size.width, channels: type.channelCount) }
  }
}
