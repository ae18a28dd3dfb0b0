internal import Reporting

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension TerminalPicture.Style {
  /// The best style that standard output supports.
  static var ofResults: TerminalPicture.Style {
    TerminalPicture.Style(
      environment: ProcessInfo.processInfo.environment, isTerminal: Output.resultsAreOnTerminal)
  }
}
