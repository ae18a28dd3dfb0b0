internal import ArgumentParser
internal import DatasetFormat
internal import IDX
internal import ImageCodecs
internal import ImageCore
internal import Reporting
internal import Training
internal import Wording
internal import Workflows

struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show images of a dataset in the terminal, and how they were made.",
    discussion: """
      Takes any dataset in MNIST format. An image is named by its index: 17 or train:17, test:17. In colours where the \
      terminal says that it has them, in ASCII elsewhere.

        fmbuild show data 17 test:3
        fmbuild show data --class Sneaker --random 6
        fmbuild show data 17 --png image.png --scale 8
        fmbuild show data 17 --trace

      --trace finds the image's photo, puts it through the recorded pipeline again and draws every stage.

      Exit codes: 0 done; 1 --trace made other bytes than the image's; 2 could not do it; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @Argument(
    help: ArgumentHelp(
      "The images to show, such as 17 or test:17. (default: the first four)", valueName: "index"))
  var examples: [ImageArgument] = []

  @OptionGroup(title: "Which images") var choice: ImageChoice

  @Flag(help: "Characters instead of colours.")
  var ascii = false

  @Option(help: ArgumentHelp("Write the one image that is shown as a picture.", valueName: "file.png"))
  var png: String?

  @Option(help: ArgumentHelp("How many pixels wide and high a pixel becomes in --png.", valueName: "1…64"))
  var scale: Int?

  @Flag(help: "Make the images again from their photos, and draw every stage.")
  var trace = false

  @Option(
    help: ArgumentHelp(
      "Where the photos are for --trace, which checks their SHA-256. (default: looked for around the dataset)",
      valueName: "folder"))
  var photos: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The PNG file that --trace writes. (default: \(Self.defaultTraceFile))", valueName: "file.png"))
  var out: String?

  @Flag(help: "Replace a file that is there and is no picture of this program.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of pictures.")
  var json = false

  private static let defaultTraceFile = "trace.png"

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard examples.isEmpty || (choice.classes.isEmpty && choice.random == nil) else {
      throw ValidationError("An index names an image already; leave --class and --random out.")
    }
    guard png != nil || scale == nil else {
      throw ValidationError(
        "--scale is for the picture that --png FILE writes; name it, or leave --scale out.")
    }
    if let scale, !(1...64).contains(scale) {
      throw ValidationError("--scale takes 1 to 64; you gave \(scale).")
    }
    guard trace || (photos == nil && out == nil) else {
      throw ValidationError("--photos and --out are for --trace; add it, or leave them out.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let pngPlace = try png.map {
        try OutputPlace($0, .picture, overwrites: overwrite, option: "--png")
      }
      let tracePlace = trace ? try OutputPlace(traceFile, .picture, overwrites: overwrite) : nil
      let dataset = try await DatasetReader.read(dataset)
      dataset.unreadSplitMessages.forEach(Output.message)
      let positions = try choice.positions(in: dataset, named: examples)
      if png != nil, positions.count != 1 {
        throw ValidationError(
          "--png writes one image, and \(positions.count) are shown; name one, such as 17.")
      }
      let traced = try tracePlace.map { try self.traced(positions, in: dataset, to: $0) } ?? []
      let facts = positions.map { ImageFacts($0, in: dataset) }
      try Output.result(
        json
          ? try JSONText.encode(ShownImages(dataset, facts, traced: trace ? traced : nil))
          : pictures(facts, in: dataset).joined(separator: "\n"))
      if let pngPlace {
        let picture = try dataset.part(of: positions[0]).picture(of: positions[0].index)
        let shown = picture.enlarged(by: scale ?? 1)
        try pngPlace.write(try ImageEncoder.png(shown))
        if !json { try Output.result("\(printable(pngPlace.path)): \(positions[0]), \(shown.size)") }
      }
      if trace, !json {
        for example in traced { try Output.result(TraceText.lines(example).joined(separator: "\n")) }
        try Output.result("\(printable(traceFile)): \(counted(traced.count, "photo")), stage by stage")
      }
      if traced.contains(where: { $0.differingByteCount > 0 }) { throw ExitCode.findings }
    }
  }

  private var traceFile: String { out ?? Self.defaultTraceFile }

  private func traced(
    _ positions: [ExamplePosition], in dataset: Dataset, to place: OutputPlace
  ) throws -> [ExampleTracer.Result] {
    var tracer = try ExampleTracer(dataset, photos: photos)
    var traced: [ExampleTracer.Result] = []
    for position in positions { traced.append(try tracer.trace(position)) }
    try place.write(try ImageEncoder.png(StageStrip(traced.map(\.stages)).image()))
    return traced
  }

  private func pictures(_ facts: [ImageFacts], in dataset: Dataset) throws -> [String] {
    let style = ascii ? .ascii : TerminalPicture.Style.ofResults
    let columnCount = Output.resultColumnCount ?? 80
    // Pictures side by side need a narrower form, with half the characters.
    let isCompact = facts.count > 1
    let entries = try facts.map { example in
      let picture = try dataset.part(of: example.position).picture(of: example.position.index)
      return PictureRows.Entry(
        picture: TerminalPicture(
          picture, style: style, columnLimit: columnCount, isCompact: isCompact),
        captions: example.lines)
    }
    return PictureRows.lines(entries, columnCount: columnCount)
  }
}
