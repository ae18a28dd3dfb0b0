internal import DatasetFormat
internal import Wording

/// The reasons why a class has no image in a split, and why a split has none at all.
struct SplitAbsences {
  private let clusters: SplitClusters
  private let photos: PhotoCounts
  private let classNames: [String]
  private let userOrigin: SplitOrigin
  private let userSplits: UserSplits?
  /// The number of images of each class in each split.
  private let counts: [Split: [Int]]

  /// - Parameters:
  ///   - splits: the split of each image of the store.
  ///   - photos: the numbers of all photos, including those that gave no image.
  ///   - userOrigin: the origin of the splits that photos name.
  ///   - userSplits: the place where the user has put photos into splits; nil if it is unknown.
  init(
    _ store: ExampleStore, _ clusters: SplitClusters, splits: [Split?], photos: PhotoCounts,
    classNames: [String], userOrigin: SplitOrigin, userSplits: UserSplits? = nil
  ) {
    self.clusters = clusters
    self.photos = photos
    self.classNames = classNames
    self.userOrigin = userOrigin
    self.userSplits = userSplits
    var counts: [Split: [Int]] = [:]
    for split in Split.allCases { counts[split] = Array(repeating: 0, count: classNames.count) }
    for image in splits.indices {
      if let split = splits[image] { counts[split]?[store.label(of: image)] += 1 }
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
    if photos.count(of: label, in: split) > 0 { return "its photos there gave no image" }
    let own = clusters.clusters.filter { clusters.hasImage(of: label, $0) }
    if own.allSatisfy({ $0.split != nil }) {
      if own.contains(where: \.isOfBase) { return "the base has none there, and no new photo can go there" }
      switch userOrigin {
      case .folder:
        let classFolder = photos.classFolders[label] ?? classNames[label]
        return userSplits?.place == .foldersInClasses
          ? "\(classFolder)/ has no folder \(folder(of: split)) with photos"
          : "\(folder(of: split))/ has no folder \(classFolder) with photos"
      default: return "the table puts none of its photos there"
      }
    }
    if own.count == 1, !clusters.isSingle(own[0]) {
      guard let group = clusters.groupName(of: own[0]) else { return "all its images are equal" }
      return "group \(group) has all its photos"
    }
    return "too few photos to split"
  }

  /// Returns the name of the folder of a split as the user has written it; the split's own name if there is none.
  private func folder(of split: Split) -> String { userSplits?.names[split]?.first ?? split.rawValue }

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
    let free = clusters.clusters.filter { $0.split == nil }
    if photos.count(in: split) > 0 {
      return ("all photos that you have put there gave no image", ["put photos there that can be used"])
    }
    guard !free.isEmpty else {
      if clusters.clusters.contains(where: \.isOfBase) {
        return ("the base has none there, and there is no new photo for it", ["add photos"])
      }
      switch userOrigin {
      case .folder:
        return ("your folders put no photo there", ["add \(split.rawValue)/<class>/… with photos"])
      default:
        return ("the table puts no photo there", ["write '\(split.rawValue)' into the split column of some"])
      }
    }
    let imageCount = free.reduce(0) { $0 + clusters.imageCount(of: $1) }
    if free.count == 1, imageCount > 1 {
      guard let group = clusters.groupName(of: free[0]) else {
        return ("all \(grouped(imageCount)) images are equal", ["add other photos"])
      }
      return (
        "all \(grouped(imageCount)) photos belong to group \(group), and a group is never divided",
        ["add photos of other groups", "name a group column that tells the products apart"]
      )
    }
    let largest = free.map { (cluster: $0, imageCount: clusters.imageCount(of: $0)) }
      .max { ($0.imageCount, $1.cluster.number) < ($1.imageCount, $0.cluster.number) }
    if let largest, largest.imageCount > 1 {
      let group = clusters.groupName(of: largest.cluster).map { "group \($0)" } ?? "a set of equal images"
      return (
        "the photos of a group stay together, and the groups are too few or too large, such as \(group) with "
          + "\(grouped(largest.imageCount)) of \(counted(imageCount, "photo"))",
        ["add photos of other groups", "ask for other numbers"]
      )
    }
    return (
      imageCount == 1 ? "there is only 1 photo" : "no class has enough photos to give one away",
      ["add photos"]
    )
  }
}
