internal import Reporting
internal import Wording
internal import Workflows

/// The text output of `show --trace` for an image: a line for each stage, and whether the result equals the image.
enum TraceText {
  static func lines(_ example: ExampleTracer.Result) -> [String] {
    var table = TextTable([("stage", .left), ("makes", .left), ("with", .left)])
    for tile in example.stages.tiles { table.add([tile.name, tile.size, tile.parameters]) }
    return ["", "\(example.position): \(printable(example.photo))"] + table.lines.map { "  " + $0 } + [
      verdict(example)
    ]
  }

  private static func verdict(_ example: ExampleTracer.Result) -> String {
    example.differingByteCount == 0
      ? "  the last stage gives the image, all \(counted(example.byteCount, "byte"))"
      : "  the last stage gives another picture than the image: \(grouped(example.differingByteCount)) of "
        + "\(counted(example.byteCount, "byte")) differ; 'fmbuild verify --rebuild PHOTOS' says which images do"
  }
}
