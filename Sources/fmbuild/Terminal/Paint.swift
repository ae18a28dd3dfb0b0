internal import Verification

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Colours for verdicts, on a terminal that has them.
struct Paint {
  private let isOn: Bool

  /// None where results do not go to a terminal, or the user wants none (NO_COLOR, TERM=dumb).
  init() {
    let environment = ProcessInfo.processInfo.environment
    isOn =
      Output.resultsAreOnTerminal && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// The text in the colour of a verdict: green, cyan, yellow, red, grey.
  func text(_ text: String, as verdict: CheckResult.Verdict) -> String {
    guard isOn else { return text }
    let colour =
      switch verdict {
      case .ok: "32"
      case .note: "36"
      case .warning: "33"
      case .error: "31;1"
      case .skipped: "90"
      }
    return "\u{1B}[\(colour)m\(text)\u{1B}[0m"
  }
}
