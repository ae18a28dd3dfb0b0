internal import Synchronization
internal import Training
internal import Wording
internal import Workflows

/// Shows the progress of a training: a line for each epoch, and on a terminal the progress within the epoch.
final class TrainingProgress: Sendable {
  private struct State {
    /// The time when the first step of the training was done.
    var start: ContinuousClock.Instant?
    var hasHeading = false
  }

  private let isQuiet: Bool
  private let line: StatusLine
  private let state = Mutex(State())

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    line = StatusLine(isQuiet: isQuiet)
  }

  func show(_ event: TrainingSession.Event) {
    guard !isQuiet else { return }
    switch event {
    case .network(let model, let input):
      // A network whose shapes do not fit is reported by the training itself.
      if let table = try? ModelTable(model, input: input) { table.lines.forEach(Output.message) }
    case .images(let train, let validation, let test, let isOwnValidation, let threadCount):
      let origin = isOwnValidation ? " (the dataset's validation split)" : ""
      Output.message(
        "\(counted(train, "image")) to train with, \(grouped(validation)) for validation\(origin), "
          + "\(grouped(test)) to test, \(counted(threadCount, "thread"))")
    case .training(let event, let epochCount): show(event, epochCount: epochCount)
    case .step(let text): line.show(text)
    }
  }

  private func show(_ event: Trainer.Event, epochCount: Int) {
    let now = ContinuousClock.now
    let start = state.withLock { state in
      state.start = state.start ?? now
      return state.start ?? now
    }
    switch event {
    case .progress(let epoch, let doneCount, let totalCount):
      line.showAtTimes {
        let done = Double(epoch - 1) + Double(doneCount) / Double(max(1, totalCount))
        let left = (now - start) / .seconds(1) / max(done, 1e-9) * (Double(epochCount) - done)
        return
          "epoch \(epoch) of \(epochCount): \(grouped(doneCount)) of \(counted(totalCount, "image")), \(ProgressLine.duration(left)) left"
      }
    case .epoch(let epoch):
      line.finish()
      let isFirst = state.withLock { state in
        defer { state.hasHeading = true }
        return !state.hasHeading
      }
      if isFirst { Output.message("epoch    loss  accuracy  validation: loss  accuracy  images/s  left") }
      Output.message(text(epoch, epochCount: epochCount, elapsed: (now - start) / .seconds(1)))
    }
  }

  func finish() { line.finish() }

  private func text(_ epoch: Trainer.Epoch, epochCount: Int, elapsed: Double) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let left = elapsed / Double(epoch.number) * Double(epochCount - epoch.number)
    return padded("\(epoch.number)", 5) + padded(decimal(epoch.loss, 4), 8)
      + padded(decimal(epoch.accuracy, 4), 10)
      + padded(epoch.validationLoss.map { decimal($0, 4) } ?? "-", 18)
      + padded(epoch.validationAccuracy.map { decimal($0, 4) } ?? "-", 10)
      + padded(grouped(Int(epoch.imagesPerSecond)), 10) + "  " + ProgressLine.duration(left)
  }
}
