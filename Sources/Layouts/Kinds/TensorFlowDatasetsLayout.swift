internal import Exporting

/// TFRecord files in the places of published datasets.
extension LayoutPlan {
  mutating func addTensorFlowDatasets(_ names: [String], in folder: String) throws(ExportError) {
    let format = try TFDSExport(ExportOptions([.published: names.joined(separator: ",")]))
    try addExport(format, of: dataset, in: folder, names: names)
  }
}
