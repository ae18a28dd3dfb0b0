import Foundation
import Testing
import TestSupport

/// Tests that commands do not replace files of other origin.
struct OutputPlaceTests {
  /// The content of a user's file at the path that a command has to write.
  private static let mine = Array("my holiday".utf8)

  @Test(arguments: [
    ["stages", "photos/Cap/0.png", "--out", "mine.png"], ["sprite", "data", "--out", "mine.png"],
    ["show", "data", "3", "--png", "mine.png"], ["show", "data", "3", "--trace", "--out", "mine.png"],
    ["report", "data", "--out", "mine.png"], ["chart", "data", "classes", "--out", "mine.png"],
    ["train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--suspects", "mine.png"],
  ])
  func anotherFileIsReplacedOnlyIfTheUserSaysSo(_ arguments: [String]) async throws {
    try await PictureFixtures.withDataset { folder in
      try folder.write(Self.mine, to: "mine.png")
      let refused = try await Program.run(arguments, in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("--overwrite"), "\(refused.errors)")
      #expect(try folder.bytes("mine.png") == Self.mine)
      let made = try await Program.run(arguments + ["--overwrite"], in: folder)
      #expect(made.exitCode == 0, "\(made.errors)")
      #expect(try folder.bytes("mine.png") != Self.mine)
      // A file that the command made itself is replaced without an option.
      let again = try await Program.run(arguments, in: folder)
      #expect(again.exitCode == 0, "\(again.errors)")
    }
  }

  @Test func aPhotoIsNeverReplacedByItsStages() async throws {
    try await PictureFixtures.withDataset { folder in
      let photo = try folder.bytes("photos/Cap/0.png")
      let result = try await Program.run(
        ["stages", "photos/Cap/0.png", "--out", "photos/../photos/Cap/0.png", "--overwrite"], in: folder)
      #expect(result.exitCode == 64 && result.errors.contains("which is not touched"))
      #expect(try folder.bytes("photos/Cap/0.png") == photo)
    }
  }

  @Test func whatIsMisspeltIsSaidBeforeTheTraining() async throws {
    try await PictureFixtures.withDataset { folder in
      for (arguments, words) in [
        (["--test-on", "nowhere"], "nowhere"),
        (["--suspects", "missing/suspects.csv"], "no folder missing"),
      ] {
        let result = try await Program.run(
          ["train", "data", "--model", "softmax", "--out", "model"] + arguments, in: folder)
        #expect(result.exitCode == 2 && result.errors.contains(words), "\(result.errors)")
        #expect(!result.errors.contains("epoch") && !folder.exists("model"))
      }
    }
  }

  @Test func imagesAndLabelsThatDoNotBelongTogetherAreNotLearned() async throws {
    try await PictureFixtures.withDataset(converting: ["--raw"]) { folder in
      for name in ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"] {
        try FileManager.default.removeItem(atPath: folder.path + "/data/" + name)
      }
      let labels = try folder.bytes("data/train-labels-idx1-ubyte")
      var wrong = labels
      wrong[wrong.count - 1] = 77
      try folder.write(wrong, to: "data/train-labels-idx1-ubyte")
      let unnamed = try await Program.run(["train", "data", "--model", "softmax"], in: folder)
      #expect(
        unnamed.exitCode == 2
          && unnamed.errors.contains("train has the label 77, and there are names for 2 classes"))
      var long = labels + [0]
      long[7] += 1
      try folder.write(long, to: "data/train-labels-idx1-ubyte")
      let uneven = try await Program.run(["train", "data", "--model", "softmax"], in: folder)
      #expect(uneven.exitCode == 2 && uneven.errors.contains("train has 14 images and 15 labels"))
    }
  }

  @Test func classesThatDifferInCaseAloneStayApart() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("A", 6), ("a", 6)], to: folder)
      for arguments in [
        ["convert", "photos", "--out", "data", "--per-class", "4,2", "--quiet"],
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--quiet", "--out",
          "model",
        ],
        ["report", "data", "--model", "model", "--quiet"],
      ] {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 0, "\(arguments): \(result.errors)")
      }
    }
  }

  @Test func aReportRepeatsTheVerdictOnlyOnTheVeryDataOfTheTraining() async throws {
    try await PictureFixtures.withDataset { folder in
      for arguments in [
        ["train", "data", "--model", "softmax", "--epochs", "1", "--quiet", "--out", "model"],
        ["report", "data", "--model", "model", "--quiet", "--out", "own.html"],
        // The datasets have the same test images, but other training images.
        ["convert", "photos", "--out", "less", "--per-class", "6,1", "--quiet"],
        ["report", "less", "--model", "model", "--quiet", "--out", "other.html"],
      ] {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 0, "\(arguments): \(result.errors)")
      }
      let (own, other) = (try folder.bytes("own.html"), try folder.bytes("other.html"))
      let note = "It was trained on data, not on these files."
      #expect(!String(decoding: own, as: UTF8.self).contains(note))
      #expect(String(decoding: other, as: UTF8.self).contains(note))
    }
  }
}
