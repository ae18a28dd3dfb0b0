internal import ArgumentParser
internal import Configuration
internal import DatasetBuilding
internal import IDX
internal import ImageCodecs
internal import ImageCore
internal import ImageStages
internal import Reporting

struct Stages: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what each stage of a pipeline makes of a photo.",
    discussion: """
      Writes one picture: a row for each photo, in it a tile for each stage, as in Figure 1 of the Fashion-MNIST paper.

        fmbuild stages shoe.jpg bag.png --out strip.png
      """)

  @Argument(help: ArgumentHelp("Photos, a row each.", valueName: "photo"))
  var photos: [String]

  @Option(help: ArgumentHelp("The PNG file to write.", valueName: "file.png"))
  var out: String

  @Option(help: ArgumentHelp("A pipeline by name, or a YAML file.", valueName: "name|file"))
  var pipeline: String = PipelineLibrary.defaultName

  @Option(help: ArgumentHelp("Width and height of a tile in pixels.", valueName: "28…1024"))
  var tile: Int = 168

  func validate() throws {
    guard (28...1024).contains(tile) else {
      throw ValidationError("--tile takes 28 to 1024 pixels; you gave \(tile).")
    }
  }

  func run() async throws {
    try await reportingFailure {
      let pipeline = try PipelineLibrary.pipeline(pipeline)
      var decoder = PhotoDecoder()
      var rows: [[Image]] = []
      var names: [String] = []
      for photo in photos {
        let decoded = try decoder.decode(file: photo)
        var trace = Trace()
        var row: [Image] = []
        names = []
        _ = pipeline.item(from: decoded.image, trace: &trace) { name, picture in
          names.append(name)
          row.append(picture)
        }
        rows.append(row)
      }
      try OutputFile.write([try ImageEncoder.png(StageStrip(rows: rows, tileSide: tile).image())], to: out)
      try Output.result(
        "\(out): \(counted(photos.count, "photo")) in \(counted(names.count, "stage")): \(names.joined(separator: ", "))"
      )
    }
  }
}
