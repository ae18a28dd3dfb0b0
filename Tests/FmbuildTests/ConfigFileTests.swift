import Foundation
import Testing
import TestSupport

/// Tests of options in a YAML file, `--config`.
struct ConfigFileTests {
  @Test func fileGivesOptionsAndTheCommandLineWins() async throws {
    try await ConvertTests.withPhotos { folder in
      try folder.write(
        "out: data\nseed: 5\nper-class: [6, 2]\nno-shuffle: true\nraw: false\n", to: "run.yaml")
      let result = try await Program.run(
        ["convert", "photos", "--config", "run.yaml", "--seed", "7"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let text = try folder.text("data/dataset.json")
      #expect(text.contains("\"seed\" : 7") && text.contains("\"rule\" : \"per-class\""))
      #expect(text.contains("\"isShuffled\" : false") && text.contains("\"addsRaw\" : false"))
      let short = try await Program.run(
        ["convert", "photos", "--config=run.yaml", "-o", "other"], in: folder)
      #expect(short.exitCode == 0 && folder.exists("other/dataset.json"))
    }
  }

  @Test(arguments: [
    ("out: data\nvalidation-fractio: 0.1\n", ":2:1: ", "(did you mean 'validation-fraction'?)"),
    ("out: data\nraw: maybe\n", ":2:6: ", "takes true or false"),
    ("- out\n", ":1:1: ", "options by their names"),
    ("out: [a\n", ":2:1: ", "not YAML"),
  ])
  func whatIsWrongInTheFileIsNamedWithItsPlace(_ text: String, _ place: String, _ words: String) async throws
  {
    try await ConvertTests.withPhotos { folder in
      try folder.write(text, to: "run.yaml")
      let result = try await Program.run(["convert", "photos", "--config", "run.yaml"], in: folder)
      #expect(result.exitCode == 64)
      #expect(result.errors.hasPrefix("fmbuild: run.yaml" + place), "\(result.errors)")
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(try folder.names() == ["photos", "run.yaml"])
    }
  }

  @Test(arguments: ["baselines: false", "no-baselines: true"])
  func flagWithAContraryIsSwitchedOffInEitherForm(_ line: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("model: softmax\n\(line)\naugment: true\n", to: "run.yaml")
      let printed = try await Program.run(
        ["train", "data", "--config", "run.yaml", "--print-config"], in: folder)
      #expect(printed.exitCode == 0, "\(printed.errors)")
      #expect(printed.output.contains("\nno-baselines: true\n"), "\(printed.output)")
      #expect(printed.output.contains("\naugment: true\n"))
    }
  }

  @Test func printedOptionsAreAFileThatGivesThemAgain() async throws {
    try await ConvertTests.withPhotos { folder in
      let options = ["--out", "data", "--seed", "3", "--test-fraction", "0.3", "--keep-blank"]
      let printed = try await Program.run(["convert", "photos", "--print-config"] + options, in: folder)
      #expect(printed.exitCode == 0 && !folder.exists("data"))
      #expect(printed.output.contains("\nseed: 3\n") && printed.output.contains("\n# raw: false\n"))
      try folder.write(printed.output, to: "run.yaml")
      let again = try await Program.run(
        ["convert", "photos", "--config", "run.yaml", "--print-config"], in: folder)
      #expect(again.output == printed.output)
      let converted = try await Program.run(["convert", "photos", "--config", "run.yaml"], in: folder)
      #expect(converted.exitCode == 0 && folder.exists("data/dataset.json"))
    }
  }

  @Test func everyCommandTakesAFile() async throws {
    try await withTemporaryFolder { folder in
      for command in [
        "convert", "verify", "train", "predict", "report", "chart", "show", "sprite", "stages", "pipelines",
        "checks",
        "samples",
      ] {
        try folder.write("no-such-option: 1\n", to: "run.yaml")
        let result = try await Program.run([command, "--config", "run.yaml"], in: folder)
        #expect(
          result.exitCode == 64 && result.errors.contains("'\(command)' has no option"), "\(result.errors)")
      }
    }
  }
}
