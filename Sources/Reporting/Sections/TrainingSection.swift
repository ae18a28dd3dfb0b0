internal import Training
internal import Wording

/// The section that shows the training of a model and its results.
struct TrainingSection {
  let report: Report
  let model: Report.ModelEntry

  var section: PageSection {
    PageSection(
      id: "training", title: "Training: can it be learned?", shortTitle: "Training",
      body: """
        <p>Model <strong>\(model.name)</strong>, \(grouped(model.parameterCount)) parameters, from <code>\(model.folder)</code>, \
        tested on the \(counted(model.scores.accuracy.total, "test image")) of this dataset. \(origin)</p>
        \(comparison)\(curves)\(confusion)\(confused)<h3>By class</h3>
        \(classes)\(reliability)
        """)
  }

  private var origin: String {
    guard let origin = model.origin else { return "" }
    let turned = model.scores.classesBetterKnown(to: origin.mirrored).map { report.gallery.className($0) }
    let mirrored = percent(origin.mirrored.accuracy.value)
    return
      "It was trained on \(origin.dataset), not on these files. On their mirror images it reaches \(mirrored)"
      + (turned.isEmpty
        ? "; no class is better known mirrored."
        : "; better known mirrored, so that they point the other way here: \(turned.joined(separator: ", ")).")
  }

  private var comparison: Markup {
    let own = model.scores.accuracy
    let total = own.total
    let rows =
      [
        IntervalChart.Row(
          name: "model \(model.name)", value: own.value, lower: own.interval.lower, upper: own.interval.upper,
          isHighlighted: true)
      ]
      + model.baselines.map { name, accuracy in
        let interval = Proportion(Int((accuracy * Double(total)).rounded()), of: total).interval
        return IntervalChart.Row(name: name, value: accuracy, lower: interval.lower, upper: interval.upper)
      }
    return IntervalChart(
      title: model.baselines.isEmpty ? "Test accuracy" : "Test accuracy beside simpler means",
      valueTitle: "accuracy",
      rows: rows
    ).svg
  }

  private var curves: Markup {
    guard !model.epochs.isEmpty else { return .empty }
    let curves = TrainingCurves(model.epochs, baselines: model.baselines)
    return """
      <h3>Epoch by epoch</h3>
      <div class=pair>\(curves.loss)\(curves.accuracy)</div>

      """
  }

  private var confusion: Markup { confusionChart.svg }

  private var confusionChart: ConfusionChart {
    ConfusionChart(model.scores.confusion, classNames: report.gallery.classNames)
  }

  private var confused: Markup {
    let names = report.gallery.classNames
    let texts = model.scores.confusion.confusions.prefix(5).map {
      "\(names[$0.given]) taken for \(names[$0.predicted]) \(grouped($0.share.count)) times (\(percent($0.share.value)))"
    }
    guard !texts.isEmpty else { return "<p>No test image was classified wrongly.</p>\n" }
    guard !confusionChart.listsConfusions else { return .empty }
    return "<p>Most confused: \(texts.joined(separator: "; ")).</p>\n"
  }

  private var classes: Markup {
    func figure(_ value: Double?) -> Markup { .plain(value.map { decimal($0, 3) } ?? "–") }
    let rows = model.scores.classes.enumerated().map { label, scores -> [Markup] in
      let interval = scores.recalled.interval
      let cells: [Markup] = [
        .plain(report.gallery.className(label)), .plain(grouped(scores.recalled.total)),
        figure(scores.precision), figure(scores.recall),
        .plain(
          scores.recalled.total == 0 ? "" : "\(decimal(interval.lower, 3)) to \(decimal(interval.upper, 3))"),
        figure(scores.f1),
      ]
      return cells + (model.origin.map { [figure($0.mirrored.classes[label].recall)] } ?? [])
    }
    return .table(
      columns: [
        ("class", false), ("images", true), ("precision", true), ("recall", true), ("95% interval", true),
        ("F1", true),
      ] + (model.origin == nil ? [] : [("recall, mirrored", true)]), rows: rows)
  }
  /// The table of probabilities and what they are worth.
  private var reliability: Markup {
    guard let entry = model.reliability else { return .empty }
    let bins = entry.reliability.bins
    let rows = bins.filter { $0.right.total > 0 }.map { bin -> [Markup] in
      let interval = bin.right.interval
      return [
        .plain("\(percent(bin.lower)) to \(percent(bin.upper))"), .plain(grouped(bin.right.total)),
        .plain(percent(bin.meanProbability)), .plain(percent(bin.right.value)),
        .plain("\(percent(interval.lower)) to \(percent(interval.upper))"),
      ]
    }
    let error = decimal(entry.reliability.expectedCalibrationError, 3)
    let before = entry.errorBefore.map { ", \(decimal($0, 3)) before it" } ?? ""
    let origin =
      entry.calibration.map {
        "calibrated on \(counted($0.imageCount, "validation image")) with temperature \(decimal($0.temperature, 2)): "
          + "expected calibration error \(error)\(before)."
      } ?? "the network's own, not calibrated: expected calibration error \(error)."
    return """
      <h3>Are the probabilities true?</h3>
      <p>Of predictions with a probability of 80%, four in five should be right. The probabilities are \(origin) \(unsure)</p>
      \(ReliabilityChart(entry.reliability).svg)\(Markup.table(
        columns: [
          ("probability", false), ("test images", true), ("mean probability", true), ("right", true),
          ("95% interval", true),
        ], rows: rows))
      """
  }

  /// What `predict` would call unsure.
  private var unsure: String {
    guard let entry = model.reliability, let calibration = entry.calibration else { return "" }
    guard let threshold = calibration.unsureBelow else {
      return "predict calls every prediction of this model unsure."
    }
    return
      "predict says unsure below \(Int((100 * threshold).rounded()))%: \(grouped(entry.surer.total)) of "
      + "\(counted(model.scores.accuracy.total, "test image")) are surer, \(percent(entry.surer.value)) of them right."
  }
}
