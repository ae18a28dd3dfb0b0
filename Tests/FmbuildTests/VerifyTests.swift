import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `fmbuild verify` and `fmbuild checks`.
struct VerifyTests {
  /// Makes 30 sample photos, three of each class, and converts them to `data`.
  private func withDataset(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let samples = try await Program.run(
        ["samples", "--out", "photos", "--per-class", "3", "--quiet"], in: folder)
      #expect(samples.exitCode == 0)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      try await body(folder)
    }
  }

  @Test func aFreshDatasetHasNoErrorAndEveryCheckIsListed() async throws {
    try await withDataset { folder in
      let result = try await Program.run(["verify", "data"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      let lines = result.output.split(separator: "\n")
      #expect(lines[0].hasPrefix("data: 30 images of 28x28 grey, "))
      for id in ["missing-files", "label-count", "blank", "near-duplicates", "one-pixel"] {
        #expect(result.output.contains(id), "\(id) is not named")
      }
      let table = try await Program.run(["verify", "data", "--tables"], in: folder)
      for id in ["missing-files", "label-count", "blank", "near-duplicates", "one-pixel"] {
        let isThere = table.output.split(separator: "\n").contains { $0.hasPrefix(id + " ") }
        #expect(isThere, "\(id) is not in the table")
      }
      #expect(!result.output.contains("\u{1B}"))
    }
  }

  @Test func aDamagedIDXFileFailsWithOneAndIsNamed() async throws {
    try await withDataset { folder in
      let path = folder.path + "/data/t10k-images-idx3-ubyte.gz"
      let bytes = try Data(contentsOf: URL(filePath: path))
      try bytes.dropLast(20).write(to: URL(filePath: path))
      let result = try await Program.run(["verify", "data"], in: folder)
      #expect(result.exitCode == 1)
      #expect(result.output.contains("error: byte-count: t10k-images-idx3-ubyte.gz: "))
      #expect(result.output.hasSuffix("the dataset fails\n"))
    }
  }

  @Test func filesUnderOtherNamesAreVerifiedAndTheCommandToRenameThemIsShown() async throws {
    try await withDataset { folder in
      let renamed = try await Program.shell(
        #"for f in data/*-ubyte.gz; do mv "$f" "$(echo "$f" | tr - _)"; done; rm data/dataset.json"#,
        in: folder)
      #expect(renamed.exitCode == 0)
      let result = try await Program.run(["verify", "data"], in: folder)
      #expect(result.exitCode == 0)
      #expect(result.output.contains("mv train_images_idx3_ubyte.gz train-images-idx3-ubyte.gz"))
      #expect(result.output.contains("mv t10k_labels_idx1_ubyte.gz t10k-labels-idx1-ubyte.gz"))
      #expect(result.output.split(separator: "warning: file-names: ").count == 5)
      let unclear = try await Program.shell(
        #"cd data; for f in *_ubyte.gz; do mv "$f" "$((n = n + 1)).bin"; done"#, in: folder)
      #expect(unclear.exitCode == 0)
      let question = try await Program.run(["verify", "data"], in: folder)
      #expect(question.exitCode == 2 && question.output.isEmpty)
      #expect(question.errors.contains("4 IDX files, but the names do not tell which is which: 1.bin ("))
    }
  }

  @Test func failOnDecidesTheExitCode() async throws {
    try await withDataset { folder in
      // A file name with a dot instead of a hyphen is a warning.
      try FileManager.default.moveItem(
        atPath: folder.path + "/data/train-images-idx3-ubyte.gz",
        toPath: folder.path + "/data/train-images.idx3-ubyte.gz")
      let only = ["--only", "file-names"]
      let lenient = try await Program.run(["verify", "data"] + only, in: folder)
      #expect(lenient.exitCode == 0 && lenient.output.contains("warning: file-names: "))
      let strict = try await Program.run(["verify", "data", "--fail-on", "warning"] + only, in: folder)
      #expect(strict.exitCode == 1)
      try "fail-on: note\nchecks: {file-names: {severity: note}}\n".write(
        toFile: folder.path + "/policy.yaml", atomically: true, encoding: .utf8)
      let policy = try await Program.run(["verify", "data", "--policy", "policy.yaml"] + only, in: folder)
      #expect(policy.exitCode == 1 && policy.output.contains("note: file-names: "))
    }
  }

  @Test func jsonIsOneDocumentOfTheDocumentedKeys() async throws {
    try await withDataset { folder in
      let result = try await Program.run(["verify", "data", "--json"], in: folder)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      #expect(document["schema"] as? Int == 2 && document["fails"] as? Bool == false)
      let dataset = try #require(document["dataset"] as? [String: Any])
      #expect((dataset["classes"] as? [String])?.count == 10)
      let checks = try #require(document["checks"] as? [[String: Any]])
      for check in checks {
        let keys: Set<String> = ["id", "group", "finds", "verdict", "summary", "count", "findings", "tables"]
        #expect(Set(check.keys) == keys)
      }
    }
  }

  @Test func examplesAreNamedWithTheirPhotos() async throws {
    try await withDataset { folder in
      // A copy of a photo in another class gives one image with two labels.
      try FileManager.default.copyItem(
        atPath: folder.path + "/photos/Bag/0001.jpg", toPath: folder.path + "/photos/Coat/9999.jpg")
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--overwrite", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let result = try await Program.run(["verify", "data", "--json"], in: folder)
      #expect(result.exitCode == 1)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let checks = try #require(document["checks"] as? [[String: Any]])
      let check = try #require(checks.first { $0["id"] as? String == "conflicting-labels" })
      let findings = try #require(check["findings"] as? [[String: Any]])
      let sources = findings.flatMap { $0["images"] as? [[String: Any]] ?? [] }.compactMap {
        $0["source"] as? String
      }
      #expect(Set(sources) == ["Bag/0001.jpg", "Coat/9999.jpg"])
    }
  }

  @Test func rebuildNamesTheFourPhotosThatDiffer() async throws {
    try await withDataset { folder in
      let same = try await Program.run(
        ["verify", "data", "--rebuild", "photos", "--only", "rebuild"], in: folder)
      #expect(same.exitCode == 0 && same.output.contains("identical"))
      let photos = folder.path + "/photos/"
      try FileManager.default.removeItem(atPath: photos + "Bag/0001.jpg")
      try FileManager.default.moveItem(atPath: photos + "Coat/0001.jpg", toPath: photos + "Coat/moved.jpg")
      try FileManager.default.copyItem(atPath: photos + "Dress/0001.jpg", toPath: photos + "Dress/new.jpg")
      let changed = URL(filePath: photos + "Shirt/0001.jpg")
      try FileManager.default.removeItem(at: changed)
      try FileManager.default.copyItem(at: URL(filePath: photos + "Shirt/0002.jpg"), to: changed)
      let added = try Data(contentsOf: URL(filePath: photos + "Dress/new.jpg")) + Data([0])
      try added.write(to: URL(filePath: photos + "Dress/new.jpg"))
      let result = try await Program.run(
        ["verify", "data", "--rebuild", "photos", "--only", "rebuild", "--all"], in: folder)
      #expect(result.exitCode == 1)
      for name in ["Bag/0001.jpg", "Coat/0001.jpg", "Coat/moved.jpg", "Dress/new.jpg", "Shirt/0001.jpg"] {
        #expect(result.output.contains(name), "\(name) is not named")
      }
      for name in ["Bag/0002.jpg", "Coat/0002.jpg", "Dress/0001.jpg", "Shirt/0003.jpg"] {
        #expect(!result.output.contains(name), "\(name) is named")
      }
    }
  }

  @Test(arguments: [
    (["verify", "nothing"], "nothing: there is no such folder"),
    (["verify", "photos"], "photos: there is no IDX file of MNIST's kind in this folder"),
    (["verify", "data", "--against", "nowhere"], "nowhere: there is no such folder"),
    (["verify", "data", "--policy", "none.yaml"], "none.yaml: could not open the file"),
  ])
  func whatCannotBeDoneIsSaidInOneLine(_ arguments: [String], _ message: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(result.errors.hasPrefix("fmbuild: "))
      #expect(result.errors.contains(message))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: [
    (["--only", "blanks"], "there is no check 'blanks' (did you mean 'blank'?)"),
    (["--for", "torch"], "there is no loader 'torch'"),
    (["--fail-on", "never"], "'never'"),
    (["--labels", "table.csv"], "--labels says how to rebuild; name the photos with --rebuild FOLDER"),
    (
      ["--corrections", "none.csv"],
      "--corrections says how to rebuild; name the photos with --rebuild FOLDER"
    ),
  ])
  func whatIsMisspeltIsWrongUsage(_ arguments: [String], _ message: String) async throws {
    try await withTemporaryFolder { folder in
      let result = try await Program.run(["verify", "data"] + arguments, in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.contains(message))
    }
  }

  @Test(arguments: [["--only", "rebuild"], ["--only", "loaders"], ["--only", ""]])
  func whatChecksNothingDoesNotSayClean(_ arguments: [String]) async throws {
    try await withDataset { folder in
      let result = try await Program.run(["verify", "data"] + arguments, in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(result.errors.contains("no check is left to run"))
    }
  }

  @Test func theDefaultPolicyChangesNothing() async throws {
    try await withDataset { folder in
      let policy = try await Program.shell(#""$F" checks --policy > all.yaml"#, in: folder)
      #expect(policy.exitCode == 0)
      let plain = try await Program.run(["verify", "data"], in: folder)
      let same = try await Program.run(["verify", "data", "--policy", "all.yaml"], in: folder)
      #expect(same.exitCode == plain.exitCode && same.output == plain.output)
    }
  }

  @Test func theTableOfChecksInTheDocumentsIsThatOfTheProgram() async throws {
    let file = "docs/verify.md"
    try await withTemporaryFolder { folder in
      let table = try await Program.run(["checks", "--markdown"], in: folder).output
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      #expect(
        text.contains(table), "Put what 'fmbuild checks --markdown' prints between the marks in \(file).")
    }
  }
}
