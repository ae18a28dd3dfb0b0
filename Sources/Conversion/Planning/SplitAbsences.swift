internal import DatasetFormat
internal import Wording

/// The reasons why a class has no image in a split, and why a split has none at all.
struct SplitAbsences {
  private let store: ExampleStore
  private let clusters: [SplitClusters.Cluster]
  private let photos: [Photo]
  private let classNames: [String]
  private let userOrigin: SplitOrigin
  private let userSplits: UserSplits?
  /// The number of images of each class in each split.
  private let counts: [Split: [Int]]

  /// - Parameters:
  ///   - splits: the split of each image of the store.
  ///   - photos: all photos, including those that gave no image.
  ///   - userOrigin: the origin of the splits that photos name.
  ///   - userSplits: the place where the user has put photos into splits; nil if it is unknown.
  init(
    _ store: ExampleStore, clusters: [SplitClusters.Cluster], splits: [Split?], photos: [Photo],
    classNames: [String], userOrigin: SplitOrigin, userSplits: UserSplits? = nil
  ) {
    self.store = store
    self.clusters = clusters
    self.photos = photos
    self.classNames = classNames
    self.userOrigin = userOrigin
    self.userSplits = userSplits
    var counts: [Split: [Int]] = [:]
    for split in Split.allCases { counts[split] = Array(repeating: 0, count: classNames.count) }
    for image in splits.indices {
      if let split = splits[image] { counts[split]?[store.records[image].photo.label] += 1 }
    }
    self.counts = counts
  }

  /// The order in which absences are reported: without test images nothing can be judged.
  private static let order: [Split] = [.test, .validation, .train]

  // MARK: - A class without images in a split

  /// Returns warnings about classes with images that have none in a split for which the rule asks or that the user has
  /// made, test first.
  func warnings(about wanted: [Split]) -> [String] {
    let present = classNames.indices.filter { label in counts.values.contains { $0[label] > 0 } }
    let splits = Self.order.filter { split in
      wanted.contains(split) || counts[split]?.contains { $0 > 0 } ?? false
    }
    return splits.flatMap { split -> [String] in
      let absent = present.filter { counts[split]?[$0] == 0 }
      let reasons = absent.map { reason(label: $0, split) }
      var seen: Set<String> = []
      return reasons.filter { seen.insert($0).inserted }.map { reason in
        let names = zip(absent, reasons).filter { $0.1 == reason }.map { classNames[$0.0] }
        let noun = split == .train ? "training" : split.rawValue
        return "no \(noun) photo for \(names.joined(separator: ", ")): \(reason)"
      }
    }
  }

  private func reason(label: Int, _ split: Split) -> String {
    let ownPhotos = photos.filter { $0.label == label }
    if ownPhotos.contains(where: { $0.split == split }) { return "its photos there gave no image" }
    let own = clusters.filter { cluster in cluster.images.contains { store.records[$0].photo.label == label }
    }
    if own.allSatisfy({ $0.split != nil }) {
      if own.contains(where: \.isOfBase) { return "the base has none there, and no new photo can go there" }
      switch userOrigin {
      case .folder:
        let classFolder = classFolder(of: ownPhotos) ?? classNames[label]
        return userSplits?.place == .foldersInClasses
          ? "\(classFolder)/ has no folder \(folder(of: split)) with photos"
          : "\(folder(of: split))/ has no folder \(classFolder) with photos"
      default: return "the table puts none of its photos there"
      }
    }
    if own.count == 1, own[0].images.count > 1 {
      guard let group = name(of: own[0]) else { return "all its images are equal" }
      return "group \(group) has all its photos"
    }
    return "too few photos to split"
  }

  /// Returns the name of the folder of a split as the user has written it; the split's own name if there is none.
  private func folder(of split: Split) -> String { userSplits?.names[split]?.first ?? split.rawValue }

  /// Returns the name of the folder of a class, by its photos in folders of splits.
  private func classFolder(of photos: [Photo]) -> String? {
    guard let place = userSplits?.classPlace else { return nil }
    return photos.lazy.compactMap { photo in
      let names = photo.source.split(separator: "/")
      return names.count > place + 1 ? String(names[place]) : nil
    }.first
  }

  private func name(of cluster: SplitClusters.Cluster) -> String? {
    cluster.images.lazy.compactMap { store.records[$0].photo.group }.first
  }

  // MARK: - A split without images

  /// Returns what is wrong, and what to do, if a split for which the rule asks has no image; nil if each has one.
  func emptiness(of rule: SplitRule) -> String? {
    let empty = rule.wantedSplits.filter { split in counts[split]?.allSatisfy { $0 == 0 } ?? true }
    guard let split = Self.order.first(where: empty.contains) else { return nil }
    let (reason, remedies) = cause(of: split)
    let waiver: String? =
      switch (rule, split) {
      case (.fractions, .test): "say --test-fraction 0 if you want no test images"
      case (.fractions, .validation): "leave --validation-fraction out"
      default: nil
      }
    let advice = remedies + [waiver].compactMap { $0 }
    return "no image is left for \(split.rawValue): \(reason); \(advice.joined(separator: ", or "))"
  }

  private func cause(of split: Split) -> (reason: String, remedies: [String]) {
    let free = clusters.filter { $0.split == nil }
    if photos.contains(where: { $0.split == split }) {
      return ("all photos that you have put there gave no image", ["put photos there that can be used"])
    }
    guard !free.isEmpty else {
      if clusters.contains(where: \.isOfBase) {
        return ("the base has none there, and there is no new photo for it", ["add photos"])
      }
      switch userOrigin {
      case .folder:
        return ("your folders put no photo there", ["add \(split.rawValue)/<class>/… with photos"])
      default:
        return ("the table puts no photo there", ["write '\(split.rawValue)' into the split column of some"])
      }
    }
    let imageCount = free.reduce(0) { $0 + $1.images.count }
    if free.count == 1, imageCount > 1 {
      guard let group = name(of: free[0]) else {
        return ("all \(grouped(imageCount)) images are equal", ["add other photos"])
      }
      return (
        "all \(grouped(imageCount)) photos belong to group \(group), and a group is never divided",
        ["add photos of other groups", "name a group column that tells the products apart"]
      )
    }
    let largest = free.max { ($0.images.count, $1.number) < ($1.images.count, $0.number) }
    if let largest, largest.images.count > 1 {
      let group = name(of: largest).map { "group \($0)" } ?? "a set of equal images"
      return (
        "the photos of a group stay together, and the groups are too few or too large, such as \(group) with "
          + "\(grouped(largest.images.count)) of \(counted(imageCount, "photo"))",
        ["add photos of other groups", "ask for other numbers"]
      )
    }
    return (
      imageCount == 1 ? "there is only 1 photo" : "no class has enough photos to give one away",
      ["add photos"]
    )
  }
}
