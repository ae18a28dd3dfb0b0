internal import DatasetFormat
internal import FileSystem
internal import Reporting

/// The number of images of each class.
struct ClassesChart: ChartKind {
  let name = "classes"
  let summary = "how many images each class has, by split"
  let takes: [ChartOption] = [.split, .against]

  func chart(of source: ChartSource) async throws -> Chart {
    let dataset = try await source.dataset()
    guard let reference = try await source.referenceDataset() else {
      return Chart(parts: [
        BarChart(
          imagesOf: DatasetSummary(dataset), labels: dataset.labelsInUse,
          splits: source.splits(of: dataset).map(\.split)
        ).svg
      ])
    }
    let pairs = ClassMatching(dataset, reference).pairs
    guard !pairs.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "\(reference.root): none of its classes is a class of \(dataset.root); leave --against out, or name another dataset"
      )
    }
    func counts(_ dataset: Dataset, _ label: (ClassMatching.Pair) -> Int) -> [Int] {
      let parts = source.splits(of: dataset).map { ClassCounts($0, classCount: dataset.classCount) }
      return pairs.map { pair in parts.reduce(0) { $0 + $1[label(pair)] } }
    }
    return Chart(parts: [
      BarChart(
        title: "Images of each class", classNames: pairs.map(\.name),
        series: [
          BarChart.Series(name: folderName(of: dataset.root), counts: counts(dataset, \.label)),
          BarChart.Series(name: folderName(of: reference.root), counts: counts(reference, \.referenceLabel)),
        ], arrangement: .grouped
      ).svg
    ])
  }
}
