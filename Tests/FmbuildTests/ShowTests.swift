import Foundation
import IDX
import ImageCore
import Testing
import TestSupport

/// Tests of `fmbuild show`.
struct ShowTests {
  @Test func examplesAreShownWithWhatTheManifestSays() async throws {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.shell(#"COLORTERM=truecolor "$F" show data test:1"#, in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      #expect(!result.output.contains("\u{1B}"))
      let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      // The first 28 lines are the picture, the next the image's facts.
      let row = try #require(
        try folder.text("data/manifest.csv").split(separator: "\n").first { $0.hasPrefix("test,1,") })
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(
        lines.dropFirst(28) == [
          "test 1: \(fields[2]) \(fields[3])", "\(fields[4])", "sha256 \(fields[5].prefix(12))…",
          "photo 30x40",
          "crop \(fields[11])x\(fields[12])+\(fields[9])+\(fields[10]) of 30x40", "",
        ])
      #expect(lines.prefix(28).contains { $0.contains("@") })
      let several = try await Program.run(["show", "data"], in: folder)
      for index in 0..<4 { #expect(several.output.contains("train \(index): ")) }
      #expect(several.output.split(separator: "\n").allSatisfy { $0.count <= 80 && $0.last != " " })
    }
  }

  @Test func pngHasTheExactBytesOfTheExample() async throws {
    for options in [[], ["--pipeline", "rgb-32"]] {
      try await PictureFixtures.withDataset(converting: options) { folder in
        let name = "data/train-images-idx\(options.isEmpty ? 3 : 4)-ubyte.gz"
        let images = try IDXFile(contentsOf: folder(name)).array.payload
        let length = images.count / 14
        for (scale, index) in [(1, 0), (3, 13)] {
          let result = try await Program.run(
            ["show", "data", "\(index)", "--png", "image.png"] + (scale == 1 ? [] : ["--scale", "\(scale)"]),
            in: folder)
          #expect(result.exitCode == 0 && result.output.contains("image.png: train \(index), "))
          let picture = try PictureFixtures.picture("image.png", in: folder)
          guard case .eightBit(let bytes) = picture.samples else { return }
          let side = picture.size.width / scale
          let channels = options.isEmpty ? 1 : 3
          #expect(picture.size.width == picture.size.height && length == side * side * channels)
          let expected = (0..<(side * scale)).flatMap { y in
            (0..<(side * scale)).flatMap { x in
              let start = index * length + (y / scale * side + x / scale) * channels
              return images[start..<(start + channels)]
            }
          }
          let isEqual = bytes == expected
          #expect(isEqual)
        }
      }
    }
  }

