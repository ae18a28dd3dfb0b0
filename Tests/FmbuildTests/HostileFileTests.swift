import Foundation
import Testing
import TestSupport

/// Tests of files in which a number or a name is what no honest file has: a command ends with 0, 1, 2 or 64, prints no
/// control character, and is never ended by a signal. `scripts/check-hostile-files` tries all fields with all values and
/// all commands; these are the fields that can do most harm.
struct HostileFileTests {
  /// Makes photos, a dataset and a model.
  private static func withFiles(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await PictureFixtures.withDataset { folder in
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--out", "model",
          "--quiet",
        ], in: folder)
      #expect(trained.exitCode == 0, "\(trained.errors)")
      try await body(folder)
    }
  }

  private static let commands = [
    ["verify", "data", "--all", "--tables"], ["verify", "data", "--rebuild", "photos", "--json"],
    ["report", "data", "--model", "model", "--photos", "photos", "--out", "out.html", "--overwrite"],
    ["show", "data", "0", "--trace", "--photos", "photos", "--out", "out.png", "--overwrite"],
    ["diff", "data", "data", "--out", "rows.csv"], ["diff", "data", "data", "--json"],
    ["convert", "photos", "--base", "data", "--out", "again", "--overwrite"],
    ["convert", "photos", "--recipe", "data", "--out", "again", "--overwrite"],
  ]

  /// Runs commands, and says which of them ended otherwise than with an exit code of its own.
  private static func run(_ commands: [[String]], in folder: TemporaryFolder, _ what: String) async throws {
    for command in commands {
      let result = try await Program.run(command, in: folder)
      let name = "\(what): \(command.joined(separator: " "))"
      #expect(
        [0, 1, 2, 64].contains(result.exitCode), "\(name): \(result.exitCode): \(result.errors.suffix(300))")
      var page = ""
      if command.contains("out.html"), folder.exists("out.html") { page = try folder.text("out.html") }
      for text in [result.output, result.errors, page] {
        let sign = text.unicodeScalars.first {
          $0 != "\n"
            && [.control, .format, .lineSeparator, .paragraphSeparator].contains(
              $0.properties.generalCategory)
        }
        #expect(sign == nil, "\(name): U+\(String(sign?.value ?? 0, radix: 16))")
      }
    }
  }

  @Test(arguments: [
    ("\"train\" : 7", "\"train\" : -9223372036854775808"),
    ("\"train\" : 14", "\"train\" : 9223372036854775807"),
    ("\"rejected\" : 0", "\"rejected\" : 9223372036854775807"), ("\"width\" : 28", "\"width\" : 4294967296"),
    ("\"maximumPixels\" : 268000000", "\"maximumPixels\" : -9223372036854775808"),
    ("\"fuzz\" : \"5%\"", "\"fuzz\" : \"1e308%\""),
    ("\"size\" : \"28x28\"", "\"size\" : \"4294967296x4294967296\""),
    ("\"name\" : \"Cap\"", "\"name\" : \"\\u001b[2J\\u202e\\u2028\""),
    ("\"origin\" : \"sorted\"", "\"origin\" : \"fashion-mnist\""),
  ])
  func descriptionWithImpossibleValuesEndsNoCommand(_ old: String, _ new: String) async throws {
    try await Self.withFiles { folder in
      let text = try folder.text("data/dataset.json")
      #expect(text.contains(old))
      try folder.write(text.replacing(old, with: new), to: "data/dataset.json")
      try await Self.run(Self.commands, in: folder, new)
    }
  }

  @Test(arguments: ["index", "label", "source", "sha256", "crop_x", "crop_width", "class", "lightest"])
  func manifestWithImpossibleValuesEndsNoCommand(_ column: String) async throws {
    try await Self.withFiles { folder in
      let rows = try folder.text("data/manifest.csv").split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let place = try #require(rows[0].firstIndex { $0 == column })
      for value in ["9223372036854775807", "../../etc/passwd", "\u{1B}[2J\u{202E}"] {
        let changed = rows.enumerated().map { number, row in
          row.enumerated().map { number > 0 && $0 == place ? value : String($1) }.joined(separator: ",")
        }
        try folder.write(changed.joined(separator: "\n") + "\n", to: "data/manifest.csv")
        try await Self.run(Array(Self.commands.dropLast()), in: folder, "\(column) = \(value)")
      }
    }
  }

  @Test(arguments: [
    ("classes.txt", String(repeating: "\n", count: 2_000_000)),
    ("classes.txt", (0..<300).map { "class \($0)\n" }.joined()),
    ("classes.txt", String(repeating: String(repeating: "x", count: 100_000) + "\n", count: 4)),
    ("classes.txt", "\u{1B}]0;x\u{7}\u{202E}\nb\u{2028}\n"),
    ("manifest.csv", String(repeating: "\"", count: 100_001)),
    ("rejects.csv", String(repeating: ",", count: 1_000_000)),
    ("dataset.json", String(repeating: "[", count: 1_000_000)),
  ])
  func fileThatIsNoneEndsNoCommand(_ name: String, _ text: String) async throws {
    try await Self.withFiles { folder in
      try folder.write(text, to: "data/" + name)
      let train = [
        "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--out", "other",
        "--overwrite",
      ]
      try await Self.run(Self.commands + [train], in: folder, name)
    }
  }

  @Test(arguments: [
    ("\"deviation\" : ", "\"deviation\" : 5e-324, \"old\" : "),
    ("\"mean\" : ", "\"mean\" : -1.7e308, \"old\" : "),
    ("\"rows\" : 28", "\"rows\" : 9223372036854775807"),
    ("\"number\" : 1", "\"number\" : 9223372036854775807"),
    ("\"number\" : 1", "\"number\" : -9223372036854775808"),
    ("\"units\" : 2", "\"units\" : 9223372036854775807"),
    ("\"units\" : 2", "\"units\" : 0"),
  ])
  func modelWithImpossibleValuesEndsNoCommand(_ old: String, _ new: String) async throws {
    try await Self.withFiles { folder in
      let text = try folder.text("model/model.json")
      #expect(text.contains(old))
      try folder.write(text.replacing(old, with: new), to: "model/model.json")
      let commands = [
        Self.commands[2], ["predict", "--model", "model", "photos"],
        ["sprite", "data", "--mistakes", "model", "--out", "out.png", "--overwrite"],
      ]
      try await Self.run(commands, in: folder, new)
    }
  }

  @Test func moreClassesThanLabelsCanNameAreRefusedByTrain() async throws {
    try await Self.withFiles { folder in
      try folder.write((0..<299).map { "class \($0)\n" }.joined(), to: "data/classes.txt")
      let verified = try await Program.run(["verify", "data"], in: folder)
      #expect(verified.exitCode == 1 && verified.output.contains("at most 256"))
      let trained = try await Program.run(
        ["train", "data", "--model", "softmax", "--epochs", "1", "--out", "other"], in: folder)
      #expect(trained.exitCode == 2 && trained.errors.contains("at most 256"), "\(trained.errors)")
    }
  }
}
