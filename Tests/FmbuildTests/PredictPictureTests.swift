import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of what `fmbuild predict` takes for photos and for images, and of the pictures that it draws.
struct PredictPictureTests {
  @Test func whatTheNetworkSawIsTheImageOfTheDataset() async throws {
    try await PredictionModel.with { folder in
      let position = try PredictionModel.position(of: "shoe/7.png", in: folder)
      let shown = try await Program.run(["show", "data", position, "--png", "image.png"], in: folder)
      #expect(shown.exitCode == 0)
      let result = try await Program.run(
        ["predict", "--model", "model", "photos/shoe/7.png", "--show", "--png", "seen.png"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(try folder.bytes("seen.png") == folder.bytes("image.png"))
      // In a file, the picture is of characters: 14 lines of two pixels above each other.
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 16 && lines[0].hasPrefix("photos/shoe/7.png"))
      #expect(lines[1].contains("  shoe ") && lines[2].contains("  hat "))
      #expect(lines[1...14].contains { $0.prefix(30).contains("@") })
      #expect(lines.allSatisfy { $0.count <= 80 && $0.last != " " })
    }
  }

  @Test func picturesOfSeveralPhotosGoIntoAFolder() async throws {
    try await PredictionModel.with { folder in
      try folder.write(TestPhotos.png(seed: 5), to: "0.png")
      let result = try await Program.run(
        [
          "predict", "--model", "model", "photos", "0.png", "photos/hat/0.png", "data", "test:1", "--png",
          "seen/all",
        ], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(try folder.names(in: "seen/all") == ["0-2.png", "0.png", "hat", "shoe", "test-1.png"])
      #expect(try folder.names(in: "seen/all/shoe").count == 40)
      #expect(try folder.bytes("seen/all/0-2.png") == folder.bytes("seen/all/hat/0.png"))
      // The same again is no loss.
      let again = try await Program.run(
        ["predict", "--model", "model", "photos/hat/0.png", "--png", "seen/all"], in: folder)
      #expect(again.exitCode == 0)
    }
  }

  @Test func aFileOfTheUsersIsNoPlaceForAPicture() async throws {
    try await PredictionModel.with { folder in
      let photo = try PredictionModel.unsigned(folder.bytes("photos/hat/0.png"))
      try folder.write(photo, to: "mine/a.png")
      for place in ["mine", "mine/a.png"] {
        let result = try await Program.run(
          ["predict", "--model", "model", "mine/a.png", "--png", place], in: folder)
        #expect(result.exitCode == 2 && result.output.isEmpty)
        #expect(result.errors.contains("mine/a.png: this file is no picture of fmbuild and would be lost"))
      }
      #expect(try folder.bytes("mine/a.png") == photo)
      let several = try await Program.run(
        ["predict", "--model", "model", "photos", "--png", "seen.png"], in: folder)
      #expect(several.exitCode == 64 && several.errors.contains("and there are 80; name a folder"))
      let file = try await Program.run(
        ["predict", "--model", "model", "photos", "--png", "model/model.json"], in: folder)
      #expect(file.exitCode == 2 && file.errors.contains("model/model.json: this is a file; name a folder"))
    }
  }

  @Test func imageOfADatasetIsNotConvertedAgainAndHasItsLabelBesideIt() async throws {
    try await PredictionModel.with { folder in
      let position = try PredictionModel.position(of: "hat/3.png", in: folder)
      let photo = try await PredictionModel.predictions(["photos/hat/3.png"], in: folder)
      let image = try await PredictionModel.predictions(["data", position], in: folder)
      #expect(image[0]["probabilities"] as? [Double] == photo[0]["probabilities"] as? [Double])
      #expect(image[0]["converted"] as? Bool == false && photo[0]["converted"] as? Bool == true)
      #expect(image[0]["given"] as? String == "hat" && image[0]["isAsGiven"] as? Bool == true)
      #expect(image[0]["photo"] as? String == "data \(position)" && photo[0]["given"] == nil)
      let split = try await Program.run(
        ["predict", "--model", "model", "data", "test", "--top", "1"], in: folder)
      #expect(split.exitCode == 0 && split.errors.isEmpty)
      let lines = split.output.split(separator: "\n")
      let count = try await PredictionModel.predictions(["data", "t10k"], in: folder).count
      #expect(lines.count == count + 1 && count > 8)
      #expect(lines.dropLast().allSatisfy { $0.contains("labelled hat, ") || $0.contains("labelled shoe, ") })
      #expect(
        lines.last?.hasPrefix("\(count) images: ") == true && lines.last?.contains("as labelled") == true)
    }
  }

  @Test(arguments: [1, 4])
  func imageThatShowHasWrittenIsRecognised(_ scale: Int) async throws {
    try await PredictionModel.with { folder in
      let written = try await Program.run(
        ["show", "data", "test:0", "--png", "image.png", "--scale", "\(scale)"], in: folder)
      #expect(written.exitCode == 0)
      let image = try await PredictionModel.predictions(["data", "test:0"], in: folder)
      let result = try await Program.run(["predict", "--model", "model", "--json", "image.png"], in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.errors
          == "image.png: 28x28 grey, written by this program\(scale > 1 ? " and enlarged" : ""): taken for an image of a dataset, and not converted (--as photo converts it)\n"
      )
      let file = try #require(
        try PictureFixtures.document(result.output)["predictions"] as? [[String: Any]])
      #expect(file[0]["probabilities"] as? [Double] == image[0]["probabilities"] as? [Double])
      #expect(file[0]["converted"] as? Bool == false)
      let forced = try await PredictionModel.predictions(["image.png", "--as", "photo"], in: folder)
      #expect(forced[0]["converted"] as? Bool == true)
      #expect(forced[0]["probabilities"] as? [Double] != image[0]["probabilities"] as? [Double])
    }
  }

