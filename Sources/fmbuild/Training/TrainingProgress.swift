internal import DatasetBuilding
internal import Synchronization
internal import Training

/// A line an epoch, and on a terminal how far the epoch has come.
final class TrainingProgress: Sendable {
  private struct State {
    var hasHeading = false
    var lastDrawn: ContinuousClock.Instant?
  }

  private let epochCount: Int
  private let isQuiet: Bool
  private let line: StatusLine
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(epochCount: Int, isQuiet: Bool) {
    self.epochCount = epochCount
    self.isQuiet = isQuiet
    line = StatusLine(isQuiet: isQuiet)
  }

  func show(_ event: Trainer.Event) {
    guard !isQuiet else { return }
    switch event {
    case .progress(let epoch, let doneCount, let totalCount):
      let now = ContinuousClock.now
      let isDue = state.withLock { state in
        guard now - (state.lastDrawn ?? start) >= .milliseconds(100) else { return false }
        state.lastDrawn = now
        return true
      }
      guard isDue else { return }
      let done = Double(epoch - 1) + Double(doneCount) / Double(max(1, totalCount))
      let left = (now - start) / .seconds(1) / max(done, 1e-9) * (Double(epochCount) - done)
      line.show(
        "epoch \(epoch) of \(epochCount): \(grouped(doneCount)) of \(counted(totalCount, "image")), \(ProgressLine.duration(left)) left"
      )
    case .epoch(let epoch):
      line.finish()
      let isFirst = state.withLock { state in
        defer { state.hasHeading = true }
        return !state.hasHeading
      }
      if isFirst { Output.message("epoch    loss  accuracy  validation: loss  accuracy  images/s  left") }
      Output.message(text(epoch))
    }
  }

  func finish() { line.finish() }

  private func text(_ epoch: Trainer.Epoch) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    let left = elapsed / Double(epoch.number) * Double(epochCount - epoch.number)
    return padded("\(epoch.number)", 5) + padded(decimal(epoch.loss, 4), 8)
      + padded(decimal(epoch.accuracy, 4), 10)
      + padded(epoch.validationLoss.map { decimal($0, 4) } ?? "-", 18)
      + padded(epoch.validationAccuracy.map { decimal($0, 4) } ?? "-", 10)
      + padded(grouped(Int(epoch.imagesPerSecond)), 10) + "  " + ProgressLine.duration(left)
  }
}
