import Foundation
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
