internal import Synchronization

/// What a job is doing, on a terminal; nothing elsewhere.
final class StatusLine: Sendable {
  private let isShown: Bool
  private let isDrawn = Mutex(false)

  init(isQuiet: Bool) { isShown = !isQuiet && Output.errorsAreOnTerminal }

  func show(_ text: String) {
    guard isShown else { return }
    isDrawn.withLock { isDrawn in
      Output.draw("\r\u{1B}[K" + String(printable(text).prefix(Output.columnCount - 1)))
      isDrawn = true
    }
  }

  /// Takes the line away, so that others can follow.
  func finish() {
    isDrawn.withLock { isDrawn in
      if isDrawn { Output.draw("\r\u{1B}[K") }
      isDrawn = false
    }
  }
}
