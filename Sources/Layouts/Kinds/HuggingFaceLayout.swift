internal import Exporting

/// Parquet files with a card in folders that are called as published datasets are on Hugging Face's hub.
extension LayoutPlan {
  mutating func addHuggingFace(_ names: [String], in folder: String) throws(ExportError) {
    let format = try ParquetExport(ExportOptions())
    try format.check(dataset)
    let dataset = dataset
    let top = names.compactMap { $0.split(separator: "/").first.map(String.init) }
    addContainer(in: folder, names: top, passCount: format.passCount) {
      try await format.write(dataset, inPlaceOf: names, to: $0)
    }
  }
}
