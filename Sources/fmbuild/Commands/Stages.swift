internal import ArgumentParser
internal import Configuration
internal import Conversion
internal import FileSystem
internal import IDX
internal import ImageCodecs
internal import Reporting
internal import Wording
internal import Workflows

struct Stages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "Show what each stage of a pipeline makes of a photo.",
    discussion: """
      Writes one picture: a row for each photo, in it a tile for each stage, as in Figure 1 of the Fashion-MNIST paper. \
      What is trimmed is framed.

        fmbuild stages shoe.jpg bag.png --out strip.png

      Exit codes: 0 done; 2 a photo could not be read or the picture could not be written; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("Photos, a row each.", valueName: "photo"))
  var photos: [String]

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("The PNG file to write.", valueName: "file.png"))
  var out: String = Self.defaultFile

  @Option(help: ArgumentHelp("A pipeline by name, or a YAML file.", valueName: "name|file"))
  var pipeline: String = PipelineLibrary.defaultName

  @Option(help: ArgumentHelp("Width and height of a tile in pixels.", valueName: "28…1024"))
  var tile: Int = 168

  @Flag(help: "Replace a file that is there and is no picture of this program.")
  var overwrite = false

  static let defaultFile = "stages.png"

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard (28...1024).contains(tile) else {
      throw ValidationError("--tile takes 28 to 1024 pixels; you gave \(tile).")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let place = try OutputPlace(out, .picture, overwrites: overwrite)
      if let target = FileIdentity(out), let photo = photos.first(where: { FileIdentity($0) == target }) {
        throw ValidationError("--out names the photo \(photo), which is not touched; name another file.")
      }
      let pipeline = try PipelineLibrary.pipeline(pipeline)
      var tracer = PhotoTracer(MapSettings(pipeline: pipeline, jobCount: 1))
      var traced: [PhotoStages] = []
      for photo in photos { traced.append(try tracer.trace(file: photo).stages) }
      try place.write(try ImageEncoder.png(StageStrip(traced, tileSide: tile).image()))
      let names = traced[0].tiles.map(\.name)
      try Output.result(
        "\(printable(out)): \(counted(photos.count, "photo")) in \(counted(names.count, "stage")): \(names.joined(separator: ", "))"
      )
    }
  }
}
