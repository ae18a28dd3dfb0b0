package import DatasetFormat
package import Training
internal import Wording

// The charts of datasets and models with their titles: what a report shows and `fmbuild chart` draws.

extension BarChart {
  /// The number of images of some classes, by split.
  package init(imagesOf dataset: DatasetSummary, labels: [Int], splits: [Split]? = nil) {
    let parts = dataset.parts.filter { splits?.contains($0.split) ?? true }
    self.init(
      title: "Images of each class", classNames: labels.map { dataset.classNames[$0] },
      series: parts.map { part in
        Series(name: part.split.rawValue, counts: labels.map { part.classCounts[$0] })
      })
  }
}

extension Histogram {
  /// The levels of a dataset's pixels without the background, beside those of a reference.
  ///
  /// - Parameters:
  ///   - levels: the number of pixels of each level, 256.
  ///   - reference: the same of another dataset; nil for none.
  package init(levels: [Int], of name: String, reference: (name: String, levels: [Int])?) {
    self.init(
      title: "Levels of the pixels, the background (0) left out",
      dataset: Series(name: name, levelCounts: levels),
      reference: reference.map { Series(name: $0.name, levelCounts: $0.levels) }, leavesOutLevelZero: true)
  }
}

extension ScatterChart {
  /// A map of images.
  package init(mapOf points: [Point], classNames: [String]) {
    self.init(
      title: "\(counted(points.count, "image")) laid out by likeness", classNames: classNames, points: points)
  }
}

extension ConfusionChart {
  package init(_ confusion: ConfusionMatrix, classNames: [String]) {
    self.init(
      title: "Test images by the class given and the class predicted", classNames: classNames,
      counts: confusion.counts)
  }
}

extension ScoreChart {
  package init(_ scores: Scores, classNames: [String]) {
    let accuracy = scores.accuracy
    self.init(
      title: "Scores of each class",
      subtitle:
        "\(counted(accuracy.total, "test image")), accuracy \(percent(accuracy.value)), "
        + "macro F1 \(ValueFormat.score(scores.macroF1)). Whiskers are 95% intervals of the recall.",
      rows: zip(classNames, scores.classes).map { name, scores in
        let interval = scores.recalled.interval
        return Row(
          name: name, precision: scores.precision, recall: scores.recall, f1: scores.f1,
          interval: scores.recalled.total == 0 ? nil : interval.lower...interval.upper)
      })
  }
}

extension ReliabilityChart {
  package init(_ reliability: Reliability) {
    let count = reliability.bins.reduce(0) { $0 + $1.right.total }
    self.init(
      title: "Are the probabilities true?",
      subtitle:
        "\(counted(count, "test image")), expected calibration error "
        + "\(ValueFormat.score(reliability.expectedCalibrationError)). Whiskers are 95% intervals; on the dashed line, "
        + "probabilities are true.",
      points: reliability.bins.filter { $0.right.total > 0 }.map { bin in
        let interval = bin.right.interval
        return Point(
          probability: bin.meanProbability, share: bin.right.value, interval: interval.lower...interval.upper,
          count: bin.right.total)
      })
  }
}

/// The curves of a training: one chart of the loss and one of the accuracy, by epoch.
package struct TrainingCurves: Sendable {
  private let epochs: [Report.Epoch]
  private let baselines: [(name: String, accuracy: Double)]

  /// - Parameter baselines: the test accuracy of simpler methods, by name.
  package init(_ epochs: [Report.Epoch], baselines: [(name: String, accuracy: Double)]) {
    self.epochs = epochs
    self.baselines = baselines
  }

  package var loss: Markup { chart("Loss", "loss", .number, \.loss, \.validationLoss) }

  package var accuracy: Markup {
    chart("Accuracy", "accuracy", .share, \.accuracy, \.validationAccuracy)
  }

  private func chart(
    _ title: String, _ valueTitle: String, _ format: ValueFormat, _ training: (Report.Epoch) -> Double,
    _ validation: (Report.Epoch) -> Double?
  ) -> Markup {
    var series = [
      LineChart.Series(name: "training", points: epochs.map { .init(epoch: $0.number, value: training($0)) })
    ]
    let points = epochs.compactMap { epoch in
      validation(epoch).map { LineChart.Point(epoch: epoch.number, value: $0) }
    }
    if !points.isEmpty { series.append(LineChart.Series(name: "validation", points: points)) }
    return LineChart(
      title: title, valueTitle: valueTitle, format: format, series: series,
      references: format == .share
        ? baselines.map { LineChart.ReferenceLine(name: "\($0.name), test", value: $0.accuracy) } : []
    ).svg
  }
}
