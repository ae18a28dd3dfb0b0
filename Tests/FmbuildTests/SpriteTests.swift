import Foundation
import ImageCore
import Testing
import TestSupport

/// Tests of `fmbuild sprite`.
struct SpriteTests {
  private func size(_ name: String, in folder: TemporaryFolder) throws -> Size {
    try PictureFixtures.picture(name, in: folder).size
  }

  @Test func classesStandOneBelowTheOther() async throws {
    try await PictureFixtures.withDataset { folder in
      let all = try await Program.run(["sprite", "data"], in: folder)
      #expect(all.exitCode == 0 && all.errors.isEmpty)
      #expect(
        all.output
          == "sprite.png shows 16 images; data: 16 images of 28x28 grey, 14 in train, 2 in test, 2 classes\n")
      let sheet = try size("sprite.png", in: folder)
      // A row has 8 tiles of 28x28, enlarged twice, with a label beside them.
      #expect(sheet.width > 8 * 56 && sheet.height > 2 * 56)
      for (arguments, count) in [
        (["--class", "scarf"], 8), (["--class", "1"], 8), (["--class", "Cap", "--class", "0"], 8),
        (["--split", "test"], 2), (["--class", "Cap", "--split", "train"], 7),
        (["--rows", "1", "--scale", "1"], 16),
      ] {
        let part = try await Program.run(["sprite", "data", "--out", "part.png"] + arguments, in: folder)
        #expect(part.exitCode == 0 && part.output.hasPrefix("part.png shows \(count) images; "), "\(part)")
      }
      #expect(try size("part.png", in: folder).width < sheet.width)
    }
  }

  @Test func examplesOfAFindingAreShownAndIfThereAreNoneNothingIsWritten() async throws {
    try await PictureFixtures.withDataset { folder in
      let none = try await Program.run(["sprite", "data", "--finding", "exact-duplicates"], in: folder)
      #expect(none.exitCode == 1 && none.output.isEmpty)
      #expect(none.errors == "data: 'exact-duplicates' names no image; sprite.png was not written\n")
      #expect(!folder.exists("sprite.png"))

      try folder.write(folder.bytes("photos/Cap/0.png"), to: "photos/Cap/copy.png")
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--overwrite", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      let found = try await Program.run(["sprite", "data", "--finding", "exact-duplicates"], in: folder)
      #expect(found.exitCode == 0 && found.output.contains("\nwarning: exact-duplicates: "))
      #expect(
        found.output.hasPrefix("sprite.png shows 1 image")
          || found.output.hasPrefix("sprite.png shows 2 images"))
      #expect(folder.exists("sprite.png"))
    }
  }

  @Test func suspectsAreShownInTheirOrderAndThoseOfAnotherDatasetRefused() async throws {
    try await PictureFixtures.withDataset { folder in
      let examples = try PictureFixtures.examples(
        try await Program.run(["show", "data", "--random", "14", "--json"], in: folder).output)
      let rows = examples.map { example in
        let given = example["class"] as? String ?? ""
        return "train,\(example["index"] ?? ""),,\(given),\(given == "Cap" ? "Scarf" : "Cap"),0.01,yes\n"
      }
      let headings = "split,index,source,given,likely,score,candidate\n"
      try folder.write(headings + rows.joined(), to: "suspects.csv")
      for (arguments, count) in [([], 14), (["--count", "5"], 5), (["--class", "Cap"], 7)] {
        let result = try await Program.run(
          ["sprite", "data", "--suspects", "suspects.csv"] + arguments, in: folder)
        #expect(
          result.exitCode == 0 && result.output.hasPrefix("sprite.png shows \(count) images; "), "\(result)")
        #expect(result.output.contains("suspects.csv: the \(count) most doubtful labels"))
      }
      let none = try await Program.run(
        ["sprite", "data", "--suspects", "suspects.csv", "--split", "test"], in: folder)
      #expect(none.exitCode == 1)

      try folder.write(headings + "train,3,,Shoe,Bag,0.01,yes\n", to: "other.csv")
      let other = try await Program.run(["sprite", "data", "--suspects", "other.csv"], in: folder)
      #expect(other.exitCode == 2 && other.errors.contains("other.csv:2: train 3 was 'Shoe'"))
      try folder.write("split,index\ntrain,3\n", to: "other.csv")
      let table = try await Program.run(["sprite", "data", "--suspects", "other.csv"], in: folder)
      #expect(table.exitCode == 2 && table.errors.contains("other.csv: the column 'given' is missing"))
    }
  }

  @Test func mistakesOfAModelAreShownAndModelsOfOtherDatasetsRefused() async throws {
    try await PictureFixtures.withDataset { folder in
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--no-baselines", "--quiet", "--validation",
          "0", "--out", "model",
        ],
        in: folder)
      #expect(trained.exitCode == 0, "\(trained.errors)")
      // The pictures are unrelated to their labels, so that one epoch cannot learn all of them.
      let train = try await Program.run(
        ["sprite", "data", "--mistakes", "model", "--split", "train"], in: folder)
      #expect(train.exitCode == 0, "\(train.errors)")
      #expect(
        train.output.contains("model (softmax): ") && train.output.contains(" of 14 train images wrong"))
      let test = try await Program.run(
        ["sprite", "data", "--mistakes", "model", "--out", "t.png"], in: folder)
      #expect(test.exitCode == (folder.exists("t.png") ? 0 : 1))

      for (options, message) in [
        (
          ["--pipeline", "rgb-32"],
          "takes images of 28x28x1 (rows, columns, channels), those of other are 32x32x3"
        ),
        (["--classes", "three.yaml"], "knows the classes Cap, Scarf, and other has Cap, Scarf, Shoe"),
      ] {
        try folder.write("Cap: [Cap]\nScarf: [Scarf]\nShoe: [Shoe]\n", to: "three.yaml")
        let converted = try await Program.run(
          ["convert", "photos", "--out", "other", "--overwrite", "--quiet"] + options, in: folder)
        #expect(converted.exitCode == 0, "\(converted.errors)")
        let refused = try await Program.run(["sprite", "other", "--mistakes", "model"], in: folder)
        #expect(refused.exitCode == 2 && refused.errors.contains(message), "\(refused.errors)")
      }
    }
  }

  @Test func colourDatasetsAreShownInColour() async throws {
    try await PictureFixtures.withDataset(converting: ["--pipeline", "rgb-32"]) { folder in
      let result = try await Program.run(["sprite", "data"], in: folder)
      #expect(result.exitCode == 0 && result.output.contains("32x32 colour"))
      let picture = try PictureFixtures.picture("sprite.png", in: folder)
      guard case .eightBit(let bytes) = picture.samples else { return }
      let colourful = stride(from: 0, to: bytes.count, by: 3).count {
        abs(Int(bytes[$0]) - Int(bytes[$0 + 1])) > 40
      }
      #expect(colourful > 1000)
    }
  }

  @Test(arguments: [
    (
      ["sprite", "data", "--finding", "blnk"], 64,
      "--finding: there is no check 'blnk' (did you mean 'blank'?)"
    ),
    (["sprite", "data", "--finding", "rebuild"], 64, "'fmbuild verify' with --rebuild"),
    (
      ["sprite", "data", "--finding", "blank", "--mistakes", "model"], 64,
      "--finding and --mistakes exclude each other"
    ),
    (["sprite", "data", "--count", "5"], 64, "--count is for"),
    (["sprite", "data", "--finding", "blank", "--rows", "5"], 64, "--rows is for classes"),
    (["sprite", "data", "--scale", "17"], 64, "--scale takes 1 to 16"),
    (["sprite", "data", "--split", "tset"], 64, "'tset'"),
    (["sprite", "data", "--class", "Shoe"], 2, "data: there is no class 'Shoe'; there are 0 Cap, 1 Scarf"),
    (["sprite", "nowhere"], 2, "nowhere: there is no such folder"),
    (["sprite", "photos"], 2, "photos: there is no IDX file"),
    (["sprite", "data", "--suspects", "nowhere.csv"], 2, "nowhere.csv: could not open the file"),
    (["sprite", "data", "--mistakes", "photos"], 2, "photos: there is no model here"),
    (["sprite", "data", "--out", "nowhere/x.png"], 2, "nowhere/x.png"),
  ])
  func whatCannotBeDoneIsSaid(_ arguments: [String], _ exitCode: Int32, _ message: String) async throws {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == exitCode && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
      #expect(try folder.names() == ["data", "photos"])
    }
  }
}
