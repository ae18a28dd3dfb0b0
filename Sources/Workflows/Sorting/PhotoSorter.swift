internal import Configuration
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Processors
package import Sorting
internal import Training
internal import Wording

/// A heap of photos without class folders, made into pages on which a person sorts it.
package struct PhotoSorter: Sendable {
  package struct Settings: Sendable {
    /// The folder of the photos.
    package var photos: String
    /// The pipeline, by name or file, that makes the images that are compared.
    package var pipeline: String?
    /// The folder of a model that proposes classes; nil to group the photos by likeness.
    package var model: String?
    /// Tables with former work, the later ones counting where they differ.
    package var tables: [String] = []
    /// The names of the classes in order; empty for those of the model or the tables.
    package var classes: [String] = []
    /// The number of groups of each page; nil for one that suits it.
    package var groupCount: Int?
    /// The most photos of a page.
    package var pageLength = 5000
    package var followsLinks = false
    /// A folder among the photos that is none of the heap's, such as that of the pages.
    package var skipped: [String] = []

    package init(photos: String) { self.photos = photos }
  }

  /// A page, and what is to be told about it.
  package struct Page: Sendable {
    package let html: String
    package let photoCount: Int
    package let groupCount: Int
    package let unreadable: [UnreadablePhoto]
    /// What the user should know, which needs no action.
    package var notices: [String] = []
  }

  private let settings: Settings
  private let mapSettings: MapSettings
  private let paths: [String]
  private let model: ModelFolder?
  private let classes: [String]
  /// The decisions of former tables by the photo's index, and the groups that they give.
  private let former: [Int: Judgements.Entry]
  /// What the user should know, which needs no action.
  package let notices: [String]

  /// The greatest number of photos of a group by proposal, so that a group can be looked over.
  private static let largestGroup = 100
  /// The number of classes that are shown of a proposal.
  private static let shownProposalCount = 3

  /// Lists the photos, and reads the tables and the model.
  ///
  /// - Throws: `DatasetError` if there is no photo, or a table cannot be read or belongs to other photos,
  ///   `ConfigurationError` for an unknown pipeline, `TrainingError` for a damaged model.
  package init(_ settings: Settings) throws {
    let scan = try FolderScan(
      root: settings.photos, skipping: settings.skipped, followingLinks: settings.followsLinks)
    guard !scan.files.isEmpty else {
      throw DatasetError(
        .invalidInput, "\(settings.photos): there is no photo in this folder; name the one with your photos")
    }
    self.settings = settings
    paths = scan.files
    mapSettings = MapSettings(
      pipeline: try PipelineLibrary.pipeline(settings.pipeline ?? PipelineLibrary.defaultName),
      jobCount: Processors.count)
    model = try settings.model.map { path throws(TrainingError) in try ModelFolder(contentsOf: path) }
    var notices = PassedOver.lines(scan)
    notices += scan.rejectedPhotos.prefix(5).map { "\($0.source): \($0.detail)" }
    var former: [Int: Judgements.Entry] = [:]
    for table in settings.tables {
      let judgements = try Judgements(reading: table)
      let matches = try judgements.matches(paths, root: settings.photos)
      guard !matches.entries.isEmpty || judgements.entries.isEmpty else {
        throw DatasetError(
          .invalidInput,
          "\(table): none of its \(counted(judgements.entries.count, "line")) names a photo below \(settings.photos), "
            + "such as \(matches.missing.first?.path ?? "?"); name the folder that its paths begin in")
      }
      former.merge(matches.entries) { _, later in later }
      if let missing = matches.missing.first {
        notices.append(
          "\(counted(matches.missing.count, "line")) of \(table) \(matches.missing.count == 1 ? "names" : "name") no photo "
            + "below \(settings.photos), such as \(missing.path) (line \(missing.line)), and will not be in the new table"
        )
      }
    }
    self.former = former
    self.notices = notices
    classes = try Self.classes(settings, model: model, former)
  }

  package var photoCount: Int { paths.count }

  package var pageCount: Int { (paths.count + settings.pageLength - 1) / settings.pageLength }

  /// Returns the names of the classes: those that the user or the model gives, then further ones of the tables.
  private static func classes(
    _ settings: Settings, model: ModelFolder?, _ former: [Int: Judgements.Entry]
  ) throws(DatasetError) -> [String] {
    let given = settings.classes.isEmpty ? model?.classes ?? [] : settings.classes
    let labels = Set(former.values.compactMap { $0.decision.label })
    guard !given.isEmpty else {
      return labels.isEmpty ? [] : try ClassMap(labels: labels).classes.map(\.name)
    }
    let further = labels.filter { label in !given.contains { Spelling.isSame($0, label) } }
    return given + further.sorted()
  }

  private func number(of label: String) -> Int? {
    classes.firstIndex(of: label) ?? classes.firstIndex { Spelling.isSame($0, label) }
      ?? FashionMNISTName.label(of: label).flatMap { number in
        classes.firstIndex { FashionMNISTName.label(of: $0) == number }
      }
  }

  /// Makes a page.
  ///
  /// - Parameters:
  ///   - number: the number of the page, from 0.
  ///   - report: called with what is being done, from any thread.
  /// - Throws: `CancellationError`; what reading photos and asking the model throw.
  package func page(_ number: Int, report: @escaping @Sendable (String) -> Void) async throws -> Page {
    let start = number * settings.pageLength
    let range = start..<min(start + settings.pageLength, paths.count)
    let total = grouped(paths.count)
    let outcomes = try await HeapReader.read(
      Array(paths[range]), root: settings.photos, settings: mapSettings
    ) { report("reading photos: \(grouped(start + $0)) of \(total)") }
    var photos: [HeapPhoto] = []
    var places: [Int] = []
    var unreadable: [UnreadablePhoto] = []
    for (place, outcome) in zip(range, outcomes) {
      switch outcome {
      case .photo(let photo):
        photos.append(photo)
        places.append(place)
      case .unreadable(let photo): unreadable.append(photo)
      }
    }
    report("finding photos that are alike")
    let heap = try PhotoHeap(photos, groupCount: settings.groupCount)
    var entries = zip(places, heap.products).map { place, product in entry(place, product: product) }
    var groups = heap.groups.map { SortPage.Group(photos: $0) }
    if let model {
      let predictions = try await SortPredictions(model, pipeline: settings.pipeline).predictions(
        of: photos.map { settings.photos + "/" + $0.path }, report: report)
      for (index, prediction) in predictions.enumerated() {
        entries[index].proposals = prediction.ranked.prefix(Self.shownProposalCount).map {
          ($0, Double(prediction.probabilities[$0]))
        }
      }
      groups = Self.groups(of: predictions, entries, classes: model.classes)
    }
    try Task.checkCancellation()
    report("writing the page")
    var content = SortPage.Content()
    content.classes = classes
    (content.photos, content.entries, content.groups) = (photos, entries, groups)
    (content.number, content.count) = (number + 1, pageCount)
    content.folder = lastName(of: settings.photos) ?? settings.photos
    content.command =
      "fmbuild convert \(shellQuoted(settings.photos)) --labels \(content.table.fileName(page: content.number)) --out data"
    return Page(
      html: try SortPage(content).html, photoCount: photos.count, groupCount: groups.count,
      unreadable: unreadable,
      notices: notices(about: photos))
  }

  /// Returns one sentence if the pipeline does not suit the backgrounds of many photos.
  private func notices(about photos: [HeapPhoto]) -> [String] {
    let count = photos.count(where: \.isOnOtherBackground)
    guard Recipe.Pipeline(mapSettings.pipeline, file: nil).trimsWhiteBackground,
      Double(count) > BackgroundSurvey.tolerance * Double(photos.count)
    else { return [] }
    return [
      "\(grouped(count)) of \(counted(photos.count, "photo")) are not on a white background: "
        + "--pipeline \(PipelineLibrary.anyBackgroundName) gives better groups of them, and takes longer"
    ]
  }

  private func entry(_ place: Int, product: String?) -> SortPage.Entry {
    var entry = SortPage.Entry()
    entry.product = former[place]?.group ?? product
    switch former[place]?.decision {
    case .label(let label): entry.label = number(of: label)
    case .setAside: entry.label = SortPage.setAside
    case .proposal(let label): if let number = number(of: label) { entry.proposals = [(number, nil)] }
    case nil: break
    }
    return entry
  }

  /// Returns groups by proposed class: first the photos that the model is unsure of, in each group the least sure first.
  /// Photos that have a label already come last.
  private static func groups(of predictions: [Prediction], _ entries: [SortPage.Entry], classes: [String])
    -> [SortPage.Group]
  {
    let open = predictions.indices.filter { entries[$0].label == nil }
    var groups: [SortPage.Group] = []
    func add(_ name: String, _ photos: [Int]) {
      let count = (photos.count + largestGroup - 1) / largestGroup
      for part in 0..<count {
        let range = part * photos.count / count..<(part + 1) * photos.count / count
        groups.append(
          SortPage.Group(name: count > 1 ? "\(name), part \(part + 1)" : name, photos: Array(photos[range])))
      }
    }
    for isUnsure in [true, false] {
      for (label, name) in classes.enumerated() {
        let photos = open.filter {
          predictions[$0].label == label && predictions[$0].isUnsure == isUnsure
        }
        .sorted { ((predictions[$0].confidence ?? 0), $0) < ((predictions[$1].confidence ?? 0), $1) }
        add(isUnsure ? "Unsure: \(name)?" : "\(name)?", photos)
      }
    }
    add("No proposal", open.filter { predictions[$0].label == nil })
    add("Labelled before", predictions.indices.filter { entries[$0].label != nil })
    return groups
  }
}

extension Judgements.Decision {
  /// The label that the line gives or proposes; nil if it sets the photo aside.
  var label: String? {
    switch self {
    case .label(let label), .proposal(let label): label
    case .setAside: nil
    }
  }
}
