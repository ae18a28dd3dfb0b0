internal import Synchronization
internal import Wording

/// The current step of a job as one line on a terminal; nothing is written elsewhere.
final class StatusLine: Sendable {
  private let isShown: Bool
  private let isDrawn = Mutex(false)
  private let lastDrawn = Mutex(ContinuousClock.now)

  init(isQuiet: Bool) { isShown = !isQuiet && Output.errorsAreOnTerminal }

  func show(_ text: String) {
    guard isShown else { return }
    isDrawn.withLock { isDrawn in
      Output.draw("\r\u{1B}[K" + String(printable(text).prefix(Output.columnCount - 1)))
      isDrawn = true
    }
  }

  /// Shows what changes all the time, ten times a second at most.
  func showAtTimes(_ text: () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    let isDue = lastDrawn.withLock { lastDrawn in
      guard now - lastDrawn >= .milliseconds(100) else { return false }
      lastDrawn = now
      return true
    }
    if isDue { show(text()) }
  }

  /// Removes the line, so that others can follow.
  func finish() {
    isDrawn.withLock { isDrawn in
      if isDrawn { Output.draw("\r\u{1B}[K") }
      isDrawn = false
    }
  }
}
