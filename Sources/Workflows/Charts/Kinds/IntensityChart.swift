internal import DatasetFormat
internal import FileSystem
internal import Reporting
internal import Verification

/// The levels of the pixels.
struct IntensityChart: ChartKind {
  let name = "intensity"
  let summary = "how many pixels have which level, with the greys below"
  let takes: [ChartOption] = [.split, .against]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    let levels = try await LevelCounts(source.splits(of: dataset)).counts
    var reference: (name: String, levels: [Int])?
    if let other = try await source.referenceDataset() {
      reference = (folderName(of: other.root), try await LevelCounts(source.splits(of: other)).counts)
    }
    return Chart(parts: [
      Histogram(levels: levels, of: folderName(of: dataset.root), reference: reference).svg
    ])
  }
}