  @Test func choiceIsLimitedToClassAndSplitAndRepeatableBySeed() async throws {
    try await PictureFixtures.withDataset { folder in
      func examples(_ arguments: String...) async throws -> [[String: Any]] {
        try PictureFixtures.examples(
          try await Program.run(["show", "data", "--json"] + arguments, in: folder).output)
      }
      let scarfs = try await examples("--class", "scarf", "--random", "100")
      #expect(
        scarfs.count == 7
          && scarfs.allSatisfy { $0["label"] as? Int == 1 && $0["split"] as? String == "train" }
      )
      #expect(Set(scarfs.compactMap { $0["index"] as? Int }).count == 7)
      let tests = try await examples("--split", "test")
      #expect(tests.compactMap { $0["index"] as? Int } == [0, 1])
      let mixed = try await examples("--split", "test", "1", "train:3")
      #expect(mixed.compactMap { $0["split"] as? String } == ["test", "train"])
      func order(_ seed: String) async throws -> [Int] {
        try await examples("--random", "14", "--seed", seed).compactMap { $0["index"] as? Int }
      }
      let (one, again, other) = (try await order("1"), try await order("1"), try await order("2"))
      #expect(one == again && one != other && one.sorted() == other.sorted())
    }
  }

  /// The cases are full and reduced decoding, grey and colour.
  @Test(arguments: [[], ["--fast"], ["--pipeline", "rgb-32"], ["--pipeline", "emnist"]])
  func everyExampleIsWhatItsPhotoGivesAgain(_ options: [String]) async throws {
    try await withTemporaryFolder { folder in
      let samples = try await Program.run(
        ["samples", "--out", "photos", "--per-class", "2", "--quiet"], in: folder)
      #expect(samples.exitCode == 0)
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--test-fraction", "0", "--quiet"] + options, in: folder)
      #expect(converted.exitCode == 0)
      let result = try await Program.run(
        ["show", "data", "--random", "100", "--trace", "--json", "--out", "strip.png"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let traces = try PictureFixtures.examples(result.output).compactMap { $0["trace"] as? [String: Any] }
      #expect(traces.count == 20 && traces.allSatisfy { $0["isIdentical"] as? Bool == true })
      #expect(traces.allSatisfy { ($0["photo"] as? String)?.hasPrefix("photos/") == true })
      #expect(folder.exists("strip.png"))
    }
  }

  @Test func traceNamesEveryStage() async throws {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.run(["show", "data", "3", "--trace"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      #expect(result.output.contains("\ntrain 3: photos/"))
      for stage in [
        "decode", "thumbnail", "trim", "resize", "sharpen", "extend", "negate", "grayscale", "stretch",
      ] {
        #expect(result.output.contains("\n  \(stage) "))
      }
      #expect(result.output.contains("the last stage gives the image, all 784 bytes"))
      #expect(result.output.hasSuffix("trace.png: 1 photo, stage by stage\n"))
      #expect(folder.exists("trace.png"))
    }
  }

  @Test func traceSaysWhenTheExampleIsNotWhatThePipelineGives() async throws {
    try await PictureFixtures.withDataset { folder in
      let text = try folder.text("data/dataset.json")
      let changed = text.replacingOccurrences(
        of: "\"fuzz\" : \"5%\"", with: "\"fuzz\" : \"90%\"")
      #expect(changed != text)
      try folder.write(changed, to: "data/dataset.json")
      let result = try await Program.run(["show", "data", "3", "--trace"], in: folder)
      #expect(result.exitCode == 1)
      #expect(result.output.contains("the last stage gives another picture than the image: "))
    }
  }

  @Test func photoIsFoundElsewhereAndBelievedByItsBytesOnly() async throws {
    try await PictureFixtures.withDataset { folder in
      let examples = try PictureFixtures.examples(
        try await Program.run(["show", "data", "3", "--json"], in: folder).output)
      let source = try #require(examples[0]["source"] as? String)
      // Another photo with this name is in a folder that is searched first.
      try folder.write(TestPhotos.png(seed: 99), to: "a/\(source)")
      let found = try await Program.run(["show", "data", "3", "--trace"], in: folder)
      #expect(found.exitCode == 0 && found.output.contains("train 3: photos/\(source)"))
      let wrong = try await Program.run(["show", "data", "3", "--trace", "--photos", "a"], in: folder)
      #expect(wrong.exitCode == 2)
      #expect(wrong.errors.hasPrefix("fmbuild: a/\(source): this is not the photo that train 3 was made of"))
      try folder.makeFolder("empty")
      let missing = try await Program.run(["show", "data", "3", "--trace", "--photos", "empty"], in: folder)
      #expect(
        missing.exitCode == 2 && missing.errors.contains("empty: \(source), the photo of train 3, is not"))
      try folder.remove("photos/\(source)")
      try folder.remove("a")
      let gone = try await Program.run(["show", "data", "3", "--trace"], in: folder)
      #expect(gone.exitCode == 2 && gone.errors.contains("name its folder with --photos"))
      #expect(gone.output.isEmpty)
    }
  }

  @Test func datasetOfUnknownOriginIsShownButNotTraced() async throws {
    try await PictureFixtures.withDataset { folder in
      for (file, message) in [("dataset.json", "by what pipeline"), ("manifest.csv", "what photos")] {
        try folder.remove("data/\(file)")
        let refused = try await Program.run(["show", "data", "3", "--trace"], in: folder)
        #expect(refused.exitCode == 2 && refused.output.isEmpty)
        #expect(
          refused.errors.contains("data: \(file) is not there, which says \(message)"), "\(refused.errors)")
      }
      let shown = try await Program.run(["show", "data", "3"], in: folder)
      #expect(shown.exitCode == 0 && shown.output.contains("train 3: ") && !shown.output.contains("sha256"))
    }
  }

  @Test func readerThatGoesAwayIsNoError() async throws {
    try await PictureFixtures.withDataset { folder in
      let result = try await Program.shell(
        #"{ "$F" show data --random 14; echo $? > code; } | true; cat code"#, in: folder)
      #expect(result.errors.isEmpty)
      // The program ends by itself or by SIGPIPE, as usual for programs in pipes.
      #expect(["0\n", "141\n"].contains(result.output))
    }
  }

  @Test(arguments: [
    (["show", "data", "14"], 2, "data: there is no train 14; train has 14 images, 0 to 13"),
    (["show", "data", "test:2"], 2, "data: there is no test 2; test has 2 images, 0 to 1"),
    (["show", "data", "tset:2"], 64, "tset:2"),
    (["show", "data", "--split", "val"], 2, "data: there is no validation split, only train and test"),
    (["show", "data", "val:0"], 2, "data: there is no validation split, only train and test"),
    (["show", "data", "x"], 64, "'x'"),
    (["show", "data", "1", "--class", "Cap"], 64, "An index names an image already"),
    (["show", "data", "--class", "Shoe"], 2, "there are 0 Cap, 1 Scarf"),
    (["show", "data", "--random", "0"], 64, "--random takes 1 to 1000"),
    (["show", "data", "--seed", "1"], 64, "--seed is for --random"),
    (["show", "data", "--png", "x.png"], 64, "--png writes one image, and 4 are shown"),
    (["show", "data", "1", "--scale", "2"], 64, "--png FILE"),
    (["show", "data", "1", "--png", "x.png", "--scale", "65"], 64, "--scale takes 1 to 64"),
    (["show", "data", "1", "--photos", "photos"], 64, "--photos and --out are for --trace"),
    (["show", "data", "1", "--trace", "--photos", "nowhere"], 2, "nowhere: there is no such folder"),
    (["show", "nowhere"], 2, "nowhere: there is no such folder"),
    (["show", "photos"], 2, "photos: there is no IDX file"),
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
