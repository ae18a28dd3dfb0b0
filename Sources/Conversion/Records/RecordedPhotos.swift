internal import Checksums
package import DatasetFormat
package import FileSystem
internal import ImageStages
internal import Wording

/// The images and rejections of all photos, read from streams of records in any order.
///
/// What plans need of each is in memory, some 50 bytes; pixels, records and sources go to files if there are many.
package struct RecordedPhotos {
  /// Why a photo gives no image, and the SHA-256 of its file.
  struct Rejection {
    let rejection: PhotoRejection
    let sha256: SHA256Digest?
  }

  let type: ExampleType
  private let recipe: String
  private let groupPattern: GroupPattern?
  /// The numbers by which images are ordered; nil if they are ordered by class.
  private let order: SeededOrder?
  private let corrections: Corrections?
  private let correctedSources: Set<String>

  private var streams: [(name: String, firstNumber: Int)] = []
  private var sources: SourceOrder
  /// The labels in the order in which they came, and the number of that of each record; -1 for none.
  private var labelNumbers: [String: Int32] = [:]
  private var labelNames: [String] = []
  private var labels: [Int32] = []
  /// The names of splits, and the number of that of each record, counted from 1; 0 for none.
  private var splitNames: [SplitName] = []
  private var splits: [UInt8] = []
  private var groups = GroupNumbers()
  /// Whether the pattern, not the record, gave the photo its group; empty without a pattern.
  private var hasGroupByPattern: [Bool] = []
  /// The keys of all records; those of rejected photos have no batch, and their place in `rejections` for a start.
  private var keys = ImageKeys()
  private var buckets: ImageBuckets
  private var rejections: [Rejection] = []
  private var untrimmableCount = 0
  /// The records of photos that the corrections name.
  private var candidates: [(number: Int, photo: LabelledPhotos.Photo, sha256: SHA256Digest?)] = []

  private static let noBatch: Int32 = -1

  /// - Parameters:
  ///   - settings: the recipe and the corrections.
  ///   - scratchFolder: a folder in which sources and images may be kept if there are many.
  package init(_ settings: Conversion.Settings, _ type: ExampleType, scratchFolder: String) throws {
    self.type = type
    let recipe = settings.recipe
    self.recipe = try RecordRecipe(recipe).digits
    groupPattern = try recipe.labels.groupPattern.map { text throws(DatasetError) in try GroupPattern(text) }
    order = recipe.split.isShuffled ? SeededOrder(seed: recipe.split.seed, purpose: .order) : nil
    corrections = settings.corrections
    correctedSources = Set(settings.corrections?.entries.map(\.source) ?? [])
    sources = SourceOrder(folder: scratchFolder)
    buckets = ImageBuckets(ImageScratch(folder: scratchFolder, limit: settings.imageMemoryByteCount))
  }

  /// The number of photos.
  var count: Int { keys.count }

  // MARK: - Reading

  /// Reads a stream to its end.
  ///
  /// - Parameter needsEndMark: whether the stream must end with its end mark; a pipe tells by its exit code that it is
  ///   whole, a file does not.
  /// - Throws: `DatasetError` if the stream is damaged, cut off, or of another recipe.
  package mutating func read(_ source: some ByteSource, needsEndMark: Bool) throws(DatasetError) {
    let name = source.name
    streams.append((name, count))
    var reader = try ArrowStreamReader(source, wanted: ImageRecord.wanted)
    if let version = reader.schema.metadata["fmbuild.records"], version != ImageRecord.version {
      throw DatasetError(
        .unreadable,
        "\(name): these are records '\(printable(version))', and this version reads '\(ImageRecord.version)'; map the "
          + "photos again with this version")
    }
    while let batch = try reader.next() {
      if Task.isCancelled { throw DatasetError.interrupted }
      do throws(RecordFault) {
        for row in 0..<batch.rowCount {
          try add(try ImageRecord(batch, row: row, type: type, recipe: recipe))
        }
      } catch {
        throw error.error(in: name)
      }
    }
    guard reader.hasEndMark || !needsEndMark else {
      throw DatasetError(
        .unreadable, "\(name): the stream is cut off (it has no end mark); make it again")
    }
  }

  private mutating func add(_ record: ImageRecord) throws(RecordFault) {
    guard count < Int32.max else {
      throw RecordFault("there are more than \(grouped(Int(Int32.max))) records")
    }
    let label = composed(record.label ?? "")
    let recordedGroup = record.group.flatMap { $0.isEmpty ? nil : $0 }
    var group = recordedGroup
    if let groupPattern {
      group = group ?? groupPattern.group(of: record.source)
      hasGroupByPattern.append(recordedGroup == nil && group != nil)
    }
    if correctedSources.contains(record.source) {
      candidates.append(
        (
          count, LabelledPhotos.Photo(source: record.source, label: label, group: group),
          record.outcome.sha256
        ))
    }
    labels.append(label.isEmpty ? -1 : number(ofLabel: label))
    splits.append(try number(ofSplit: record.split, of: record.source))
    let groupNumber = group.map { groups.number(of: $0) }
    do throws(FileSystemError) {
      try sources.add(record.source)
      switch record.outcome {
      case .converted(let photo):
        let digest = photo.sha256.prefix
        let example = ExampleRecord(
          photo: Photo(source: record.source, label: 0, group: group), sha256: photo.sha256,
          photoSize: photo.photoSize, stages: photo.stages, levels: photo.levels, warnings: photo.warnings)
        let bucket =
          order.map { Int($0.number(of: digest) >> 56) } ?? Int(labels[labels.count - 1] + 1)
          % ImageBuckets.count
        if photo.stages.background?.isTrimmable == false { untrimmableCount += 1 }
        keys.append(
          digest, fingerprint: photo.pixels[...].fingerprint, group: groupNumber,
          try buckets.add(photo.pixels, example, to: bucket))
      case .rejected(let rejection, let sha256):
        keys.append(
          DigestPrefix(words: (0, 0)), fingerprint: 0, group: groupNumber,
          ImageKeys.Place(batch: Self.noBatch, start: Int32(rejections.count)))
        rejections.append(Rejection(rejection: rejection, sha256: sha256))
      }
    } catch {
      throw RecordFault(error.problem)
    }
  }

  private mutating func number(ofLabel label: String) -> Int32 {
    if let number = labelNumbers[label] { return number }
    let number = Int32(labelNames.count)
    labelNumbers[label] = number
    labelNames.append(label)
    return number
  }

  private mutating func number(ofSplit text: String?, of source: String) throws(RecordFault) -> UInt8 {
    guard let text, !text.isEmpty else { return 0 }
    guard let name = SplitName(text), name.isPlain else {
      throw RecordFault(
        "\(printable(source)) has the split '\(printable(text))'; known are \(SplitName.knownNames), or leave it empty"
      )
    }
    if let place = splitNames.firstIndex(of: name) { return UInt8(place + 1) }
    // There are as few plain names as meanings.
    splitNames.append(name)
    return UInt8(splitNames.count)
  }

  // MARK: - All together

  /// Gives the photos the numbers of their classes.
  ///
  /// - Parameters:
  ///   - settings: the classes and the corrections, and the name of the records in messages.
  ///   - listing: the list of the photos, each of which must have a record; nil if there is none.
  /// - Throws: `DatasetError` that names a photo with two records, or one in the list without any; and as
  ///   `PhotoCollector` does.
  ///
  /// Afterwards there are no records any more: what is in memory goes over to the store.
  mutating func collect(
    _ settings: Conversion.Settings, _ listing: PhotoListing?
  ) throws -> (photos: PhotoSummary, store: ExampleStore) {
    let splitByName = SplitName.splits(of: splitNames)
    let splitByNumber: [Split?] = [nil] + splitNames.map { splitByName[$0] }
    let usualSplits = splitNames.isEmpty ? nil : UserSplits(column: "split")
    var collector = try PhotoCollector(
      labels: Set(labelNames), rejectedPhotos: listing?.rejectedPhotos ?? [], root: settings.photos,
      PhotoCollector.Settings(
        classes: settings.classes, numbering: settings.numbering, corrections: corrections,
        groupPattern: settings.recipe.labels.groupPattern,
        hasTable: listing.map { $0.record.labels.origin == .table } ?? true,
        passedOver: listing?.record.warnings ?? [], userSplits: listing?.record.userSplits ?? usualSplits))
    let (verdicts, correctionWarnings) = try verdicts(collector, root: settings.photos)

    var check = listing.map { $0.check() }
    var imageNumbers: [Int32] = []
    var (imageLabels, imageSplits, formerLabels): ([UInt8], [Split?], [Int: String]) = ([], [], [:])
    var rejectedPhotos: [RejectedPhoto] = []
    imageNumbers.reserveCapacity(count)
    imageLabels.reserveCapacity(count)
    imageSplits.reserveCapacity(count)
    var last: (source: String, number: Int)?
    var ordered = sources
    sources = SourceOrder(folder: "")
    try ordered.forEach { source, number throws(DatasetError) in
      if let last, last.source.utf8.elementsEqual(source.utf8) {
        throw twoRecords(of: source, last.number, number)
      }
      last = (source, number)
      let label = labels[number] < 0 ? nil : labelNames[Int(labels[number])]
      let split = splitByNumber[Int(splits[number])]
      let group = keys.groups[number]
      try check?.check(
        source, label: label, split: split,
        hasGroup: { name in
          // A group by the pattern is not in the list.
          let isRecorded = group >= 0 && (hasGroupByPattern.isEmpty || !hasGroupByPattern[number])
          return isRecorded ? groups.knownNumber(of: name) == group : name.isEmpty
        })
      guard let label else {
        collector.reject(
          RejectedPhoto(source: source, label: "", .noLabel, "its record has no label; fill it in"))
        return
      }
      // Whether there is a group is all that the collector needs to know of it.
      let photo = collector.collect(
        LabelledPhotos.Photo(source: source, label: label, group: group < 0 ? nil : "", split: split),
        verdicts[number])
      guard let photo else { return }
      let place = keys.places[number]
      guard place.batch != Self.noBatch else {
        let entry = rejections[Int(place.start)]
        rejectedPhotos.append(
          RejectedPhoto(
            source: source, sha256: entry.sha256, label: collector.classes.classes[photo.label].name,
            entry.rejection))
        return
      }
      if let former = photo.formerLabel { formerLabels[imageLabels.count] = former }
      imageNumbers.append(Int32(number))
      imageLabels.append(UInt8(photo.label))
      imageSplits.append(split)
    }
    try check?.finish()
    let photos = try collector.summary(correctionWarnings: correctionWarnings)
    (labels, splits, hasGroupByPattern) = ([], [], [])
    keys.select(imageNumbers)
    defer { keys = ImageKeys() }
    return (
      photos,
      ExampleStore(
        keys, groups, labels: imageLabels, splits: imageSplits, formerLabels: formerLabels,
        rejectedPhotos: rejectedPhotos, batches: try buckets.finish(), untrimmableCount: untrimmableCount,
        exampleByteCount: type.byteCount)
    )
  }

  private func twoRecords(of source: String, _ one: Int, _ other: Int) -> DatasetError {
    func stream(of number: Int) -> String {
      streams.last { $0.firstNumber <= number }?.name ?? ""
    }
    let (first, second) = (stream(of: min(one, other)), stream(of: max(one, other)))
    let place = first == second ? "twice in \(first)" : "in \(first) and in \(second)"
    return DatasetError(
      .invalidInput, "\(printable(source)) has two records, \(place); every photo has one: leave one out")
  }

  /// Returns what the corrections say, by the number of the record, and the warnings about them.
  private func verdicts(_ collector: PhotoCollector, root: String) throws(DatasetError) -> (
    [Int: MatchedCorrections.Verdict], [String]
  ) {
    guard let corrections else { return ([:], []) }
    let own = NameOrder.sorted(candidates.filter { !$0.photo.label.isEmpty }) { $0.photo.source }
    let matched = try MatchedCorrections(
      corrections, photos: own.map(\.photo), numbers: collector.numbers, classes: collector.classes,
      root: root
    ) { own[$0].sha256 }
    var verdicts: [Int: MatchedCorrections.Verdict] = [:]
    for (index, verdict) in matched.verdicts { verdicts[own[index].number] = verdict }
    return (verdicts, matched.warnings)
  }
}

extension PhotoConverter.Outcome {
  /// The SHA-256 of the photo's file; nil if it has none.
  fileprivate var sha256: SHA256Digest? {
    switch self {
    case .converted(let photo): photo.sha256
    case .rejected(_, let sha256): sha256
    }
  }
}
