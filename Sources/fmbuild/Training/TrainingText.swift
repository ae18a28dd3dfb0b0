internal import Training
internal import Wording
internal import Workflows

/// The text output of `train` after a training.
struct TrainingText {
  private let outcome: TrainingOutcome

  init(_ outcome: TrainingOutcome) { self.outcome = outcome }

  var lines: [String] {
    let scores = outcome.test
    let interval = scores.accuracy.interval
    var lines = classLines(scores)
    lines += [""] + confusionLines(scores.confusion) + confusedLines(scores.confusion)
    lines += [
      "",
      "test accuracy \(decimal(scores.accuracy.value, 4)), 95% confidence interval \(decimal(interval.lower, 4)) to \(decimal(interval.upper, 4)) "
        + "(\(counted(scores.accuracy.total, "image"))); balanced \(decimal(scores.balancedAccuracy, 4)), macro F1 \(decimal(scores.macroF1, 4))",
    ]
    if let baselines = outcome.baselines {
      let figures = [
        ("majority", baselines.majority), ("softmax", baselines.softmax),
        ("5-NN", baselines.nearestNeighbours),
      ].map { "\($0) \(decimal($1.accuracy.value, 4))" }
      lines.append("on the same files: " + figures.joined(separator: ", "))
    }
    if let calibration = outcome.calibration { lines += calibrationLines(calibration) }
    if let transfer = outcome.transfer { lines += [""] + transferLines(transfer) }
    let verdict = outcome.verdict
    return lines + ["", verdict.headline] + verdict.details.map { "  " + $0 }
  }

  private func classLines(_ scores: Scores) -> [String] {
    var table = TextTable([
      ("label", .right), ("class", .left), ("images", .right), ("precision", .right), ("recall", .right),
      ("F1", .right),
    ])
    for (label, scores) in scores.classes.enumerated() {
      func figure(_ value: Double?) -> String { value.map { decimal($0, 3) } ?? "-" }
      table.add([
        "\(label)", printable(outcome.data.classNames[label]), grouped(scores.recalled.total),
        figure(scores.precision),
        figure(scores.recall), figure(scores.f1),
      ])
    }
    return table.lines
  }

  /// Returns the confusion matrix as a table: rows are given labels, columns are predicted labels.
  private func confusionLines(_ confusion: ConfusionMatrix) -> [String] {
    // More than 20 columns do not fit on a terminal.
    guard confusion.classCount <= 20 else {
      return ["the confusion matrix has \(confusion.classCount) rows; see --json"]
    }
    var table = TextTable(
      [("given \\ predicted", .left)] + confusion.counts.indices.map { ("\($0)", .right) })
    for (label, row) in confusion.counts.enumerated() {
      table.add(
        ["\(label) \(printable(outcome.data.classNames[label]))"]
          + row.map { $0 == 0 ? "\u{B7}" : grouped($0) })
    }
    return table.lines
  }

  private func confusedLines(_ confusion: ConfusionMatrix) -> [String] {
    let pairs = confusion.confusions.prefix(5)
    guard !pairs.isEmpty else { return [] }
    let names = outcome.data.classNames
    let texts = pairs.map {
      "\(names[$0.given]) taken for \(names[$0.predicted]) \(counted($0.share.count, "time")) (\(percent($0.share.value)))"
    }
    return ["", "most confused: " + printable(texts.joined(separator: ", "))]
  }

  private func calibrationLines(_ measured: MeasuredCalibration) -> [String] {
    let calibration = measured.calibration
    let error = measured.reliability.expectedCalibrationError
    let images = counted(calibration.imageCount, "validation image")
    let fit =
      "calibrated on \(images), temperature \(decimal(calibration.temperature, 2)): expected calibration error "
      + "\(decimal(measured.errorBefore, 3)) before, \(decimal(error, 3)) after"
    guard let threshold = calibration.unsureBelow else {
      return [
        fit,
        "predict calls every prediction unsure: at no probability do the \(images) show that "
          + "\(Int(100 * Calibration.target))% are right",
      ]
    }
    return [
      fit,
      "predict says unsure below \(Int((100 * threshold).rounded()))%: \(grouped(measured.surer.total)) of "
        + "\(counted(measured.testImageCount, "test image")) are surer, \(percent(measured.surer.value)) of them right",
    ]
  }

  private func transferLines(_ transfer: Transfer) -> [String] {
    let accuracy = transfer.scores.accuracy
    var table = TextTable([("class", .left), ("images", .right), ("recall", .right), ("mirrored", .right)])
    for (label, scores) in transfer.scores.classes.enumerated() where scores.recalled.total > 0 {
      table.add([
        printable(outcome.data.classNames[label]), grouped(scores.recalled.total),
        percent(scores.recalled.value),
        percent(transfer.mirrored.classes[label].recalled.value),
      ])
    }
    let share = "\(percent(accuracy.value)) of \(counted(accuracy.total, "image")) recognised"
    var lines = [
      "on \(printable(transfer.folder)): \(share), mirrored \(percent(transfer.mirrored.accuracy.value))", "",
    ]
    lines += table.lines
    let turned = transfer.classesBetterMirrored.map { outcome.data.classNames[$0] }
    if !turned.isEmpty {
      lines += [
        "",
        "recognised better mirrored, so these classes point the other way there: "
          + printable(turned.joined(separator: ", ")),
      ]
    }
    return lines + ["", "predictions:"] + confusionLines(transfer.scores.confusion)
  }
}
