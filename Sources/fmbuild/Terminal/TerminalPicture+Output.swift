internal import Reporting

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TerminalPicture.Style {
  /// The best that standard output can show.
  static var ofResults: TerminalPicture.Style {
    TerminalPicture.Style(
      environment: ProcessInfo.processInfo.environment, isTerminal: Output.resultsAreOnTerminal)
  }
}
