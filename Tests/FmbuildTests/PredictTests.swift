import Foundation
import ImageCodecs
import Testing
import TestSupport

/// Tests of what `fmbuild predict` says about photos that a model cannot judge.
struct PredictTests {
  /// Makes a dataset of two classes and a model of it.
  private func withModel(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 15), ("shoe", 15)], to: folder)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "2", "--no-baselines", "--quiet", "--out",
          "model",
        ], in: folder)
      #expect(trained.exitCode == 0)
      try await body(folder)
    }
  }

  private func predict(_ photos: [String], in folder: TemporaryFolder) async throws -> Program.Result {
    try await Program.run(["predict", "--model", "model"] + photos, in: folder)
  }

  @Test func blankPhotoShowsNothingAndGetsNoClass() async throws {
    try await withModel { folder in
      try folder.write(TestPhotos.blankPNG(), to: "blank.png")
      try folder.write(TestPhotos.whiteCutOutPNG(), to: "cut out.png")
      let blank = try await predict(["blank.png"], in: folder)
      #expect(blank.exitCode == 1 && blank.output.isEmpty)
      #expect(blank.errors.hasPrefix("blank.png: nothing to see: ") && !blank.errors.contains("--keep-blank"))
      let cutOut = try await predict(["cut out.png", "photos/hat/0.png"], in: folder)
      #expect(cutOut.exitCode == 1 && cutOut.output.hasPrefix("photos/hat/0.png"))
      #expect(cutOut.errors.contains("'png: {background: black}'"))
    }
  }

  @Test func missingFileIsSaidToBeMissing() async throws {
    try await withModel { folder in
      let result = try await predict(["nosuchfile.jpg"], in: folder)
      #expect(result.exitCode == 2)
      #expect(result.errors == "nosuchfile.jpg: there is no such file; check the name\n")
    }
  }

  @Test func photoOnBlackIsWarnedOfIfTheDatasetHasNone() async throws {
    try await withTemporaryFolder { folder in
      for arguments in [
        ["samples", "--out", "photos", "--per-class", "6", "--size", "60x80", "--quiet"],
        ["convert", "photos", "--out", "data", "--quiet"],
        [
          "train", "data", "--model", "softmax", "--epochs", "2", "--no-baselines", "--quiet", "--out",
          "model",
        ],
      ] {
        #expect(try await Program.run(arguments, in: folder).exitCode == 0)
      }
      let dark = try ImageEncoder.png(TestPhotos.picture(seed: 900, background: 5))
      try folder.write(dark, to: "dark.png")
      let result = try await predict(["dark.png", "photos/Bag/0000.jpg"], in: folder)
      #expect(result.exitCode == 0)
      #expect(result.errors.contains("\ndark.png: warning: its background is dark"))
      // The other line is about the calibration: there were no validation images.
      #expect(result.errors.split(separator: "\n").count == 2)
      #expect(result.output.contains("dark.png: unsure, "))
      let json = try await predict(["dark.png", "--json"], in: folder)
      #expect(json.output.contains(#""warning" : "warning: its background is dark"#))
    }
  }

  @Test func photoOnBlackIsNoSurpriseToAModelOfSuchPhotos() async throws {
    try await withTemporaryFolder { folder in
      for (seed, name) in ["a/0", "a/1", "a/2", "a/3", "b/0", "b/1", "b/2", "b/3"].enumerated() {
        try folder.makeFolder("photos/\(name.prefix(1))")
        try folder.write(
          ImageEncoder.png(TestPhotos.picture(seed: UInt64(seed), background: 0)), to: "photos/\(name).png")
      }
      let pipeline = try await Program.run(["pipelines", "fashion-mnist"], in: folder)
      // Without trimming, the dark background is in the image.
      try folder.write(pipeline.output.replacing("  - trim: {fuzz: 5%}\n", with: ""), to: "whole.yaml")
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--pipeline", "whole.yaml", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--quiet", "--out",
          "model",
        ], in: folder)
      #expect(trained.exitCode == 0)
      let known = try await predict(["photos/a/0.png"], in: folder)
      #expect(known.exitCode == 0 && !known.errors.contains("warning"))
      try folder.write(TestPhotos.png(seed: 77), to: "white.png")
      let other = try await predict(["white.png"], in: folder)
      #expect(other.errors.contains("white.png: warning: its background is bright, unlike"))
    }
  }
}
