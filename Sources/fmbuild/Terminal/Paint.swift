internal import Verification

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The colours of verdicts, on terminals that support colours.
struct Paint {
  private let isOn: Bool

  /// Enables colours only if standard output is a terminal and neither NO_COLOR nor TERM=dumb is set.
  init() {
    let environment = ProcessInfo.processInfo.environment
    isOn =
      Output.resultsAreOnTerminal && environment["NO_COLOR", default: ""].isEmpty
      && environment["TERM"] != "dumb"
  }

  /// Returns the text in the colour of a verdict: ok green, note cyan, warning yellow, error red, skipped grey.
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
