package import Reporting
internal import Training
internal import Wording

extension BenchmarkDocument {
  /// The columns of the table.
  package static let columns: [(title: String, isNumber: Bool)] = [
    ("model", false), ("dataset", false), ("accuracy", true), ("95% interval", true), ("seconds", true),
    ("parameters", true),
  ]

  /// The cells of the table, a row for each model on each dataset.
  package var rows: [[String]] {
    results.map { result in
      [
        result.model, result.dataset, decimal(result.accuracy, 4),
        "\(decimal(result.interval.lower, 4)) to \(decimal(result.interval.upper, 4))",
        decimal(result.seconds, 1), result.parameters.map(grouped) ?? "",
      ]
    }
  }

  /// What has to be known to read the table, a sentence each.
  package var remarks: [String] {
    datasets.map { dataset in
      "\(dataset.name): \(counted(dataset.trainImages, "training image")), \(grouped(dataset.testImages)) to test, "
        + "\(counted(dataset.classes, "class", plural: "classes")) (\(dataset.folder))"
    } + publishedLines
  }

  /// The figures of others for the same models, a line each.
  private var publishedLines: [String] {
    let models = models
    return published.filter { models.contains($0.model) }.map { figure in
      "for comparison, \(figure.model) on \(figure.dataset): \(decimal(figure.accuracy, 4)) by \(figure.method) of \(figure.source)"
    }
  }

  /// The table and the chart for pages.
  package var table: BenchmarkTable {
    let bars = results.map { result in
      BenchmarkChart.Bar(
        model: result.model, dataset: result.dataset, accuracy: result.accuracy, lower: result.interval.lower,
        upper: result.interval.upper, isSubject: result.dataset == datasets.first?.name)
    }
    return BenchmarkTable(
      chart: BenchmarkChart(bars), columns: Self.columns, rows: rows, comparisons: comparisons,
      remarks: remarks)
  }
}
