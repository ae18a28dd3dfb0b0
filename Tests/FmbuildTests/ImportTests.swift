import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `fmbuild import`.
struct ImportTests {
  /// Writes a table of two classes that can be told apart.
  private func writeTable(_ name: String, rowCount: Int, to folder: TemporaryFolder) throws {
    var text = "label," + (1...64).map { "pixel\($0)" }.joined(separator: ",") + "\n"
    for row in 0..<rowCount {
      let label = row % 2
      let levels = (0..<64).map { pixel in
        let isInside = (2..<6).contains(pixel / 8) && (label == 0 ? (1..<4) : (4..<7)).contains(pixel % 8)
        return isInside ? 100 + (row * 37 + pixel * 11) % 150 : 0
      }
      text += "\(label)," + levels.map { "\($0)" }.joined(separator: ",") + "\n"
    }
    try folder.write(text, to: name)
  }

  @Test func otherCommandsTakeTheResult() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("source/train.csv", rowCount: 60, to: folder)
      try writeTable("source/test.csv", rowCount: 14, to: folder)
      try folder.write("left\nright\n", to: "names.txt")
      let result = try await Program.run(
        ["import", "source", "--out", "data", "--classes", "names.txt"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(
        result.output.hasSuffix("data: 74 images of 8x8 grey, 60 train, 14 test, imported from csv\n"),
        "\(result.output)")
      #expect(try folder.text("data/classes.txt") == "left\nright\n")
      let commands = [
        ["verify", "data"], ["show", "data", "train:3"], ["sprite", "data", "--out", "sheet.png"],
        ["train", "data", "--model", "softmax", "--out", "model", "--epochs", "2"],
        ["report", "data", "--out", "report.html"], ["export", "data", "--to", "npz", "--out", "export"],
      ]
      for command in commands {
        let result = try await Program.run(command, in: folder)
        #expect([0, 1].contains(result.exitCode), "\(command): \(result.errors)")
      }
      #expect(try folder.text("report.html").contains("imported from csv"))
      let rebuilt = try await Program.run(["verify", "data", "--rebuild", "source"], in: folder)
      #expect(rebuilt.exitCode == 2 && rebuilt.errors.contains("was imported"), "\(rebuilt.errors)")
      let converted = try await Program.run(
        ["convert", "source", "--out", "other", "--recipe", "data"], in: folder)
      #expect(converted.exitCode == 2 && converted.errors.contains("was imported"), "\(converted.errors)")
      try TestPhotos.write([("a", 1)], to: folder)
      let predicted = try await Program.run(["predict", "--model", "model", "photos"], in: folder)
      #expect(predicted.exitCode == 2 && predicted.errors.contains("--pipeline"), "\(predicted.errors)")
    }
  }

  @Test func datasetIsReplacedOnlyOnRequest() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("train.csv", rowCount: 20, to: folder)
      let arguments = ["import", "train.csv", "--out", "data", "--quiet"]
      let first = try await Program.run(arguments, in: folder)
      #expect(first.exitCode == 0 && first.errors.isEmpty && first.output.isEmpty)
      let before = try folder.files(in: "data")
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("--overwrite"))
      #expect(try folder.files(in: "data") == before)
      #expect(try await Program.run(arguments + ["--overwrite"], in: folder).exitCode == 0)
      #expect(try folder.files(in: "data") == before)
      #expect(try await Program.run(arguments + ["--overwrite", "--seed", "3"], in: folder).exitCode == 0)
      #expect(try folder.files(in: "data") != before)
    }
  }

  @Test func jsonIsOneDocument() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("train.csv", rowCount: 20, to: folder)
      let result = try await Program.run(["import", "train.csv", "--out", "data", "--json"], in: folder)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(Set(document.keys) == ["schema", "source", "folder", "dataset", "notices"])
      let file =
        try JSONSerialization.jsonObject(with: Data(try folder.bytes("data/dataset.json"))) as? [String: Any]
      let origin = try #require(file?["origin"] as? [String: Any])
      #expect(origin["kind"] as? String == "import" && origin["format"] as? String == "csv")
      let reference = try #require((origin["files"] as? [[String: String]])?.first)
      let digest = sha256(try folder.bytes("train.csv"))
      #expect(reference == ["name": "train.csv", "sha256": digest])
    }
  }

  @Test(
    arguments: [
      (["import", "x"], 64, "--out FOLDER"), (["import", "x", "--out", ""], 64, "empty"),
      (["import", "x", "--out", "y", "--height", "0"], 64, "--height"),
      (["import", "x", "--out", "y"], 2, "x: there is no such file"),
      (["import", "empty", "--out", "y"], 2, "fmbuild convert"),
      (["import", "empty", "--out", "empty"], 2, "--out"),
    ] as [([String], Int32, String)])
  func wrongUsageIsSaid(_ arguments: [String], _ code: Int32, _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("empty")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == code && result.output.isEmpty)
      #expect(result.errors.hasPrefix("fmbuild: ") && result.errors.contains(words), "\(result.errors)")
      #expect(try folder.names() == ["empty"])
    }
  }
}
