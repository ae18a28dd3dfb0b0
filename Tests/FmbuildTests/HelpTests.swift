import Foundation
import Testing
import TestSupport

/// Tests of the help texts, which are compared with complete snapshots so that every change is visible.
struct HelpTests {
  static let snapshots = Bundle.module.bundleURL.appending(path: "Snapshots")

  static let commands: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: snapshots.path)) ?? []
    return names.filter { $0.hasPrefix("help") }.sorted()
  }()

  @Test func commandsAreFound() {
    #expect(Self.commands.contains("help.txt") && Self.commands.contains("help-convert.txt"))
  }

  @Test(arguments: commands)
  func helpIsWhatItWas(_ file: String) async throws {
    let command = file.dropFirst("help".count).dropLast(".txt".count).split(separator: "-").map(String.init)
    try await withTemporaryFolder { folder in
      let result = try await Program.run(command + ["--help"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      let expected = try String(contentsOf: Self.snapshots.appending(path: file), encoding: .utf8)
      #expect(
        result.output == expected,
        "If the change is meant: COLUMNS=80 fmbuild \(command.joined()) --help > Tests/FmbuildTests/Snapshots/\(file)"
      )
    }
  }

  @Test func everyCommandOfTheOverviewHasASnapshot() async throws {
    try await withTemporaryFolder { folder in
      let lines = try await Program.run(["--help"], in: folder).output.split(separator: "\n")
      let start = try #require(lines.firstIndex(of: "SUBCOMMANDS:"))
      let commands = lines[(start + 1)...].filter {
        $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See")
      }
      .map { "help-" + $0.split(separator: " ")[0] + ".txt" }
      #expect(commands.count >= 3)
      #expect(commands.filter { !Self.commands.contains($0) } == [])
    }
  }

  @Test func linesOfHelpFitATerminal() async throws {
    try await withTemporaryFolder { folder in
      for file in Self.commands {
        let command = file.dropFirst("help".count).dropLast(".txt".count).split(separator: "-").map(
          String.init)
        let lines = try await Program.run(command + ["--help"], in: folder).output.split(separator: "\n")
        #expect(lines.filter { $0.count > 80 && !$0.hasPrefix("USAGE: ") } == [])
      }
    }
  }

  @Test func versionIsANumber() async throws {
    try await withTemporaryFolder { folder in
      let result = try await Program.run(["--version"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
  }

  @Test func pipelinesAreListedWithTheirStages() async throws {
    try await withTemporaryFolder { folder in
      let result = try await Program.run(["pipelines"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      for text in [
        "  fashion-mnist (default)\n", "  emnist\n", "  trim\n", "a percentage from 0% to 100%; default 5%",
      ] {
        #expect(result.output.contains(text))
      }
    }
  }

  @Test func printedPipelineIsAFileThatConvertTakes() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 4), ("b", 4)], to: folder)
      let printed = try await Program.run(["pipelines", "mnist"], in: folder)
      #expect(printed.exitCode == 0 && printed.output.hasSuffix("\n"))
      try folder.write(printed.output, to: "mine.yaml")
      for (pipeline, out) in [("mnist", "one"), ("mine.yaml", "two")] {
        let result = try await Program.run(
          ["convert", "photos", "--out", out, "--pipeline", pipeline], in: folder)
        #expect(result.exitCode == 0)
      }
      var (one, two) = try (folder.files(in: "one"), folder.files(in: "two"))
      // The description names the file of the pipeline.
      #expect(try folder.text("two/dataset.json").contains("\"file\" : \"mine.yaml\""))
      one["dataset.json"] = nil
      two["dataset.json"] = nil
      #expect(one == two && one.count == 8)
    }
  }

  @Test func unknownPipelineIsWrongUsage() async throws {
    try await withTemporaryFolder { folder in
      let result = try await Program.run(["pipelines", "mnst"], in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.contains("'mnst'") && result.errors.contains("fashion-mnist-paper"))
    }
  }
}
