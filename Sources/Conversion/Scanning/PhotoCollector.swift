internal import DatasetFormat
internal import Wording

/// Gives photos the numbers of their classes, one by one in the order of their sources, and notes what is to be said about
/// all of them.
struct PhotoCollector {
  let classes: ClassMap
  private let labels: Set<String>
  private let root: String
  private let settings: Settings
  /// The class number of each label; a label that belongs to no class has none.
  let numbers: [String: Int]
  private let groupPattern: GroupPattern?
  private var rejectedPhotos: [RejectedPhoto]
  /// The number of photos with a label, whether it belongs to a class or not.
  private var labelledCount = 0
  private var counts: PhotoCounts
  private var views = ProductViews()
  private var grouping = GroupPattern.Tally()

  struct Settings {
    /// The classes; nil to derive them from the labels.
    var classes: ClassMap?
    var numbering = ClassMap.Numbering.automatic
    var corrections: Corrections?
    /// A regular expression for the groups of photos that have none; nil for none.
    var groupPattern: String?
    /// Whether the labels come from a table, for messages.
    var hasTable = false
    /// What was passed over among the photos, in words.
    var passedOver: [String] = []
    /// Warnings about the labels.
    var labelWarnings: [String] = []
    var userSplits: UserSplits?
  }

  /// - Parameters:
  ///   - labels: the labels of all photos.
  ///   - rejectedPhotos: what gives no photo.
  ///   - root: the name of the photos' folder in messages.
  /// - Throws: `DatasetError` if there are too many classes, or the group pattern is none.
  init(
    labels: Set<String>, rejectedPhotos: [RejectedPhoto], root: String, _ settings: Settings
  ) throws(DatasetError) {
    classes =
      if let classes = settings.classes { try classes.completed(by: labels) } else {
        try ClassMap(labels: labels, numbering: settings.numbering)
      }
    var numbers: [String: Int] = [:]
    for label in labels { numbers[label] = classes.number(of: label) }
    self.labels = labels
    self.numbers = numbers
    self.rejectedPhotos = rejectedPhotos
    self.root = root
    self.settings = settings
    counts = PhotoCounts(classPlace: settings.userSplits?.classPlace)
    groupPattern = try settings.groupPattern.map { text throws(DatasetError) in try GroupPattern(text) }
  }

  /// Returns a photo with the number of its class; nil if it gives no image, which is then noted.
  ///
  /// - Parameter verdict: what the corrections say about it; nil if they say nothing.
  mutating func collect(_ photo: LabelledPhotos.Photo, _ verdict: MatchedCorrections.Verdict?) -> Photo? {
    labelledCount += 1
    var number = numbers[photo.label]
    var formerLabel: String?
    switch verdict {
    case .dropped(let detail):
      rejectedPhotos.append(
        RejectedPhoto(
          source: photo.source, label: number.map { classes.classes[$0].name } ?? photo.label, .dropped,
          detail))
      return nil
    case .relabelled(let newNumber):
      number = newNumber
      formerLabel = photo.label
    case nil: break
    }
    guard let number else {
      rejectedPhotos.append(
        RejectedPhoto(
          source: photo.source, label: photo.label, .unknownLabel,
          "label '\(photo.label)' belongs to no class; add it to a class in the --classes file, or leave it out"
        ))
      return nil
    }
    var result = Photo(
      source: photo.source, label: number, group: photo.group, split: photo.split, formerLabel: formerLabel)
    if let groupPattern {
      result.group = result.group ?? groupPattern.group(of: result.source)
      grouping.add(result)
    } else {
      views.add(result)
    }
    counts.add(result)
    return result
  }

  /// Notes a photo without a label.
  mutating func reject(_ photo: RejectedPhoto) { rejectedPhotos.append(photo) }

  /// Returns what is known of all photos.
  ///
  /// - Parameter correctionWarnings: the warnings of the corrections.
  /// - Throws: `DatasetError` if no photo is left.
  func summary(correctionWarnings: [String]) throws(DatasetError) -> PhotoSummary {
    if let corrections = settings.corrections, counts.total == 0,
      rejectedPhotos.contains(where: { $0.reason == .dropped })
    {
      throw DatasetError(
        .invalidInput, "\(corrections.file): no photo is left after these corrections; keep some")
    }
    guard counts.total > 0 else {
      throw DatasetError(
        .invalidInput,
        LabelledPhotos.absence(
          count: labelledCount, labels: labels, rejectedPhotos: rejectedPhotos, root: root,
          hasClassFile: settings.classes != nil, passedOver: settings.passedOver))
    }
    let groupWarnings = try groupPattern.map { pattern throws(DatasetError) in try pattern.warnings(grouping)
    }
    return PhotoSummary(
      root: root, classes: classes, counts: counts,
      rejectedPhotos: NameOrder.sorted(rejectedPhotos) { $0.source },
      warnings: settings.passedOver + settings.labelWarnings + correctionWarnings
        + (groupWarnings ?? views.warnings) + classWarnings, userSplits: settings.userSplits)
  }

  /// Warnings about numbers without photos.
  private var classWarnings: [String] {
    let gaps = classes.gaps.filter { counts.count(of: $0) == 0 }
    var warnings = NumberingNotes.lines(
      classes, gaps: gaps, numbering: settings.classes == nil ? settings.numbering : .sorted,
      hasTable: settings.hasTable)
    let empty = classes.classes.indices.filter { counts.count(of: $0) == 0 && !gaps.contains($0) }.map {
      classes.classes[$0].name
    }
    if !empty.isEmpty {
      warnings.append("no photo for \(empty.joined(separator: ", ")); the number stays, and no image has it")
    }
    if counts.labels.count == 1 {
      warnings.append("there is one class only, so that nothing can be learned; photos/<class>/… makes more")
    }
    return warnings
  }
}
