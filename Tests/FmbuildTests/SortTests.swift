import Foundation
import TestSupport
import Testing

/// Tests of `fmbuild sort`; `scripts/check-sort` uses the page in a browser.
struct SortTests {
  /// Writes a heap of photos whose names are hard to handle.
  private func writeHeap(to folder: TemporaryFolder) throws -> [String] {
    let names = [
      "1.png", " 1.png", "sub/1.png", "a,b.png", "a\"b.png", "x;y.png", "<script>alert(1)<_script>.png",
      "line\nend.png",
      "caf\u{E9}.png", "\u{202E}gnp.png", "back\\slash.png", "</script>/2.png",
    ]
    for (seed, name) in names.enumerated() {
      try folder.write(try TestPhotos.png(seed: UInt64(seed % 4)), to: "heap/\(name)")
    }
    return names
  }

  private func field(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }

  @Test func thePageHasEveryPhotoAndIsTheSameEachTime() async throws {
    try await withTemporaryFolder { folder in
      let names = try writeHeap(to: folder)
      for name in ["sort.html", "again.html"] {
        let result = try await Program.run(
          ["sort", "heap", "--classes", "Cap,Bag", "--out", name], in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("\(name): 12 photos in 5 groups, "))
      }
      #expect(try folder.bytes("sort.html") == folder.bytes("again.html"))
      let page = try folder.text("sort.html")
      #expect(page.hasPrefix("<!doctype html>") && page.contains("default-src 'none'"))
      let start = try #require(page.range(of: "<script type=application/json id=data>")).upperBound
      let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
      let data = try #require(
        try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [String: Any])
      let photos = try #require(data["photos"] as? [[String: Any]])
      #expect(photos.compactMap { $0["p"] as? String }.sorted() == names.sorted())
      #expect(data["classes"] as? [String] == ["Cap", "Bag"])
      let groups = try #require(data["groups"] as? [[String: Any]])
      #expect(groups.flatMap { $0["photos"] as? [Int] ?? [] }.sorted() == Array(0..<12))
      // Photos with the same pixels are one product.
      #expect(photos.allSatisfy { $0["t"] is String })
    }
  }

  @Test func aTableOfEveryNameIsWhatConvertAndApplyTake() async throws {
    try await withTemporaryFolder { folder in
      let names = try writeHeap(to: folder)
      let rows = names.enumerated().map { "\(field($1)),\($0 < 6 ? "Bag" : "T-shirt/top"),," }
      let table =
        "path,label,group,action\n" + rows.dropLast().joined(separator: "\n")
        + "\n\(field(names[11])),,,drop\n"
      try folder.write(table, to: "labels.csv")
      let converted = try await Program.run(
        ["convert", "heap", "--labels", "labels.csv", "--out", "data", "--per-class", "4,1", "--json"],
        in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
      #expect(
        !converted.errors.contains("not named") && !converted.errors.contains("no such"),
        "\(converted.errors)")
      let rejected = try folder.text("data/rejects.csv")
      #expect(rejected.contains("dropped,nothing is wrong with the file: line"))
      #expect(!rejected.contains("no-such-photo") && !rejected.contains("no-label"))

      let applied = try await Program.run(
        ["sort", "heap", "--apply", "labels.csv", "--out", "folders"], in: folder)
      #expect(applied.exitCode == 0, "\(applied.errors)")
      #expect(applied.output.contains("11 photos in 2 folders, all hard links"), "\(applied.output)")
      #expect(applied.errors.contains("1 photo that is set aside is in no folder"))
      let files = try folder.files(in: "folders")
      #expect(files.count == 11 && files["Bag/1.png"] != nil && files["Bag/1-2.png"] != nil)
      #expect(files["T-shirt-top/caf\u{E9}.png"] == (try folder.bytes("heap/caf\u{E9}.png")))
      // Nothing was moved.
      #expect(try folder.files(in: "heap").count == 12)
      let again = try await Program.run(
        ["sort", "heap", "--apply", "labels.csv", "--out", "folders"], in: folder)
      #expect(again.exitCode == 2 && again.errors.contains("there already and not empty"))
    }
  }

  @Test func formerWorkIsOnThePage() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("x", 3), ("y", 3)], to: folder, under: "heap")
      try folder.write("path,label,group,action\nx/0.png,Bag,,\nx/1.png,,,drop\n", to: "labels.csv")
      try folder.write("source,action,new_class\ny/0.png,relabel,Cap\n", to: "corrections.csv")
      let result = try await Program.run(
        ["sort", "heap", "--labels", "labels.csv", "--labels", "corrections.csv"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let page = try folder.text("sort.html")
      #expect(page.contains("\"classes\":[\"Bag\",\"Cap\"]"))
      #expect(page.contains("\"l\":0,\"p\":\"x/0.png\"") && page.contains("\"l\":-2,\"p\":\"x/1.png\""))
      #expect(page.contains("\"l\":1,\"p\":\"y/0.png\"") && !page.contains("\"p\":\"y/1.png\",\"l\""))
    }
  }

  @Test func aLargeHeapHasSeveralPages() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("x", 7)], to: folder, under: "heap")
      let result = try await Program.run(["sort", "heap", "--per-page", "3", "--out", "my.html"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(
        result.output.split(separator: "\n").map { $0.split(separator: ":")[0] } == [
          "my.html", "my-2.html", "my-3.html",
        ])
      #expect(try folder.text("my-2.html").contains("labels-2.csv"))
    }
  }

  @Test func aPhotoThatCannotBeReadIsNamedAndCostsNothingElse() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("x", 3)], to: folder, under: "heap")
      try folder.write("no picture", to: "heap/broken.jpg")
      let result = try await Program.run(["sort", "heap"], in: folder)
      #expect(result.exitCode == 1 && result.errors.contains("broken.jpg: "))
      #expect(result.output.contains("3 photos in 2 groups"))
    }
  }

  @Test(arguments: [
    (["sort", "nowhere"], "nowhere: there is no such folder", 2),
    (["sort", "empty"], "there is no photo", 2),
    (["sort", "heap", "--apply", "labels.csv"], "--out", 64),
    (["sort", "heap", "--apply", "suspects.csv", "--out", "o"], "nobody has confirmed", 2),
    (["sort", "heap", "--apply", "other.csv", "--out", "o"], "other.csv:2: there is no photo z/9.png", 2),
    (["sort", "heap", "--labels", "other.csv"], "none of its 1 line names a photo", 2),
    (["sort", "heap", "--classes", "Bag,Bag"], "each once", 64),
    (["sort", "heap", "--per-page", "0"], "--per-page", 64),
    (["sort", "heap", "--model", "nowhere"], "nowhere", 2),
    (["sort", "heap", "--out", "no/page.html"], "no/page.html", 2),
    (["sort", "heap", "--suspects", "suspects.csv", "--model", "m"], "--suspects takes", 64),
  ])
  func whatCannotBeDoneIsSaidAndNothingIsWritten(_ arguments: [String], _ words: String, _ code: Int32)
    async throws
  {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("x", 2)], to: folder, under: "heap")
      try folder.makeFolder("empty")
      try folder.write("path,label\nx/0.png,Bag\n", to: "labels.csv")
      try folder.write("path,label\nz/9.png,Bag\n", to: "other.csv")
      try folder.write("source,given,likely,score\nx/0.png,Bag,Cap,0.1\n", to: "suspects.csv")
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == code && result.errors.contains(words), "\(result.exitCode) \(result.errors)")
      #expect(!folder.exists("sort.html") && !folder.exists("o"))
    }
  }

  @Test func aFileThatIsNoPageStays() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("x", 2)], to: folder, under: "heap")
      try folder.write("my thesis", to: "sort.html")
      let refused = try await Program.run(["sort", "heap"], in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("--overwrite"))
      #expect(try folder.text("sort.html") == "my thesis")
    }
  }

  @Test func aModelProposesAndDoubtsAreOpenedWithTheirPhotos() async throws {
    try await PictureFixtures.withDataset { folder in
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "2", "--no-baselines", "--out", "model",
          "--quiet",
        ], in: folder)
      #expect(trained.exitCode == 0, "\(trained.errors)")
      let sorted = try await Program.run(["sort", "photos", "--model", "model"], in: folder)
      #expect(sorted.exitCode == 0, "\(sorted.errors)")
      let page = try folder.text("sort.html")
      #expect(page.contains("\"classes\":[\"Cap\",\"Scarf\"]") && page.contains("\"q\":[["))

      let manifest = try folder.text("data/manifest.csv").split(separator: "\n").dropFirst()
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let row = try #require(manifest.first { $0[0] == "train" })
      try folder.write(
        "split,index,source,given,likely,score,candidate\ntrain,\(row[1]),\(row[4]),\(row[3]),\(row[3] == "Cap" ? "Scarf" : "Cap"),0.1,yes\n",
        to: "suspects.csv")
      let doubts = try await Program.run(
        ["sort", "data", "--suspects", "suspects.csv", "--out", "doubts.html"], in: folder)
      #expect(doubts.exitCode == 0, "\(doubts.errors)")
      let doubtPage = try folder.text("doubts.html")
      #expect(doubtPage.contains("\"table\":\"corrections\"") && doubtPage.contains("\"d\":\"\(row[5])\""))
      #expect(doubtPage.contains("\"p\":\"\(row[4])\"") && doubts.output.contains("1 photo in 1 group"))
    }
  }
}
