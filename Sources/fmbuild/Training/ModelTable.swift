internal import DatasetBuilding
internal import Training

/// A network's layers, shapes and parameters.
struct ModelTable {
  let lines: [String]

  init(_ model: ModelDescription, input: Shape) throws(TrainingError) {
    var table = TextTable([(model.name, .left), ("output", .right), ("parameters", .right)])
    table.add(["input", "\(input)", ""])
    for row in try model.rows(input: input) {
      let indentation = String(repeating: "  ", count: row.depth)
      table.add([
        indentation + row.layer.summary, "\(row.output)",
        row.parameterCount > 0 ? grouped(row.parameterCount) : "",
      ])
    }
    table.add(["", "", grouped(try model.parameterCount(input: input))])
    lines = table.lines
  }
}

extension LayerDescription {
  /// The name with what sets the layer apart.
  fileprivate var summary: String {
    switch self {
    case .convolution(_, let side, let stride, let padding, _):
      "convolution \(side)x\(side)" + (stride > 1 ? ", stride \(stride)" : "")
        + (padding > 0 ? ", padding \(padding)" : "")
    case .maximumPooling(let side), .averagePooling(let side): "\(name) \(side)x\(side)"
    case .dropout(let rate): "dropout \(percent(rate))"
    default: name
    }
  }
}
