internal import Synchronization
internal import Wording

/// The progress of a long job: a bar on a terminal, elsewhere a plain line every five seconds.
final class ProgressLine: Sendable {
  private struct State {
    var lastDrawn: ContinuousClock.Instant?
    var isDrawn = false
    var doneCount = 0
  }

  private let noun: String
  private let isQuiet: Bool
  private let isOnTerminal: Bool
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(noun: String, isQuiet: Bool) {
    self.noun = noun
    self.isQuiet = isQuiet
    isOnTerminal = Output.errorsAreOnTerminal
  }

  /// Counts one more item as done and updates the line.
  func advance(total: Int) {
    let done = state.withLock { state in
      state.doneCount += 1
      return state.doneCount
    }
    update(done: done, total: total)
  }

  /// Updates the line, at most ten times a second on a terminal and every five seconds elsewhere.
  func update(done: Int, total: Int, note: String = "") {
    guard !isQuiet else { return }
    let now = ContinuousClock.now
    state.withLock { state in
      let interval: Duration = isOnTerminal ? .milliseconds(100) : .seconds(5)
      guard now - (state.lastDrawn ?? (isOnTerminal ? start - interval : start)) >= interval else { return }
      state.lastDrawn = now
      let text = line(done: done, total: total, note: note, elapsed: now - start)
      if isOnTerminal {
        Output.draw("\r\u{1B}[K" + text)
        state.isDrawn = true
      } else {
        Output.message(text)
      }
    }
  }

  /// Removes the bar, so that other lines can follow.
  func finish() {
    state.withLock { state in
      if state.isDrawn { Output.draw("\r\u{1B}[K") }
      state.isDrawn = false
    }
  }

  private func line(done: Int, total: Int, note: String, elapsed: Duration) -> String {
    let seconds = elapsed / .seconds(1)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    let left = rate > 0 ? Double(total - done) / rate : 0
    var text = "\(grouped(done)) of \(counted(total, noun))"
    if rate >= 1 { text += ", \(grouped(Int(rate))) a second" }
    if done > 0, done < total { text += ", \(Self.duration(left)) left" }
    text += note
    guard isOnTerminal else { return text }
    let barWidth = min(30, Output.columnCount - text.count - 4)
    guard barWidth >= 8 else { return text }
    let filled = total > 0 ? barWidth * done / total : 0
    return "[" + String(repeating: "#", count: filled) + String(repeating: "·", count: barWidth - filled)
      + "] " + text
  }

  static func duration(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded(.up))
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}
