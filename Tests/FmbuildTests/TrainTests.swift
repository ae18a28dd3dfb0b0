import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild train` and `fmbuild predict`, on 120 synthetic photos.
struct TrainTests {
  private func withDataset(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let samples = try await Program.run(
        ["samples", "--out", "photos", "--per-class", "12", "--size", "90x120", "--quiet"], in: folder)
      #expect(samples.exitCode == 0)
      let converted = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(converted.exitCode == 0)
      try await body(folder)
    }
  }

  private func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func trainingEndsInScoresBaselinesAndAVerdict() async throws {
    try await withDataset { folder in
      let result = try await Program.run(
        ["train", "data", "--model", "mlp", "--epochs", "30", "--out", "model", "--export", "onnx"],
        in: folder)
      #expect(result.exitCode == 0)
      #expect(result.errors.contains("mlp") && result.errors.contains("101,770"))
      for text in [
        "precision", "given \\ predicted", "test accuracy 0.", "calibrated on 10 validation images",
        "majority 0.", "5-NN 0.",
        "predict --model model",
      ] {
        #expect(result.output.contains(text), "\(text) is not said")
      }
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/model").sorted()
      #expect(files == ["model.json", "model.onnx", "model.safetensors"])
    }
  }

  @Test func theSameSeedAndThreadsGiveTheSameModel() async throws {
    try await withDataset { folder in
      for name in ["a", "b"] {
        let result = try await Program.run(
          [
            "train", "data", "--model", "lenet5", "--epochs", "2", "--threads", "2", "--seed", "7",
            "--augment",
            "--no-baselines", "--quiet", "--out", name,
          ], in: folder)
        #expect(result.exitCode == 0 && result.errors.isEmpty)
      }
      let other = try await Program.run(
        [
          "train", "data", "--model", "lenet5", "--epochs", "2", "--threads", "2", "--seed", "8", "--augment",
          "--no-baselines", "--quiet", "--out", "c",
        ], in: folder)
      #expect(other.exitCode == 0)
      func file(_ path: String) throws -> Data {
        try Data(contentsOf: URL(filePath: folder.path + "/" + path))
      }
      #expect(try file("a/model.safetensors") == file("b/model.safetensors"))
      #expect(try file("a/model.json") == file("b/model.json"))
      #expect(try file("a/model.safetensors") != file("c/model.safetensors"))
    }
  }

  @Test func jsonHasFiguresAndVerdict() async throws {
    try await withDataset { folder in
      let result = try await Program.run(
        ["train", "data", "--model", "softmax", "--epochs", "40", "--json", "--quiet", "--test-on", "data"],
        in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      let document = try document(result.output)
      #expect(document["schema"] as? Int == 1 && document["parameterCount"] as? Int == 7850)
      #expect((document["epochs"] as? [Any])?.count == 40)
      let test = try #require(document["test"] as? [String: Any])
      let accuracy = try #require(test["accuracy"] as? Double)
      let baselines = try #require(document["baselines"] as? [String: Any])
      let majority = try #require(baselines["majority"] as? Double)
      // Synthetic products are easy to tell apart.
      #expect(accuracy > majority + 0.2)
      let transfer = try #require((document["transfer"] as? [String: Any])?["asTheyAre"] as? [String: Any])
      #expect(transfer["images"] as? Int == 120)
      #expect((document["verdict"] as? [String: Any])?["headline"] != nil)
      let calibration = try #require(document["calibration"] as? [String: Any])
      #expect((calibration["temperature"] as? Double ?? 0) > 0 && calibration["images"] as? Int == 10)
      let bins = try #require(calibration["reliability"] as? [[String: Any]])
      #expect(bins.count == 10)
      let imageCount = try #require(test["images"] as? Int)
      #expect(bins.reduce(0) { $0 + ($1["images"] as? Int ?? 0) } == imageCount)
      let rightCount = Int((accuracy * Double(imageCount)).rounded())
      #expect(bins.reduce(0) { $0 + ($1["right"] as? Int ?? 0) } == rightCount)
      #expect(document["photoBackgrounds"] as? [String: Int] != nil)
    }
  }

  /// Which of both happens depends on the processor.
  @Test func bfloat16TrainsOrIsRefusedInOneSentence() async throws {
    try await withDataset { folder in
      let result = try await Program.run(
        [
          "train", "data", "--model", "cnn", "--epochs", "1", "--precision", "bfloat16", "--no-baselines",
          "--json", "--quiet",
        ], in: folder)
      if result.exitCode == 0 {
        let settings = try #require(try document(result.output)["settings"] as? [String: Any])
        #expect(settings["precision"] as? String == "bfloat16")
      } else {
        #expect(result.exitCode == 64 && result.output.isEmpty)
        #expect(result.errors.contains("--precision: this processor has no instructions for bfloat16"))
      }
    }
  }

  @Test(arguments: ["majority", "knn"])
  func whatHasNoParametersIsJudgedAsWell(_ model: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(["train", "data", "--model", model], in: folder)
      #expect(result.exitCode == 0 && result.output.contains("test accuracy 0."))
      let refused = try await Program.run(["train", "data", "--model", model, "--out", "model"], in: folder)
      #expect(refused.exitCode == 64)
    }
  }

  @Test func predictUsesTheModelsOwnPipelineAndNamesWhatItCannotRead() async throws {
    try await withDataset { folder in
      let trained = try await Program.run(
        ["train", "data", "--model", "mlp", "--epochs", "30", "--no-baselines", "--quiet", "--out", "model"],
        in: folder)
      #expect(trained.exitCode == 0)
      let one = try await Program.run(["predict", "--model", "model", "photos/Trouser/0001.jpg"], in: folder)
      #expect(one.exitCode == 0 && one.errors.isEmpty)
      #expect(one.output.hasPrefix("photos/Trouser/0001.jpg") && one.output.contains("\n  Trouser "))
      try Data("no photo".utf8).write(to: URL(filePath: folder.path + "/photos/Bag/notes.jpg"))
      let all = try await Program.run(["predict", "--model", "model", "photos", "--json"], in: folder)
      #expect(all.exitCode == 1 && all.errors.contains("photos/Bag/notes.jpg: "))
      let document = try document(all.output)
      #expect(document["pipeline"] as? String == "fashion-mnist")
      let predictions = try #require(document["predictions"] as? [[String: Any]])
      #expect(predictions.count == 121)
      let right = predictions.filter { entry in
        guard let photo = entry["photo"] as? String, let name = entry["class"] as? String else {
          return false
        }
        return photo.split(separator: "/")[1].prefix(4) == name.prefix(4)
      }
      // The model was trained with most of the photos.
      #expect(right.count > 90)
      for entry in predictions where entry["error"] == nil {
        let sum = try #require(entry["probabilities"] as? [Double]).reduce(0, +)
        #expect(abs(sum - 1) < 1e-5)
      }
    }
  }

  @Test func suspectsNameTheirPhotos() async throws {
    try await withDataset { folder in
      let result = try await Program.run(
        [
          "train", "data", "--model", "softmax", "--epochs", "20", "--no-baselines", "--quiet", "--suspects",
          "suspects.csv",
        ], in: folder)
      #expect(result.exitCode == 0)
      let lines = try String(contentsOfFile: folder.path + "/suspects.csv", encoding: .utf8).split(
        separator: "\n")
      #expect(lines[0] == "split,index,source,given,likely,score,candidate")
      let manifest = try String(contentsOfFile: folder.path + "/data/manifest.csv", encoding: .utf8)
      let trainCount = manifest.split(separator: "\n").count { $0.hasPrefix("train,") }
      #expect(lines.count == trainCount + 1)
      let fields = lines[1].split(separator: ",", omittingEmptySubsequences: false)
      #expect(manifest.contains("train,\(fields[1]),") && manifest.contains(",\(fields[2]),"))
    }
  }

  @Test(arguments: [
    (["train", "data", "--model", "cnm"], 64, "--model: there is no model 'cnm' (did you mean 'cnn'?)"),
    (["train", "data", "--epochs", "0"], 64, "--epochs takes 1"),
    (["train", "data", "--export", "onnx"], 64, "--out"),
    (["train", "data", "--patience", "2", "--validation", "0"], 64, "leave --validation above 0"),
    (["train", "nothing"], 2, "nothing: there is no such folder"),
    (["train", "data", "--out", "photos"], 2, "photos"),
    (["train", "data", "--lr", "1e30"], 64, "--lr takes a number above 0"),
    (["train", "data", "--precision", "float16"], 64, "float32"),
    (["predict", "--model", "data", "photos/Bag/0001.jpg"], 2, "data: there is no model here"),
  ])
  func whatCannotBeDoneIsSaid(_ arguments: [String], _ exitCode: Int32, _ message: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(arguments, in: folder)
      #expect(result.exitCode == exitCode && result.output.isEmpty)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
