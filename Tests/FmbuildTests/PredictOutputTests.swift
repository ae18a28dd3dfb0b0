import DatasetFormat
import Foundation
import ImageCodecs
import Testing
import TestSupport

/// Tests of standard input, tables, confidence and wrong usage of `fmbuild predict`.
struct PredictOutputTests {
  /// Photos are converted on all cores, sixteen at a time.
  @Test func photosOfAFolderAreInTheirOrderAndAsIfPredictedAlone() async throws {
    try await PredictionModel.with { folder in
      try folder.write(TestPhotos.blankPNG(), to: "photos/hat/20 blank.png")
      try folder.write([1, 2, 3], to: "photos/shoe/7 damaged.jpg")
      let all = try await Program.run(["predict", "--model", "model", "photos", "--csv"], in: folder)
      #expect(all.exitCode == 1)
      let rows = all.output.split(separator: "\n").dropFirst()
      #expect(rows.count == 82)
      let names = rows.map { String($0.prefix { $0 != "," }) }
      for name in [names[0], names[17], names[40], names[81]] {
        let alone = try await Program.run(["predict", "--model", "model", name, "--csv"], in: folder)
        #expect(alone.output.split(separator: "\n").last == rows.first { $0.hasPrefix(name + ",") })
      }
      let again = try await Program.run(["predict", "--model", "model"] + names + ["--csv"], in: folder)
      #expect(again.output == all.output)
    }
  }

  @Test func aClassNameOfAMillionCharactersIsCutOffInLines() async throws {
    try await PredictionModel.with { folder in
      let model = try folder.text("model/model.json")
      let long = model.replacingOccurrences(
        of: "\"shoe\"", with: "\"\(String(repeating: "s", count: 1_000_000))\"")
      #expect(long.count > 1_000_000)
      try folder.write(long, to: "model/model.json")
      for names in [["photos/shoe/1.png"], ["photos"]] {
        let result = try await Program.run(["predict", "--model", "model"] + names, in: folder)
        #expect(result.exitCode == 0 && result.output.contains("sss…"), "\(result.errors)")
        #expect(result.output.split(separator: "\n").allSatisfy { $0.count < 120 })
      }
    }
  }

  @Test func photoFromStandardInputIsTheSameAsFromItsFile() async throws {
    try await PredictionModel.with { folder in
      let file = try await PredictionModel.predictions(["photos/shoe/1.png"], in: folder)
      let piped = try await Program.shell(
        #"cat photos/shoe/1.png | "$F" predict --model model - --json"#, in: folder)
      #expect(piped.exitCode == 0 && piped.errors.isEmpty)
      let entries = try #require(
        try PictureFixtures.document(piped.output)["predictions"] as? [[String: Any]])
      #expect(entries.count == 1 && entries[0]["photo"] as? String == "-")
      #expect(entries[0]["probabilities"] as? [Double] == file[0]["probabilities"] as? [Double])
    }
  }

