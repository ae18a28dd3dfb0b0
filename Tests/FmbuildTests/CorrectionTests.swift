import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `fmbuild convert --corrections`, and of `fmbuild verify --rebuild` with corrections.
struct CorrectionTests {
  /// Makes sample photos, and converts them to `before`, and to `data` with one photo relabelled and one dropped.
  private static func withDatasets(
    _ body: (TemporaryFolder, _ converted: Program.Result) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      for arguments in [
        ["samples", "--out", "photos", "--per-class", "6", "--quiet"],
        ["convert", "photos", "--out", "before", "--quiet"],
      ] {
        #expect(try await Program.run(arguments, in: folder).exitCode == 0)
      }
      let rows = try rows("before/manifest.csv", in: folder)
      func line(_ source: String, _ end: String) throws -> String {
        let row = try #require(rows.first { $0["source"] == source })
        let fields = try ["split", "index", "source", "sha256", "class"].map { try #require(row[$0]) }
        return fields.joined(separator: ",") + ",\(end)\n"
      }
      // The photos are of the larger split, so that no class needs another test image.
      let shirt = try source("Shirt/", in: rows)
      let bag = try source("Bag/", in: rows)
      try folder.write(
        "split,index,source,sha256,class,action,new_class\n" + line(shirt, "relabel,Coat")
          + line(bag, "drop,"),
        to: "corrections.csv")
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--corrections", "corrections.csv"], in: folder)
      #expect(converted.exitCode == 0)
      try await body(folder, converted)
    }
  }

  private static func rows(_ name: String, in folder: TemporaryFolder) throws -> [[String: String]] {
    let lines = try folder.text(name).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  private static func source(_ prefix: String, in rows: [[String: String]]) throws -> String {
    try #require(
      rows.compactMap { $0["split"] == "train" ? $0["source"] : nil }.filter { $0.hasPrefix(prefix) }.min())
  }

  @Test func idxFilesManifestAndRejectedPhotosHoldTheCorrectedLabels() async throws {
    try await Self.withDatasets { folder, _ in try Self.expectCorrectedLabels(in: folder) }
  }

  private static func expectCorrectedLabels(in folder: TemporaryFolder) throws {
    let (before, after) = (
      try rows("before/manifest.csv", in: folder), try rows("data/manifest.csv", in: folder)
    )
    let (shirt, bag) = (try source("Shirt/", in: before), try source("Bag/", in: before))
    #expect(before.count == 60 && after.count == 59)

    let row = try #require(after.first { $0["source"] == shirt })
    #expect(row["class"] == "Coat" && row["label"] == "4" && row["notes"] == "relabelled from 'Shirt'")
    for (split, stem) in [("train", "train"), ("test", "t10k")] {
      let labels = try IDXArray(contentsOf: folder("data/\(stem)-labels-idx1-ubyte.gz")).payload
      #expect(labels.map { "\($0)" } == after.filter { $0["split"] == split }.map { $0["label"] })
    }

    #expect(!after.contains { $0["source"] == bag })
    #expect(
      try folder.text("data/rejects.csv") == "source,sha256,label,reason,detail\n"
        + "\(bag),,Bag,dropped,nothing is wrong with the file: line 3 of corrections.csv drops it\n")
    #expect(try folder.text("data/classes.txt") == folder.text("before/classes.txt"))
  }

  @Test func everyOtherExampleStaysWhatItIsInItsSplit() async throws {
    try await Self.withDatasets { folder, _ in try Self.expectOthersUnchanged(in: folder) }
  }

  private static func expectOthersUnchanged(in folder: TemporaryFolder) throws {
    let before = try rows("before/manifest.csv", in: folder)
    let corrected = [try source("Shirt/", in: before), try source("Bag/", in: before)]
    func others(_ rows: [[String: String]]) -> [[String?]] {
      let columns = ["source", "split", "label", "class", "sha256", "notes"]
      return rows.filter { !corrected.contains($0["source"] ?? "") }.map { row in columns.map { row[$0] } }
        .sorted { ($0[0] ?? "") < ($1[0] ?? "") }
    }
    #expect(others(before).count == 58)
    #expect(others(before) == others(try rows("data/manifest.csv", in: folder)))
  }

  @Test func summaryAndDescriptionCountWhatWasCorrected() async throws {
    try await Self.withDatasets { folder, converted in
      #expect(converted.errors.contains("\n1 photo relabelled, 1 dropped (corrections.csv)\n"))
      #expect(converted.output.contains("59 images of 28x28 grey from 60 photos, 0 rejected, 1 left out ("))
      let dry = try await Program.run(
        [
          "convert", "photos", "--corrections", "corrections.csv", "--dry-run", "--json", "--max-rejects",
          "0",
        ], in: folder)
      #expect(dry.exitCode == 0)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(dry.output.utf8)) as? [String: Any])
      let printed = try #require(document["dataset"] as? [String: Any])
      let written = try #require(
        try JSONSerialization.jsonObject(with: Data(folder.bytes("data/dataset.json"))) as? [String: Any])
      for description in [printed, written] {
        let recipe = try #require(description["recipe"] as? [String: Any])
        let corrections = try #require(recipe["corrections"] as? [String: Any])
        #expect(corrections["name"] as? String == "corrections.csv")
        #expect(corrections["sha256"] as? String == sha256(try folder.bytes("corrections.csv")))
        let counts = try #require(description["counts"] as? [String: Any])
        #expect(counts["leftOut"] as? Int == 1 && counts["rejected"] as? Int == 0)
        #expect(counts["relabelled"] as? Int == 1 && counts["dropped"] as? Int == 1)
      }
    }
  }

  @Test func rebuildIsIdenticalWithTheCorrectionsAndRefusedWithout() async throws {
    try await Self.withDatasets { folder, _ in
      let rebuild = ["verify", "data", "--rebuild", "photos", "--only", "rebuild"]
      let with = try await Program.run(rebuild + ["--corrections", "corrections.csv"], in: folder)
      #expect(with.exitCode == 0 && with.output.contains("identical: 60 photos give the same 4 files"))
      let without = try await Program.run(rebuild, in: folder)
      #expect(without.exitCode == 2 && without.output.isEmpty)
      #expect(
        without.errors.hasSuffix(
          "data/dataset.json: the labels were corrected by 'corrections.csv'; name it with --corrections FILE\n"
        ))
    }
  }

  @Test func lineThatDoesNotFitIsSaidAndNothingIsWritten() async throws {
    try await Self.withDatasets { folder, _ in
      let lines = try folder.text("corrections.csv").replacing("relabel,Coat", with: "relabel,Cat")
      try folder.write(lines, to: "wrong.csv")
      let result = try await Program.run(
        ["convert", "photos", "--out", "other", "--corrections", "wrong.csv"], in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty && !folder.exists("other"))
      #expect(result.errors.hasPrefix("fmbuild: wrong.csv:2: Shirt/"))
      #expect(result.errors.contains(" there is no class 'Cat'; "))
    }
  }
}
