internal import ArgumentParser
internal import DatasetFormat
internal import IDX
internal import ImageCodecs
internal import ImageCore
internal import Processors
internal import Reporting
internal import Training
internal import Verification
internal import Wording
internal import Workflows

struct Sprite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sprite",
    abstract: "Draw a contact sheet of a dataset: its classes, or what is wrong with it.",
    discussion: """
      Takes any dataset in MNIST format. Shows the first images of each class, three rows a class; or, with an option, the images \
      that a check of 'fmbuild verify' names, whose labels are doubtful, or that a model gets wrong.

        fmbuild sprite data
        fmbuild sprite data --class Shirt --class Coat
        fmbuild sprite data --finding near-duplicates --out twins.png
        fmbuild sprite data --suspects suspects.csv --count 100
        fmbuild sprite data --mistakes model --out mistakes.png

      Exit codes: 0 done; 1 there is no such image, and nothing was written; 2 could not do it; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The PNG file to write; one that is there is replaced.", valueName: "file.png"))
  var out: String = "sprite.png"

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp("Only this class; may be given several times.", valueName: "name|number"))
  var classes: [String] = []

  @Option(help: ArgumentHelp("Only this split: train, validation or test.", valueName: "split"))
  var split: Split?

  @Option(
    help: ArgumentHelp(
      "Rows of each class. (default: 3, fewer where there are many classes)", valueName: "1…100"))
  var rows: Int?

  @Option(
    help: ArgumentHelp(
      "How many pixels wide and high a pixel becomes. (default: 2, more where captions need it)",
      valueName: "1…16"))
  var scale: Int?

  @Option(
    help: ArgumentHelp(
      "The images that a check names, such as near-duplicates; 'fmbuild checks' lists them.",
      valueName: "check"))
  var finding: String?

  @Option(
    help: ArgumentHelp(
      "The most doubtful labels of a file that 'fmbuild train --suspects' wrote.", valueName: "file.csv"))
  var suspects: String?

  @Option(
    help: ArgumentHelp(
      "What the model in this folder gets wrong in test (or --split), the most certain first.",
      valueName: "folder"))
  var mistakes: String?

  @Option(
    help: ArgumentHelp(
      "Images of --finding, --suspects or --mistakes. (default: 60)", valueName: "1…2000"))
  var count: Int?

  @Flag(help: "Replace a file that is there and is no picture of this program.")
  var overwrite = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    let choices = [("--finding", finding), ("--suspects", suspects), ("--mistakes", mistakes)].filter {
      $0.1 != nil
    }
    guard choices.count <= 1 else {
      let names = choices.map(\.0).joined(separator: " and ")
      throw ValidationError("\(names) exclude each other: a sheet shows one of them.")
    }
    guard count == nil || choices.count == 1 else {
      throw ValidationError("--count is for --finding, --suspects and --mistakes; classes have --rows.")
    }
    guard rows == nil || choices.isEmpty else {
      throw ValidationError("--rows is for classes; with \(choices[0].0) say how many images with --count.")
    }
    for (name, value, range) in [
      ("--rows", rows, 1...100), ("--scale", scale, 1...16), ("--count", count, 1...2000),
    ] {
      guard let value, !range.contains(value) else { continue }
      throw ValidationError("\(name) takes \(range.lowerBound) to \(range.upperBound); you gave \(value).")
    }
    if let finding {
      do throws(VerificationError) {
        _ = try FindingImages.policy(for: finding)
      } catch {
        throw ValidationError(error.message)
      }
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let place = try OutputPlace(out, .picture, overwrites: overwrite)
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      status.show("reading \(dataset)")
      let dataset = try await DatasetReader.read(dataset)
      try dataset.checkForExamples()
      if let split { try dataset.checkExistence(of: split) }
      dataset.unreadSplitMessages.forEach(Output.message)
      let filter = SheetFilter(
        dataset: dataset, classes: try ClassSelection(classes, in: dataset), split: split, count: count ?? 60)
      guard let sheet = try await sheet(filter, status) else {
        status.finish()
        Output.message("\(dataset.root): \(nothing); \(out) was not written")
        throw ExitCode.findings
      }
      try checkSize(sheet)
      status.show("drawing \(out)")
      try place.write(try ImageEncoder.png(sheet.image()))
      status.finish()
      guard !quiet else { return }
      let exampleCount = sheet.bands.reduce(0) { $0 + $1.tiles.count }
      try Output.result(
        "\(printable(out)) shows \(counted(exampleCount, "image")); \(printable(sheet.heading))")
      for heading in sheet.bands.compactMap(\.heading) { try Output.result(printable(heading)) }
    }
  }

  /// - Returns: the sheet; nil if there is nothing to show.
  private func sheet(
    _ filter: SheetFilter, _ status: StatusLine
  ) async throws -> ContactSheet? {
    var groups: [SheetImages] = []
    if let finding {
      groups = try await FindingImages.groups(of: finding, filter) { event in
        if case .checking(let id, _, _) = event { status.show("looking for \(id)") }
      }
    } else if let suspects {
      groups = try SuspectImages.group(suspects, filter).map { [$0] } ?? []
    } else if let mistakes {
      status.show("asking \(mistakes)")
      groups =
        try await MistakenImages.group(
          DatasetModel(mistakes, for: filter.dataset), filter,
          threadCount: Processors.count
        ).map { [$0] } ?? []
    } else {
      return try ClassSheet(
        dataset: filter.dataset, classes: filter.classes, split: split, rowCount: rows, scale: scale ?? 2
      ).sheet()
    }
    return groups.isEmpty ? nil : try CaptionSheet.sheet(groups, of: filter.dataset, scale: scale)
  }

  private var nothing: String {
    if let finding {
      return "'\(finding)' names no image" + (split == nil && classes.isEmpty ? "" : " of these")
    }
    if suspects != nil { return "no image of these is in the list of suspects" }
    return "the model gets nothing wrong"
  }

  private func checkSize(_ sheet: ContactSheet) throws(DatasetError) {
    let size = sheet.size
    guard size.pixelCount > 200_000_000 else { return }
    throw DatasetError(
      .invalidInput,
      "\(out): the sheet would have \(size) pixels; take less with --scale, --rows or --count")
  }
}
