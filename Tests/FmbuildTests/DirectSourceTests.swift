import Testing
import TestSupport

/// Tests that commands for datasets take what `fmbuild import` reads, without a dataset in between.
struct DirectSourceTests {
  /// Writes a table of two classes that can be told apart.
  private func writeTable(_ name: String, rowCount: Int, heading: Bool = true, to folder: TemporaryFolder)
    throws
  {
    var text = heading ? "label," + (1...64).map { "pixel\($0)" }.joined(separator: ",") + "\n" : ""
    for row in 0..<rowCount {
      let levels = (0..<64).map { pixel in
        let isInside = (2..<6).contains(pixel / 8) && (row % 2 == 0 ? (1..<4) : (4..<7)).contains(pixel % 8)
        return isInside ? 100 + (row * 37 + pixel * 11 + row / 2 * pixel) % 150 : row * (pixel + 1) % 3
      }
      text += "\(row % 2)," + levels.map { "\($0)" }.joined(separator: ",") + "\n"
    }
    try folder.write(text, to: name)
  }

  @Test func commandsTakeASourceAndLeaveNoFolder() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("source/train.csv", rowCount: 60, to: folder)
      try writeTable("source/test.csv", rowCount: 14, to: folder)
      let commands = [
        ["verify", "source"], ["show", "source", "train:3"], ["sprite", "source", "--out", "sheet.png"],
        ["train", "source", "--model", "softmax", "--out", "model", "--epochs", "2"],
        ["report", "source", "--out", "report.html"], ["export", "source", "--to", "npz", "--out", "export"],
      ]
      for command in commands {
        let result = try await Program.run(command, in: folder)
        #expect([0, 1].contains(result.exitCode), "\(command): \(result.errors)")
        #expect(
          result.errors.split(separator: "\n").filter { $0.contains("read as") }
            == ["source: read as csv, 60 train, 14 test"], "\(command): \(result.errors)")
      }
      #expect(try folder.names() == ["export", "model", "report.html", "sheet.png", "source"])
      #expect(try folder.names(in: "source") == ["test.csv", "train.csv"])
      #expect(try folder.text("report.html").contains("imported from csv"))
    }
  }

  @Test func findingsAreThoseOfTheDatasetThatImportMakes() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("source/train.csv", rowCount: 60, to: folder)
      // The first rows again: images of train in test.
      try writeTable("source/test.csv", rowCount: 14, to: folder)
      #expect(try await Program.run(["import", "source", "--out", "data"], in: folder).exitCode == 0)
      let direct = try await Program.run(["verify", "source"], in: folder)
      let dataset = try await Program.run(["verify", "data"], in: folder)
      #expect(direct.exitCode == 1 && direct.output.contains("exact-leak"), "\(direct.output)")
      func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter {
          $0.hasPrefix("error") || $0.hasPrefix("warning") || $0.hasPrefix("note:")
        }
      }
      #expect(!lines(direct.output).isEmpty && lines(direct.output) == lines(dataset.output))
      #expect(direct.output.hasPrefix("source: 74 images of 8x8 grey, 60 in train, 14 in test, 2 classes\n"))
      let quiet = try await Program.run(["verify", "source", "--quiet"], in: folder)
      #expect(quiet.exitCode == 1 && quiet.errors.isEmpty && quiet.output.isEmpty, "\(quiet.errors)")
    }
  }

  @Test func oneFileIsSplitByTheRule() async throws {
    try await withTemporaryFolder { folder in
      try writeTable("train.csv", rowCount: 28, to: folder)
      let result = try await Program.run(["show", "train.csv", "--json"], in: folder)
      #expect(
        result.exitCode == 0 && result.errors.hasPrefix("train.csv: read as csv, ")
          && result.errors.hasSuffix(" test, split here\n"), "\(result.errors)")
      #expect(result.output.contains("train.csv#"))
      #expect(try folder.names() == ["train.csv"])
    }
  }

  @Test(
    arguments: [
      (["verify", "bare.csv"], "'fmbuild import bare.csv --out FOLDER' has this option"),
      (["verify", "broken.npz"], "broken.npz: "),
      (["verify", "train.csv", "--for", "torchvision"], "'fmbuild import train.csv --out FOLDER'"),
      (["verify", "text.txt"], "text.txt: this is a file; name the folder"),
      (["verify", "absent.npz"], "absent.npz: there is no such folder"),
      (["train", "empty"], "empty: there is no IDX file"),
    ] as [([String], String)])
  func whatCannotBeTakenIsSaid(_ arguments: [String], _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try writeTable("train.csv", rowCount: 28, to: folder)
      try writeTable("bare.csv", rowCount: 28, heading: false, to: folder)
      try folder.write([0x50, 0x4B, 3, 4, 1, 2, 3], to: "broken.npz")
      try folder.write("words", to: "text.txt")
      try folder.makeFolder("empty")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(result.errors.contains("fmbuild: ") && result.errors.contains(words), "\(result.errors)")
    }
  }
}
