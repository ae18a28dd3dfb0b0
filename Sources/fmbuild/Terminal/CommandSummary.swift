/// What a terminal or a program is told about the result of a command.
protocol CommandSummary {
  /// The lines for a terminal.
  var lines: [String] { get }

  /// Returns the document of `--json`.
  func json() throws -> String
}
