import Foundation
import IDX
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of what `fmbuild convert` decides by the photos: the pipeline, mirrored classes and groups.
struct ConversionChoiceTests {
  private static func images(_ folder: TemporaryFolder, _ data: String, _ split: String) throws -> [[UInt8]] {
    let array = try IDXArray(contentsOf: folder("\(data)/\(split)-images-idx3-ubyte.gz"))
    return stride(from: 0, to: array.payload.count, by: 784).map { Array(array.payload[$0..<($0 + 784)]) }
  }

  private static func mirrored(_ image: [UInt8]) -> [UInt8] {
    (0..<28).flatMap { row in image[(row * 28)..<(row * 28 + 28)].reversed() }
  }

  private static func recipe(_ folder: TemporaryFolder, _ data: String) throws -> [String: Any] {
    let text = try folder.text("\(data)/dataset.json")
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return try #require(object?["recipe"] as? [String: Any])
  }

  @Test(arguments: [("white", "fashion-mnist", "0 of 20"), ("table", "product-photos", "20 of 20")])
  func autoTakesThePipelineThatTheBackgroundsNeed(_ background: String, _ pipeline: String, _ seen: String)
    async throws
  {
    try await withTemporaryFolder { folder in
      let samples = try await Program.run(
        [
          "samples", "--out", "photos", "--per-class", "2", "--size", "120x160", "--background", background,
          "--quiet",
        ],
        in: folder)
      #expect(samples.exitCode == 0, "\(samples.errors)")
      let result = try await Program.run(
        ["convert", "photos", "--out", "data", "--pipeline", "auto"], in: folder)
      #expect(result.exitCode == 0)
      let reason = "\(seen) photos that were looked at are not on a white background"
      #expect(result.errors.contains("pipeline \(pipeline), because \(reason)\n"))
      #expect(!result.errors.contains("white background;") && !result.errors.contains("of 20 photos are not"))
      let recorded = try #require(try Self.recipe(folder, "data")["pipeline"] as? [String: Any])
      #expect(recorded["name"] as? String == pipeline && recorded["reason"] as? String == reason)
      let again = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data"], in: folder)
      #expect(again.exitCode == 0)
      for split in ["train", "t10k"] {
        #expect(try Self.images(folder, "data", split) == Self.images(folder, "again", split))
      }
    }
  }

