import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild diff`.
struct DiffTests {
  /// Calls `body` with a folder that has the datasets `old` and `new`, whose photos differ.
  private func withDatasets(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 12), ("sock", 12)], to: folder)
      try await convert("old", in: folder)
      try folder.remove("photos/hat/3.png")
      for number in 0..<9 {
        try folder.write(TestPhotos.png(seed: 500 + UInt64(number)), to: "photos/sock/new \(number).png")
      }
      try await convert("new", ["--seed", "4"], in: folder)
      try await body(folder)
    }
  }

  private func convert(_ out: String, _ options: [String] = [], in folder: TemporaryFolder) async throws {
    let result = try await Program.run(
      ["convert", "photos", "--out", out, "--quiet"] + options, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  private func diff(_ arguments: [String], in folder: TemporaryFolder) async throws -> Program.Result {
    try await Program.run(["diff"] + arguments, in: folder)
  }

  @Test func equalDatasetsAreSaidToBeEqualWithExitCodeZero() async throws {
    try await withDatasets { folder in
      let result = try await diff(["old", "old"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      #expect(result.output == "equal: 24 images\n\nimages are recognised by their photos\n")
      let quiet = try await diff(["old", "old", "--quiet"], in: folder)
      #expect(quiet.exitCode == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    }
  }

  @Test func tableOfCountsIsFollowedByTheFirstImagesOfEachKind() async throws {
    try await withDatasets { folder in
      let result = try await diff(["old", "new"], in: folder)
      #expect(result.exitCode == 1 && result.errors.isEmpty)
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      #expect(lines[0].wholeMatch(of: /images +train +test +all/) != nil)
      #expect(lines[1].wholeMatch(of: /in old +\d+ +\d+ +24/) != nil)
      #expect(lines.contains { $0.wholeMatch(of: /in new .* 32/) != nil })
      #expect(lines.contains { $0.wholeMatch(of: /added .* 9/) != nil })
      #expect(lines.contains("recipe: split.seed is 4, and was 0"))
      let start = try #require(lines.firstIndex(of: "added: 9 images"))
      #expect(lines[start + 1].wholeMatch(of: #/  (train|test) \d+  sock/new \d.png \(sock\)/#) != nil)
      #expect(lines[start + 6] == "  … and 4 more; --out rows.csv lists all")
      let removed = try #require(lines.firstIndex(of: "removed: 1 image"))
      #expect(lines[removed + 1].hasSuffix("  hat/3.png (hat)"))
    }
  }

  @Test func fileHasALineForEachImageThatDiffersAndIsReplacedOnlyIfItIsSuchATable() async throws {
    try await withDatasets { folder in
      for _ in 0..<2 {
        let result = try await diff(["old", "new", "--out", "rows.csv"], in: folder)
        #expect(result.exitCode == 1 && result.output.contains("… and 4 more; rows.csv lists all"))
      }
      let lines = try folder.text("rows.csv").split(separator: "\n")
      #expect(lines[0].hasPrefix("changes,old_split,old_index,new_split,new_index,old_label,"))
      #expect(lines.count { $0.hasPrefix("added,,,") } == 9)
      #expect(lines.count { $0.hasPrefix("removed,") && $0.contains(",,,0,hat,,,hat/3.png,,") } == 1)
      let document = try await json(["old", "new"], in: folder)
      #expect((document["images"] as? [Any])?.count == lines.count - 1)

      try folder.write("mine", to: "notes.csv")
      let refused = try await diff(["old", "new", "--out", "notes.csv"], in: folder)
      #expect(refused.exitCode == 2 && refused.output.isEmpty && refused.errors.contains("--overwrite"))
      #expect(try folder.text("notes.csv") == "mine")
    }
  }

  private func json(_ arguments: [String], in folder: TemporaryFolder) async throws -> [String: Any] {
    let result = try await diff(arguments + ["--json"], in: folder)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func jsonIsOneDocumentWithCountsAndImages() async throws {
    try await withDatasets { folder in
      let document = try await json(["old", "new"], in: folder)
      #expect(document["isEqual"] as? Bool == false && document["recognisedBy"] as? String == "photo")
      let counts = try #require(document["counts"] as? [String: [String: Int]])
      #expect(counts["added"]?.values.reduce(0, +) == 9 && counts["removed"]?.values.reduce(0, +) == 1)
      let images = try #require(document["images"] as? [[String: Any]])
      let removed = images.filter { $0["changes"] as? [String] == ["removed"] }
      #expect(removed.count == 1 && removed[0]["new"] == nil)
      #expect((removed[0]["old"] as? [String: Any])?["source"] as? String == "hat/3.png")
    }
  }

  @Test func datasetsOfOtherProgramsAreComparedByTheirPlacesAndItIsSaid() async throws {
    try await withDatasets { folder in
      let files = try folder.files(in: "old").filter { $0.key.hasSuffix(".gz") }
      for (name, bytes) in files { try folder.write(bytes, to: "plain/\(name)") }
      let result = try await diff(["old", "plain"], in: folder)
      // Class names and the recipe cannot be compared, and no image differs.
      #expect(result.exitCode == 0, "\(result.output)")
      #expect(
        result.output.contains(
          "recognised by split and index, and by equal bytes, because plain has no manifest.csv"))
      #expect(result.output.contains("no dataset.json in plain: recipes are not compared"))
    }
  }

  @Test(arguments: [
    (["old", "gone"], Int32(2), "gone: there is no such folder"),
    (["old", "photos"], 2, "photos: there is no IDX file"),
    (["old"], 64, "Missing expected argument '<new>'"),
    (["old", ""], 64, "empty"),
    (["old", "new", "--out", ""], 64, "empty"),
  ])
  func whatCannotBeComparedIsAnError(_ arguments: [String], _ code: Int32, _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 4), ("b", 4)], to: folder)
      try await convert("old", in: folder)
      let result = try await diff(arguments, in: folder)
      #expect(result.exitCode == code && result.output.isEmpty)
      #expect(result.errors.contains(words), "\(result.errors)")
    }
  }
}
