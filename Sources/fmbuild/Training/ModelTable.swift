internal import Training
internal import Wording

/// A table of a network's layers, their output shapes and parameters.
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
  /// The layer's name with its main settings.
  fileprivate var summary: String {
    switch self {
    case .convolution(_, let size, let stride, let padding, _):
      "convolution \(size)x\(size)" + (stride > 1 ? ", stride \(stride)" : "")
        + (padding > 0 ? ", padding \(padding)" : "")
    case .maximumPooling(let size), .averagePooling(let size): "\(name) \(size)x\(size)"
    case .dropout(let rate): "dropout \(percent(rate))"
    default: name
    }
  }
}
