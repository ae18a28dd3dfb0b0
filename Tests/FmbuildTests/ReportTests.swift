import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of `fmbuild report`; `scripts/check-report` opens the page in a browser.
struct ReportTests {
  @Test func theReportOfADatasetIsOneFileAndTheSameEachTime() async throws {
    try await PictureFixtures.withDataset { folder in
      for name in ["report.html", "again.html"] {
        let result = try await Program.run(["report", "data", "--out", name], in: folder)
        #expect(result.exitCode == 0)
        #expect(result.output.hasPrefix("\(name): 0.") && result.output.contains("open it in a browser"))
      }
      let page = String(decoding: try folder.bytes("report.html"), as: UTF8.self)
      #expect(page.hasPrefix("<!doctype html>") && page.contains("16 images of 28x28 grey"))
      // The photos are found because they are beside the dataset.
      #expect(page.contains("Stages from photo to image") && page.contains("Cap/"))
      #expect(try folder.bytes("again.html") == folder.bytes("report.html"))
    }
  }

  /// Returns what a page knows of its images.
  private static func examples(_ page: String, in folder: TemporaryFolder) throws -> [[String: Any]] {
    let text = String(decoding: try folder.bytes(page), as: UTF8.self)
    let start = try #require(text.range(of: "<script type=application/json id=data>"))
    let end = try #require(text.range(of: "</script>", range: start.upperBound..<text.endIndex))
    return try PictureFixtures.examples(String(text[start.upperBound..<end.lowerBound]))
  }

  @Test func aReportWithPhotosHasThemSmallWithTheirCropsAndStages() async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.write(
        try TestPhotos.jpeg(seed: 1, size: Size(width: 300, height: 400)), to: "large/Cap/a.jpg")
      try folder.write(try TestPhotos.png(seed: 2), to: "large/Cap/b.png")
      try folder.write(try TestPhotos.png(seed: 3), to: "large/Scarf/c.png")
      try folder.write(try TestPhotos.png(seed: 4), to: "large/Scarf/d.png")
      let converted = try await Program.run(
        ["convert", "large", "--out", "few", "--per-class", "1,1", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let result = try await Program.run(["report", "few", "--photos", "large"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      for example in try Self.examples("report.html", in: folder) {
        let encoded = try #require(example["v"] as? String)
        var decoder = PhotoDecoder()
        let photo = try decoder.decode([UInt8](try #require(Data(base64Encoded: encoded)))).image
        let isLarge = example["p"] as? String == "Cap/a.jpg"
        #expect(photo.size == (isLarge ? Size(width: 180, height: 240) : Size(width: 30, height: 40)))
        // The product is drawn from an eighth of each side to seven eighths; a pixel of a thumbnail is 5% or less.
        let crop = try #require(example["k"] as? [Int])
        for (part, expected) in zip(crop, [125, 125, 750, 750]) {
          #expect(abs(part - expected) <= 50, "\(crop)")
        }
        let names = (example["t"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names?.first == "thumbnail" && names?.last == "stretch")
      }
    }
  }

  @Test func photosAreLinkedFromWhereThePageIs() async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.makeFolder("pages")
      let result = try await Program.run(
        ["report", "data", "--photos", "photos", "--link-photos", "--out", "pages/report.html"], in: folder)
      #expect(result.exitCode == 0 && result.output.contains("with the photos in their own files"))
      let page = String(decoding: try folder.bytes("pages/report.html"), as: UTF8.self)
      #expect(page.contains("\"photos\":\"..\\/photos\"") || page.contains("\"photos\":\"../photos\""))
      #expect(page.contains("img-src data: 'self' file:"))
      #expect(try Self.examples("pages/report.html", in: folder).allSatisfy { $0["v"] as? String == "" })
      let refused = try await Program.run(["report", "data", "--link-photos"], in: folder)
      #expect(refused.exitCode == 64 && refused.errors.contains("--photos FOLDER"))
    }
  }

  @Test func aPhotoThatHasChangedIsNotShownAndNamed() async throws {
    try await PictureFixtures.withDataset { folder in
      let photo = "photos/Cap/" + (try #require(try folder.names(in: "photos/Cap").min()))
      try folder.write(try TestPhotos.png(seed: 77), to: photo)
      let result = try await Program.run(["report", "data", "--photos", "photos"], in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.errors.contains("1 photo is not shown, such as \(photo): this is not the photo"),
        "\(result.errors)")
      let shown = try Self.examples("report.html", in: folder).filter { $0["v"] != nil }
      #expect(shown.count == 15)
      let page = String(decoding: try folder.bytes("report.html"), as: UTF8.self)
      #expect(page.contains("15 photos can be seen") && page.contains("1 photo is not shown"))
    }
  }

  @Test func theOwnersAnswersBesideTheDataAreInTheDatasheet() async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.write(
        Array("uses: Only for a shop that sells nothing else.\n".utf8),
        to: "data/about.yaml")
      let result = try await Program.run(["report", "data", "--quiet"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let page = String(decoding: try folder.bytes("report.html"), as: UTF8.self)
      #expect(page.contains("for a shop that sells nothing else"))
    }
  }

  @Test func aFileThatIsNoReportStaysUnlessTheUserInsists() async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.write(Array("my thesis".utf8), to: "report.html")
      let refused = try await Program.run(["report", "data"], in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("--overwrite"))
      #expect(String(decoding: try folder.bytes("report.html"), as: UTF8.self) == "my thesis")
      for arguments in [["--overwrite"], []] {
        let result = try await Program.run(["report", "data", "--quiet"] + arguments, in: folder)
        #expect(result.exitCode == 0 && result.errors.isEmpty)
      }
    }
  }

  @Test(arguments: [
    (["report", "nowhere"], "nowhere"), (["report", "data", "--model", "nowhere"], "fmbuild train --out"),
    (["report", "data", "--against", "nowhere"], "nowhere"),
    (["report", "data", "--photos", "nowhere"], "nowhere: there is no such folder"),
    (["report", "data", "--suspects", "data/manifest.csv"], "the column 'given' is missing"),
    (["report", "data", "--policy", "nowhere.yaml"], "nowhere.yaml"),
    (["report", "data", "--out", "missing/report.html"], "missing/report.html"),
  ])
  func whatCannotBeReadOrWrittenIsNamedAndNothingIsWritten(_ arguments: [String], _ words: String)
    async throws
  {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(!folder.exists("report.html"))
    }
  }

  @Test func aModelOfOtherClassesIsRefused() async throws {
    try await PictureFixtures.withDataset { folder in
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--out", "model",
          "--quiet",
        ],
        in: folder)
      #expect(trained.exitCode == 0)
      let own = try await Program.run(["report", "data", "--model", "model", "--quiet"], in: folder)
      #expect(own.exitCode == 0)
      let page = String(decoding: try folder.bytes("report.html"), as: UTF8.self)
      #expect(page.contains("can it be learned?") && page.contains("Epoch by epoch"))
      try TestPhotos.write([("Cup", 8), ("Plate", 8)], to: folder, under: "others", firstSeed: 90)
      let converted = try await Program.run(
        ["convert", "others", "--out", "other", "--per-class", "7,1", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let foreign = try await Program.run(["report", "other", "--model", "model"], in: folder)
      #expect(foreign.exitCode == 2)
      #expect(foreign.errors.contains("the model knows the classes Cap, Scarf, and other has Cup, Plate"))
    }
  }
}