  @Test func imageOfAnotherProgramIsRecognisedByItsBackground() async throws {
    try await PredictionModel.with { folder in
      _ = try await Program.run(["show", "data", "test:0", "--png", "own.png"], in: folder)
      try folder.write(PredictionModel.unsigned(folder.bytes("own.png")), to: "image.png")
      let picture = try PictureFixtures.picture("own.png", in: folder)
      guard case .eightBit(let levels) = picture.samples else { return }
      let negative = Image(size: picture.size, channels: .grey, samples: .eightBit(levels.map { 255 - $0 }))
      try folder.write(PredictionModel.unsigned(ImageEncoder.png(negative)), to: "negative.png")
      let both = try await PredictionModel.predictions(["image.png", "negative.png"], in: folder)
      #expect(both[0]["converted"] as? Bool == false && both[1]["converted"] as? Bool == true)
      let told = try await Program.run(
        ["predict", "--model", "model", "image.png", "negative.png"], in: folder)
      #expect(told.errors.contains("image.png: 28x28 grey with a dark background, as the model's images: "))
      #expect(
        told.errors.contains("negative.png: it has the size of the model's images, but not their background"))
      // Who says that the negative is an image learns that it is one.
      let forced = try await Program.run(
        ["predict", "--model", "model", "negative.png", "--as", "image"], in: folder)
      #expect(forced.exitCode == 0 && forced.output.contains("negative.png: unsure"))
      #expect(
        forced.errors.contains("negative.png: warning: its background is bright, so that the network sees"))
      let photo = try await Program.run(
        ["predict", "--model", "model", "photos/hat/0.png", "--as", "image"], in: folder)
      #expect(photo.exitCode == 2 && photo.errors.contains("this is no image of 28x28x1"), "\(photo.errors)")
    }
  }

  @Test func photoOnABackgroundThatTheDatasetDidNotHaveIsUnsure() async throws {
    try await PredictionModel.with { folder in
      try folder.write(PredictionModel.gradientPNG(), to: "table.png")
      let result = try await Program.run(
        ["predict", "--model", "model", "table.png", "--unsure-below", "0"], in: folder)
      #expect(result.exitCode == 0 && result.output.hasPrefix("table.png: unsure, see the warning\n"))
      #expect(result.errors.contains("table.png: warning: its background is uneven"), "\(result.errors)")
      #expect(
        result.errors.contains("as 0 of 69 photos were that the model learned from"), "\(result.errors)")
    }
  }
}
