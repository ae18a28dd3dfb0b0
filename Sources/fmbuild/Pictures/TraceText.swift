internal import DatasetBuilding
internal import Reporting

/// What `show --trace` says of an item: a line a stage, and whether the item came out again.
enum TraceText {
  static func lines(_ item: ItemTracer.Result) -> [String] {
    var table = TextTable([("stage", .left), ("makes", .left), ("with", .left)])
    for tile in item.stages.tiles { table.add([tile.name, tile.size, tile.parameters]) }
    return ["", "\(item.position): \(printable(item.photo))"] + table.lines.map { "  " + $0 } + [
      verdict(item)
    ]
  }

  private static func verdict(_ item: ItemTracer.Result) -> String {
    item.differingByteCount == 0
      ? "  the last stage gives the item, all \(counted(item.byteCount, "byte"))"
      : "  the last stage gives another picture than the item: \(grouped(item.differingByteCount)) of "
        + "\(counted(item.byteCount, "byte")) differ; 'fmbuild verify --rebuild PHOTOS' says which items do"
  }
}
