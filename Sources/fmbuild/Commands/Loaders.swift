internal import ArgumentParser
internal import Verification

struct Loaders: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loaders",
    abstract:
      "List the loaders of 'fmbuild verify --for' and 'fmbuild layout --for', and how they open a dataset.",
    discussion: """
      FOLDER in the code is the folder that the loader is given.

        fmbuild loaders
        fmbuild verify data --for torchvision,keras
        fmbuild layout data --for torchvision,keras --out layout
      """)

  @Flag(help: "Print the tables of docs/loaders.md.")
  var markdown = false

  @OptionGroup var configOptions: ConfigOptions

  func run() async throws {
    try await Self.reportingFailure {
      guard !markdown else {
        try Output.result(String(LoaderTable.markdown.dropLast()))
        return
      }
      for loader in LoaderTable.all {
        try Output.result("\(loader.name): \(loader.title) (\(loader.language.rawValue))")
        if case .otherContainer(let other) = loader.intake {
          try Output.result("    reads no IDX files, but \(other.format)")
        }
        if let line = LoaderTable.layoutLine(for: loader) { try Output.result("    layout: \(line)") }
        for line in loader.code(namingFolder: true) { try Output.result("    \(line)") }
        for trap in loader.traps { try Output.result("    * \(trap)") }
      }
    }
  }
}
