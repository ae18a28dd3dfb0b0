internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Sorting
internal import Wording
internal import Workflows

struct SortCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sort",
    abstract: "Give a heap of photos labels: a page to sort them on, in groups by likeness.",
    discussion: """
      For photos without class folders. Writes one HTML file that needs no network and no other file: the photos in groups by \
      likeness, or by what a model proposes. Name groups, put strays right, and save labels.csv, which 'fmbuild convert \
      --labels' takes; --apply makes class folders of it. The photos themselves are never moved or changed.

        fmbuild sort photos --classes Shirt,Shoe,Bag
        fmbuild sort photos --model model --labels labels.csv
        fmbuild sort photos --apply labels.csv --out folders
        fmbuild sort data --suspects suspects.csv

      Exit codes: 0 done; 1 done, but some photos cannot be read; 2 could not do it; 64 wrong usage; 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder with the photos, at any depth; with --suspects the dataset's folder.", valueName: "photos"))
  var photos: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The file to write; further pages are numbered. With --apply the folder to make. (default: sort.html)",
      valueName: "file.html|folder"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "The classes in order, with commas between them; or fashion-mnist for its ten; or a file as 'convert --classes' takes it. More can be added on the page.",
      valueName: "names|file.yaml"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "Former work to go on with: labels.csv, corrections.csv or suspects.csv; may be given several times.",
      valueName: "file.csv"))
  var labels: [String] = []

  @Option(
    help: ArgumentHelp(
      "A trained model, which proposes a class for each photo; those that it is unsure of come first.",
      valueName: "folder"))
  var model: String?

  @Option(
    help: ArgumentHelp(
      "Show the photos of a dataset whose labels are doubtful, as 'fmbuild train --suspects' wrote them; saves corrections.csv.",
      valueName: "file.csv"))
  var suspects: String?

  @Option(
    name: .customLong("photos"),
    help: ArgumentHelp(
      "With --suspects, the folder with the dataset's photos; looked for beside the dataset unless named.",
      valueName: "folder"))
  var photoFolder: String?

  @Option(
    help: ArgumentHelp(
      "Make class folders by a saved table instead of a page: hard links, or copies where links are not possible; may be given several times.",
      valueName: "file.csv"))
  var apply: [String] = []

  @Option(help: ArgumentHelp("The pipeline whose images are compared.", valueName: "name|file"))
  var pipeline: String?

  @Option(
    help: ArgumentHelp(
      "The number of groups of a page. (default: the square root of twice the number of photos)",
      valueName: "number"))
  var groups: Int?

  @Option(help: ArgumentHelp("The most photos of a page; more photos give more pages.", valueName: "number"))
  var perPage = 5000

  @Flag(help: "List linked folders outside the folder of the photos as well.")
  var followLinks = false

  @Flag(help: "Replace a file that is there and is no page of this program.")
  var overwrite = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  static let defaultFile = "sort.html"

  func validate() throws {
    guard !photos.isEmpty, out != "" else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
    guard (1...20_000).contains(perPage) else {
      throw ValidationError("--per-page takes 1 to 20000 photos; you gave \(perPage).")
    }
    if let groups, !(1...10_000).contains(groups) {
      throw ValidationError("--groups takes 1 to 10000 groups; you gave \(groups).")
    }
    guard photoFolder == nil || suspects != nil else {
      throw ValidationError("--photos is for --suspects; name the folder of a heap without it.")
    }
    if !apply.isEmpty {
      guard out != nil else { throw ValidationError("--apply makes a folder; name it with --out.") }
      guard suspects == nil, model == nil, labels.isEmpty, classes == nil, groups == nil, pipeline == nil,
        !overwrite
      else {
        throw ValidationError(
          "--apply makes folders of a table, and no page; leave the options of pages out.")
      }
    }
    if suspects != nil {
      guard model == nil, labels.isEmpty, classes == nil, groups == nil, pipeline == nil else {
        throw ValidationError(
          "--suspects takes classes and proposals from the dataset and the file; leave --model, --labels, --classes, "
            + "--groups and --pipeline out.")
      }
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      if !apply.isEmpty { return try await makeFolders(at: out ?? "") }
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      if let suspects {
        let place = try OutputPlace(out ?? Self.defaultFile, .report, overwrites: overwrite)
        let (dataset, folder) = (photos, photoFolder)
        let page = try await cancellableBySignals {
          try await SuspectSorter.page(dataset: dataset, suspects: suspects, photos: folder) { text in
            status.showAtTimes { text }
          }
        }
        try place.write(page.html)
        return try finish([(page, place)], status)
      }
      var settings = PhotoSorter.Settings(photos: photos)
      settings.pipeline = pipeline
      settings.model = model
      settings.tables = labels
      settings.classes = try classNames()
      settings.groupCount = groups
      settings.pageLength = perPage
      settings.followsLinks = followLinks
      let sorter = try PhotoSorter(settings)
      if !quiet { sorter.notices.forEach(Output.message) }
      let places = try (0..<sorter.pageCount).map { number in
        try OutputPlace(pageName(number), .report, overwrites: overwrite)
      }
      let pages = try await cancellableBySignals {
        var pages: [(PhotoSorter.Page, OutputPlace)] = []
        for (number, place) in places.enumerated() {
          let page = try await sorter.page(number) { text in status.showAtTimes { text } }
          try Task.checkCancellation()
          try place.write(page.html)
          pages.append((page, place))
        }
        return pages
      }
      try finish(pages, status)
    }
  }

  /// Returns the name of the file of a page: `sort.html`, `sort-2.html`.
  private func pageName(_ number: Int) -> String {
    let name = out ?? Self.defaultFile
    guard number > 0 else { return name }
    let (stem, ending) = pathAndEnding(of: name)
    return "\(stem)-\(number + 1)\(ending)"
  }

  private func classNames() throws -> [String] {
    guard let classes else { return [] }
    if classes == ClassMap.Numbering.fashionMNIST.rawValue { return fashionMNISTClassNames }
    if FileIdentity(classes) != nil { return try ClassMap.reading(classes).classes.map(\.name) }
    let names = classes.split(separator: ",").map { composed(trimmed(String($0))) }.filter { !$0.isEmpty }
    let map = try ClassMap(labels: names, numbering: .sorted)
    guard !names.isEmpty, map.classes.count == names.count else {
      throw ValidationError(
        "--classes takes names with commas between them, each once; you gave '\(classes)'.")
    }
    return names
  }

  private func finish(
    _ pages: [(page: PhotoSorter.Page, place: OutputPlace)], _ status: StatusLine
  ) throws {
    status.finish()
    if !quiet { pages.flatMap(\.page.notices).forEach(Output.message) }
    let unreadable = pages.flatMap(\.page.unreadable)
    let shownCount = 5
    for photo in unreadable.prefix(shownCount) {
      Output.message("\(photo.path): \(photo.problem)")
    }
    if unreadable.count > shownCount {
      Output.message("\(counted(unreadable.count - shownCount, "other photo")) cannot be read either")
    }
    if !quiet {
      for (page, place) in pages {
        try Output.result(
          "\(printable(place.path)): \(counted(page.photoCount, "photo")) in \(counted(page.groupCount, "group")), "
            + "\(decimal(Double(page.html.utf8.count) / 1e6, 1)) MB, everything in one file; open it in a browser"
        )
      }
    }
    if !unreadable.isEmpty { throw ExitCode.findings }
  }

  private func makeFolders(at path: String) async throws {
    try SortApplication.check(path)
    let application = try SortApplication(
      photos: photos, tables: apply, skipping: path, followingLinks: followLinks)
    if !quiet { application.notices.forEach(Output.message) }
    let linkCount = try await cancellableBySignals { try application.write(to: path) }
    guard !quiet else { return }
    let width = application.counts.map(\.folder.count).max() ?? 0
    var lines = application.counts.map { count in
      let name = printable(count.folder)
      return "  \(name)\(String(repeating: " ", count: max(0, width - name.count)))  \(grouped(count.count))"
    }
    let copyCount = application.photoCount - linkCount
    lines.insert(
      "\(printable(path)): \(counted(application.photoCount, "photo")) in \(counted(application.counts.count, "folder")), "
        + (copyCount == 0
          ? "all hard links" : linkCount == 0 ? "all copies" : "\(grouped(copyCount)) of them copies"),
      at: 0)
    try Output.result(lines.joined(separator: "\n"))
  }
}
