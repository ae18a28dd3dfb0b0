internal import ArgumentParser
internal import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import Processors
internal import Reporting
internal import Wording
internal import Workflows

struct ChartCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chart",
    abstract: "Draw one chart of a report into a file, for papers and slides: SVG or PNG.",
    discussion: """
      Shows the very numbers of 'fmbuild report'. The ending of --out decides the format: .svg for papers and for programs \
      that draw, .png for all others.

        fmbuild chart data classes --out classes.svg
        fmbuild chart data confusion --model model --out confusion.png
        fmbuild chart data intensity --against other --theme dark --out levels.png
        fmbuild chart model curves --out curves.svg

      Charts:

      \(list)

      Exit codes: 0 done; 2 something could not be read or written; 64 wrong usage; 130 interrupted.
      """)

  @Argument(
    help: ArgumentHelp(
      "The dataset's folder, or what 'fmbuild import' reads; for curves, a model's folder is enough.",
      valueName: "dataset"))
  var dataset: String

  @Argument(help: ArgumentHelp("The chart, see above.", valueName: "chart"))
  var chart: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The file to write, .svg or .png. (default: the chart's name and .svg)", valueName: "file.svg|file.png")
  )
  var out: String?

  @Option(help: ArgumentHelp("A trained model, for the charts of predictions.", valueName: "folder"))
  var model: String?

  @Option(
    help: ArgumentHelp("Another dataset beside this one, for classes and intensity.", valueName: "dataset"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "The folder with the photos, for stages; looked for beside the dataset unless named.",
      valueName: "folder"))
  var photos: String?

  @Option(help: ArgumentHelp("Only this split: train, validation or test.", valueName: "split"))
  var split: Split?

  @Option(
    help: ArgumentHelp(
      "Decides which images are drawn, for map and predictions. (default: 0)", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("The colours: light or dark.", valueName: "theme"))
  var theme: Theme = .light

  @Option(help: ArgumentHelp("Pixels of a PNG for each unit of the SVG. (default: 2)", valueName: "1…8"))
  var scale: Int?

  @Flag(help: "Replace a file that is there and was not drawn by this program.")
  var overwrite = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  enum Theme: String, ExpressibleByArgument, CaseIterable {
    case light, dark

    fileprivate var palette: ChartPalette { self == .light ? .light : .dark }
  }

  private enum Format: String, CaseIterable {
    case svg, png
  }

  private static let defaultScale = 2
  private static let largestPixelCount = 200_000_000

  private static var list: String {
    let width = ChartCatalogue.all.map(\.name.count).max() ?? 0
    return ChartCatalogue.all.map { kind in
      let needs = kind.needs.map { " (\($0.flag))" }.joined()
      return
        "  \(kind.name)\(String(repeating: " ", count: width - kind.name.count))  \(kind.summary)\(needs)"
    }.joined(separator: "\n")
  }

  func validate() throws {
    guard !dataset.isEmpty, out != "" else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
    guard let kind = ChartCatalogue.kind(named: chart) else {
      throw ValidationError(ChartCatalogue.message(aboutUnknown: chart))
    }
    guard let format else {
      throw ValidationError(
        "\(target): a chart is an .svg or a .png file; give --out one of these endings, as in '\(kind.name).svg'."
      )
    }
    if let missing = kind.needs.first(where: { !given.contains($0) }) {
      throw ValidationError("\(kind.name) needs \(missing.usage); add it.")
    }
    if let stray = given.first(where: { !(kind.needs + kind.takes).contains($0) }) {
      let others = ChartCatalogue.all.filter { ($0.needs + $0.takes).contains(stray) }.map(\.name)
      throw ValidationError(
        "\(stray.flag) is for \(others.joined(separator: ", ")), not for \(kind.name); leave it out.")
    }
    guard scale == nil || format == .png else {
      throw ValidationError("--scale is for .png files; an .svg has any size without it.")
    }
    guard (1...8).contains(scale ?? 1) else {
      throw ValidationError("--scale takes 1 to 8; you gave \(scale ?? 1).")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      guard let kind = ChartCatalogue.kind(named: chart), let format else { return }
      let place = try OutputPlace(target, format == .svg ? .drawing : .picture, overwrites: overwrite)
      let status = StatusLine(isQuiet: quiet)
      defer { status.finish() }
      let source = source(status)
      let chart = try await cancellableBySignals { try await kind.chart(of: source) }
      guard !chart.parts.contains(.empty) else {
        throw DatasetError(
          .invalidInput,
          "\(dataset): there is nothing to draw as \(kind.name); 'fmbuild verify \(dataset)' says more")
      }
      let drawing = ChartDrawing(chart.parts, pictures: chart.pictures, palette: theme.palette)
      status.show("drawing \(target)")
      let size = try write(drawing, as: format, to: place)
      status.finish()
      guard !quiet else { return }
      try Output.result("\(printable(target)): \(kind.name), \(size)")
    }
  }

  private var target: String { out ?? "\(ChartCatalogue.kind(named: chart)?.name ?? chart).svg" }

  private var format: Format? {
    let name = target.lowercased()
    return Format.allCases.first { name.hasSuffix(".\($0.rawValue)") && name.count > $0.rawValue.count + 1 }
  }

  /// The options that were given.
  private var given: [ChartOption] {
    ChartOption.allCases.filter { option in
      switch option {
      case .model: model != nil
      case .against: against != nil
      case .photos: photos != nil
      case .split: split != nil
      case .seed: seed != nil
      }
    }
  }

  private func source(_ status: StatusLine) -> ChartSource {
    var source = ChartSource(
      dataset, threadCount: Processors.count, report: { status.show($0) }, notice: { Output.message($0) })
    source.model = model
    source.reference = against
    source.photos = photos
    source.split = split
    source.seed = seed ?? 0
    return source
  }

  /// Writes the file.
  ///
  /// - Returns: its size in words.
  private func write(_ drawing: ChartDrawing, as format: Format, to place: OutputPlace) throws -> String {
    switch format {
    case .svg:
      try place.write(try drawing.svg())
      return "\(Int(drawing.width.rounded())) by \(Int(drawing.height.rounded())) units"
    case .png:
      let size = drawing.size(scale: scale ?? Self.defaultScale)
      guard size.pixelCount <= Self.largestPixelCount else {
        throw DatasetError(
          .invalidInput,
          "\(target): the picture would have \(size) pixels; take less with --scale, or write an .svg")
      }
      let unknown = drawing.charactersWithoutGlyph
      if !unknown.isEmpty, !quiet {
        let shown = printable(String(unknown.prefix(10))) + (unknown.count > 10 ? "…" : "")
        Output.message(
          "\(target): letters that the program has no drawing of are boxes in the picture (\(shown)); an .svg file has them"
        )
      }
      try place.write(try ImageEncoder.png(drawing.image(scale: scale ?? Self.defaultScale)))
      return "\(size) pixels"
    }
  }
}
