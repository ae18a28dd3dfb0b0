internal import ArgumentParser
internal import Exporting
internal import Wording

struct Formats: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "List the formats of 'fmbuild export', with their options and readers.",
    discussion: """
      Which programs open each format unchanged, what its files are called, and the options that it takes.

        fmbuild formats
        fmbuild export data --to npz --out products
      """)

  @Flag(help: "Print the tables of docs/exports.md.")
  var markdown = false

  @OptionGroup var configOptions: ConfigOptions

  func run() async throws {
    try await Self.reportingFailure {
      guard !markdown else {
        try Output.result(String(ExportFormats.markdown.dropLast()))
        return
      }
      for format in ExportFormats.descriptions {
        try Output.result("\(format.name): \(format.title)")
        try Output.result("    for \(format.audience)")
        try Output.result("    opened unchanged by \(format.readers.joined(separator: ", "))")
        try Output.result("    files: \(format.fileNames.joined(separator: ", "))")
        for option in format.options { try Output.result("    \(option.flag): \(option.summary)") }
      }
    }
  }
}