  @Test func photosOnATableAreAnErrorOfVerifyWithThePipelineToTry() async throws {
    try await withTemporaryFolder { folder in
      _ = try await Program.run(
        [
          "samples", "--out", "photos", "--per-class", "2", "--size", "120x160", "--background", "table",
          "--quiet",
        ],
        in: folder)
      let converted = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      #expect(converted.errors.contains("20 of 20 photos are not on a white background"))
      let result = try await Program.run(["verify", "data", "--only", "photo-backgrounds"], in: folder)
      #expect(
        result.exitCode == 1 && result.output.contains("convert them again with --pipeline product-photos"))
    }
  }

  @Test func aMirroredClassIsMirroredAlikeByRecipeRebuildAndTrace() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 9), ("left shoe", 9)], to: folder)
      for (name, options) in [("plain", []), ("data", ["--mirror", "Left_Shoe"])] {
        let result = try await Program.run(["convert", "photos", "--out", name] + options, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      let again = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data"], in: folder)
      #expect(again.exitCode == 0)
      for split in ["train", "t10k"] {
        let (plain, data) = (try Self.images(folder, "plain", split), try Self.images(folder, "data", split))
        let labels = try IDXArray(contentsOf: folder("data/\(split)-labels-idx1-ubyte.gz")).payload
        for (index, label) in labels.enumerated() {
          #expect(data[index] == (label == 1 ? Self.mirrored(plain[index]) : plain[index]))
        }
        #expect(try Self.images(folder, "again", split) == data)
      }
      #expect(try Self.recipe(folder, "data")["mirroredClasses"] as? [String] == ["left shoe"])
      let rows = try folder.text("data/manifest.csv").split(separator: "\n").dropFirst()
      #expect(rows.allSatisfy { $0.contains(",mirrored,") == $0.contains(",left shoe,") })
      let verified = try await Program.run(["verify", "data", "--rebuild", "photos"], in: folder)
      #expect(verified.output.contains("rebuild") && !verified.output.contains("error: rebuild"))
      let shoe = try #require(
        try IDXArray(contentsOf: folder("data/train-labels-idx1-ubyte.gz")).payload.firstIndex(of: 1))
      let traced = try await Program.run(
        ["show", "data", "\(shoe)", "--trace", "--photos", "photos"], in: folder)
      #expect(traced.exitCode == 0 && traced.output.contains("flip") && !traced.output.contains("differ"))
    }
  }

  @Test func mirrorLikeFindsTheClassThatFacesTheOtherWay() async throws {
    try await withTemporaryFolder { folder in
      let samples = try await Program.run(
        ["samples", "--out", "photos", "--per-class", "14", "--size", "60x80", "--quiet"], in: folder)
      #expect(samples.exitCode == 0)
      for (name, options) in [
        ("reference", ["--mirror", "Sneaker,Ankle boot"]), ("data", ["--mirror-like", "reference"]),
      ] {
        let result = try await Program.run(["convert", "photos", "--out", name] + options, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        if name == "data" { #expect(result.errors.contains("mirrored, because their mean images")) }
      }
      #expect(try Self.recipe(folder, "data")["mirroredClasses"] as? [String] == ["Sneaker", "Ankle boot"])
      #expect(try Self.images(folder, "data", "train") == Self.images(folder, "reference", "train"))
    }
  }

  @Test(arguments: [
    (["--mirror", "shoo"], 2, "there is no class 'shoo' (did you mean 'shoe'?); there are hat, shoe"),
    (["--mirror", "shoe", "--mirror-like", "x"], 64, "keep one"),
    (["--mirror-like", "nowhere"], 2, "nowhere"),
    (["--group-pattern", "("], 2, "is no regular expression"),
    (["--group-pattern", "^[a-z]"], 2, "matches no name of 21 files"),
    (["--test-fraction", "95%"], 64, "takes 0 to 0.9, such as 0.2 or 20% for a fifth; you gave 95%"),
  ])
  func whatCannotBeDecidedIsSaid(_ options: [String], _ exitCode: Int32, _ message: String) async throws {
    try await ConvertTests.withPhotos { folder in
      let result = try await Program.run(["convert", "photos", "--out", "data"] + options, in: folder)
      #expect(result.exitCode == exitCode && result.errors.contains(message), "\(result.errors)")
      #expect(!folder.exists("data"))
    }
  }

  @Test func aPercentageIsAShare() async throws {
    try await ConvertTests.withPhotos { folder in
      for (name, share) in [("a", "20%"), ("b", "0.2")] {
        let result = try await Program.run(
          ["convert", "photos", "--out", name, "--test-fraction", share], in: folder)
        #expect(result.exitCode == 0)
      }
      #expect(try Self.images(folder, "a", "t10k") == Self.images(folder, "b", "t10k"))
    }
  }

  @Test func groupsOfAPatternAreRecordedAndStayTogether() async throws {
    try await withTemporaryFolder { folder in
      for product in 0..<12 {
        for view in 0..<3 {
          let label = product % 2 == 0 ? "hat" : "shoe"
          try folder.write(
            TestPhotos.png(seed: UInt64(product * 10 + view)), to: "photos/\(label)/p\(product)x\(view).png")
        }
      }
      let result = try await Program.run(
        ["convert", "photos", "--out", "data", "--group-pattern", "^p[0-9]+"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let rows = try folder.text("data/manifest.csv").split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      var splits: [Substring: Set<Substring>] = [:]
      for row in rows { splits[row[6], default: []].insert(row[0]) }
      #expect(splits.count == 12 && splits.values.allSatisfy { $0.count == 1 })
      let labels = try #require(try Self.recipe(folder, "data")["labels"] as? [String: Any])
      #expect(labels["groupPattern"] as? String == "^p[0-9]+")
    }
  }
}