  @Test func picturesOneAfterTheOtherGiveALineEach() async throws {
    try await PredictionModel.with { folder in
      let pictures = [(1, true), (2, false), (3, true)].map {
        PredictionModel.ppm(PredictionModel.picture($0.0, isWide: $0.1))
      }
      try folder.write(pictures.flatMap { $0 } + Array("\n".utf8), to: "stream")
      let result = try await Program.shell(#"cat stream | "$F" predict --model model -"#, in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 3)
      for (number, name) in ["shoe", "hat", "shoe"].enumerated() {
        #expect(lines[number].hasPrefix("-:\(number + 1)  \(name)  "), "\(result.output)")
      }
      let cut = try await Program.shell(
        #"head -c 7000 stream | "$F" predict --model model - --csv"#, in: folder)
      #expect(cut.exitCode == 1)
      let rows = try CSV.rows(parsing: cut.output, file: "")
      #expect(rows.map(\.fields[0]) == ["photo", "-:1", "-:2", "-:3"])
      #expect(rows[3].fields[8].contains("the PNM ends early"))
      let strange = try await Program.shell(
        #"(cat stream; echo GIF) | "$F" predict --model model - --top 1"#, in: folder)
      #expect(strange.exitCode == 1 && strange.errors.hasPrefix("-:4: no picture follows"))
      #expect(strange.output.split(separator: "\n").count == 4)
    }
  }

  @Test(arguments: [
    ("< /dev/null", "-: nothing came from standard input; pipe a photo into it"),
    ("< model/model.json", "-: the file is text, not a picture"),
  ])
  func inputWithoutAPhotoIsNoPrediction(_ input: String, _ message: String) async throws {
    try await PredictionModel.with { folder in
      let result = try await Program.shell(#""$F" predict --model model - \#(input)"#, in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(result.errors.hasPrefix(message), "\(result.errors)")
    }
  }

  @Test func tableHasEveryPhotoAndTheScreenTenRejectedOnes() async throws {
    try await PredictionModel.with { folder in
      try folder.write(folder.bytes("photos/hat/0.png"), to: "some/a, \"b\"\nc.png")
      for number in 0..<13 { try folder.write("no photo", to: "some/\(10 + number).png") }
      let result = try await Program.run(["predict", "--model", "model", "some", "--csv"], in: folder)
      #expect(result.exitCode == 1)
      let rows = try CSV.rows(parsing: result.output, file: "").map(\.fields)
      #expect(rows.count == 15 && rows.allSatisfy { $0.count == 9 })
      #expect(
        rows[0] == [
          "photo", "class", "label", "confidence", "unsure", "given", "converted", "warning", "error",
        ])
      let photo = try #require(rows.first { $0[0] == "some/a, \"b\"\nc.png" })
      #expect(photo[1] == "hat" && photo[2] == "0" && ["yes", "no"].contains(photo[4]) && photo[6] == "yes")
      #expect((0.5...1).contains(Double(photo[3]) ?? 0))
      let broken = rows.filter { $0[0].hasPrefix("some/1") || $0[0].hasPrefix("some/2") }
      #expect(broken.count == 13 && broken.allSatisfy { $0[1] == "" && $0[4] == "" && !$0[8].isEmpty })
      let messages = result.errors.split(separator: "\n")
      #expect(messages.count == 11)
      #expect(messages.last == "… and 3 more photos that cannot be used with --json or --csv")
      let json = try await PredictionModel.predictions(["some"], in: folder, exitCode: 1)
      #expect(json.count == 14 && json.count { $0["error"] != nil } == 13)
      let entry = try #require(json.first { $0["error"] == nil })
      let confidence = try #require(entry["confidence"] as? Double)
      #expect(abs(confidence - (Double(photo[3]) ?? 0)) < 1e-4)
      #expect(entry["unsure"] as? Bool == (photo[4] == "yes"))
    }
  }

  @Test func predictionsBelowTheThresholdAreUnsure() async throws {
    try await PredictionModel.with { folder in
      func output(_ options: String...) async throws -> String {
        let result = try await Program.run(
          ["predict", "--model", "model", "photos/hat/0.png"] + options, in: folder)
        #expect(result.exitCode == 0)
        return result.output
      }
      #expect(try await output("--unsure-below", "1").hasPrefix("photos/hat/0.png: unsure, below 100%\n"))
      #expect(try await output("--unsure-below", "0").hasPrefix("photos/hat/0.png\n"))
      #expect(
        try await output("--unsure-below", "1", "--top", "1").hasSuffix("%  (unsure, below 100%)\n"))
      // The model's own threshold is in its folder.
      let text = try folder.text("model/model.json")
      let strict = text.replacing(/"unsureBelow" : [0-9.]+/, with: "\"unsureBelow\" : 1")
      #expect(strict != text)
      try folder.write(strict, to: "model/model.json")
      #expect(try await output().hasPrefix("photos/hat/0.png: unsure, below 100%\n"))
    }
  }

  @Test func temperatureOfTheModelsFolderChangesProbabilitiesAndNoClass() async throws {
    try await PredictionModel.with { folder in
      let text = try folder.text("model/model.json")
      var confidences: [Double] = []
      for temperature in ["0.5", "1", "5"] {
        // The first temperature is that of the record of the training, the other the model's own.
        let changed = text.replacing(/"temperature" : [0-9.]+/, with: "\"temperature\" : \(temperature)")
        #expect(changed != text)
        try folder.write(changed, to: "model/model.json")
        let entry = try await PredictionModel.predictions(["photos/hat/0.png"], in: folder)[0]
        #expect(entry["class"] as? String == "hat")
        confidences.append(try #require(entry["confidence"] as? Double))
      }
      #expect(confidences[0] > confidences[1] && confidences[1] > confidences[2])
      // Odds to the power of 1 / 5.
      func odds(_ share: Double) -> Double { share / (1 - share) }
      #expect(abs(pow(odds(confidences[1]), 0.2) / odds(confidences[2]) - 1) < 0.03)
    }
  }

  @Test func modelWithoutCalibrationSaysSo() async throws {
    try await PredictionModel.with { folder in
      let trained = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "1", "--validation", "0", "--no-baselines",
          "--quiet", "--out", "other",
        ], in: folder)
      #expect(trained.exitCode == 0)
      let description = try folder.text("other/model.json")
      #expect(!description.contains("calibration"))
      let result = try await Program.run(["predict", "--model", "other", "photos/hat/0.png"], in: folder)
      #expect(result.exitCode == 0)
      #expect(result.errors.hasPrefix("other: its probabilities are not calibrated and may be too high"))
    }
  }

  @Test(arguments: [
    (["photos", "--csv", "--json"], 64, "--csv and --json exclude each other"),
    (["photos", "--csv", "--show"], 64, "--show draws in a text"),
    (["photos", "--unsure-below", "60"], 64, "--unsure-below takes 0 to 1"),
    (["photos", "--unsure-below", "nan"], 64, "--unsure-below takes 0 to 1"),
    (["photos", "--as", "video"], 64, "video"),
    (["photos", "--overwrite"], 64, "--overwrite is for --png"),
    (["photos", "--top", "0"], 64, "--top takes 1 to 256"),
    (["-", "-"], 64, "can be read once"),
    (["test:0"], 64, "name the dataset's folder before it, as in 'data test:0'"),
    ([""], 64, "is a variable of your script not set?"),
    ([], 64, "photo"),
    (["data"], 2, "data: this is a dataset; say which of its images, such as 'data test:0'"),
    (["data", "test:11"], 2, "data: there is no test 11; test has 11 images, 0 to 10"),
    (["data", "val"], 2, "data: there is no validation split, only train and test"),
    (["photos", "train:0"], 2, "photos: there is no IDX file"),
    (["model"], 2, "model: there is no photo in this folder"),
    (["nothing.jpg"], 2, "nothing.jpg: there is no such file; check the name"),
    (["empty.jpg"], 2, "empty.jpg: the file is empty"),
  ])
  func whatCannotBeDoneIsSaid(_ arguments: [String], _ exitCode: Int32, _ message: String) async throws {
    try await PredictionModel.with { folder in
      try folder.write("", to: "empty.jpg")
      let result = try await Program.run(["predict", "--model", "model"] + arguments, in: folder)
      #expect(result.exitCode == exitCode && result.output.isEmpty, "\(result.output)")
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
