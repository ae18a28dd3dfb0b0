import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `fmbuild convert`.
struct ConvertTests {
  /// Makes photos of two classes, one of them broken if `isOneBroken`.
  static func withPhotos(
    isOneBroken: Bool = false, _ body: (TemporaryFolder) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 12), ("shoe", 9)], to: folder)
      if isOneBroken {
        let whole = try TestPhotos.png(seed: 99)
        try folder.write(Array(whole.prefix(whole.count / 2)), to: "photos/shoe/cut.png")
      }
      try await body(folder)
    }
  }

  @Test func resultIsOnStandardOutputAndTheRestOnStandardError() async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      let result = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.output.contains(
          "21 images of 28x28 grey from 22 photos, 1 rejected (pipeline fashion-mnist, seed 0)\n"))
      #expect(result.output.contains("  data/train-images-idx3-ubyte.gz  "))
      #expect(result.output.hasPrefix("label  class  train  test\n    0  hat  "))
      #expect(result.errors.hasPrefix("22 photos below photos\n"))
      #expect(!result.output.contains("cut.png"))
    }
  }

  @Test func brokenPhotoIsNamedWithItsPathAndWhatToDo() async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      let result = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      let line = try #require(result.errors.split(separator: "\n").first { $0.hasPrefix("shoe/cut.png: ") })
      #expect(line.contains("; "))
      let rejectedPhotos = try folder.text("data/rejects.csv")
      #expect(
        rejectedPhotos.split(separator: "\n").count == 2
          && rejectedPhotos.contains("\nshoe/cut.png,") && rejectedPhotos.contains(",shoe,truncated,"))
    }
  }

  @Test func pathThatCouldPaintTheTerminalIsSpeltOut() async throws {
    try await Self.withPhotos { folder in
      try folder.write("no picture", to: "photos/hat/\u{1B}[31m\n.jpg")
      let result = try await Program.run(["convert", "photos", "--dry-run"], in: folder)
      #expect(result.errors.contains("\nhat/\\u{1B}[31m\\n.jpg: "))
      #expect(!(result.errors + result.output).contains("\u{1B}"))
    }
  }

  @Test(arguments: [("0", 1), ("1", 0), ("4%", 1), ("5%", 0), ("100%", 0), ("0.04", 1), ("0.05", 0)])
  func moreRejectedPhotosThanAllowedIs1AndTheDatasetIsThere(_ limit: String, _ exitCode: Int32) async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      let result = try await Program.run(
        ["convert", "photos", "--out", "data", "--max-rejected", limit], in: folder)
      #expect(result.exitCode == exitCode)
      #expect(result.errors.contains("1 of 22 photos rejected, more than --max-rejected") == (exitCode == 1))
      #expect(folder.exists("data/dataset.json"))
    }
  }

  @Test func moreThanAFifthRejectedIs1WithTheMostFrequentReasonAndTheRemedy() async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      for number in 0..<4 { try folder.write(TestPhotos.blankPNG(), to: "photos/hat/blank \(number).png") }
      let few = try await Program.run(["convert", "photos", "--out", "few"], in: folder)
      #expect(few.exitCode == 0 && !few.errors.contains("--max-rejected"))
      #expect(few.output.hasSuffix("5 of 26 photos rejected: few/rejects.csv says why\n"))
      try folder.write(TestPhotos.blankPNG(), to: "photos/hat/blank 4.png")
      let many = try await Program.run(["convert", "photos", "--out", "many"], in: folder)
      #expect(many.exitCode == 1 && folder.exists("many/dataset.json"))
      #expect(
        many.errors.contains(
          "6 of 27 photos rejected, more than --max-rejected 20% allows; the most frequent reason is nothing-to-see "
            + "(5 photos), such as hat/blank 0.png: nothing to see"))
      #expect(many.output.hasSuffix("6 of 27 photos rejected: many/rejects.csv says why\n"))
      let allowed = try await Program.run(
        ["convert", "photos", "--out", "allowed", "--max-rejects", "30%"], in: folder)
      #expect(allowed.exitCode == 0)
    }
  }

  @Test func splitWithoutAnImageIs2AndNothingIsWritten() async throws {
    try await Self.withPhotos { folder in
      var table = "path,label,group\n"
      for number in 0..<9 { table += "hat/\(number).png,hat,g0\nshoe/\(number).png,shoe,g0\n" }
      try folder.write(table, to: "shop.csv")
      for options in [[], ["--per-class", "2,1"], ["--validation-fraction", "0.2"]] {
        let arguments = ["convert", "photos", "--labels", "shop.csv", "--out", "data"] + options
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 2)
        #expect(result.errors.contains("fmbuild: photos: no image is left for "))
        #expect(result.errors.contains("all 18 photos belong to group g0"))
        #expect(!folder.exists("data"))
      }
      let untested = try await Program.run(
        ["convert", "photos", "--labels", "shop.csv", "--out", "data", "--test-fraction", "0"], in: folder)
      #expect(untested.exitCode == 0)
    }
  }

  @Test func productCutOutInTheColourOfItsBackgroundNeedsAnotherBackground() async throws {
    try await Self.withPhotos { folder in
      try folder.write(TestPhotos.whiteCutOutPNG(), to: "photos/hat/cut out.png")
      let result = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      #expect(result.errors.contains("hat/cut out.png: nothing to see: "))
      #expect(result.errors.contains("'png: {background: black}'"))
      let pipeline = try await Program.run(["pipelines", "fashion-mnist"], in: folder)
      let other = pipeline.output.replacing("background: white", with: "background: black")
        .replacing("  - negate\n", with: "")
      try folder.write(other, to: "dark.yaml")
      let again = try await Program.run(
        ["convert", "photos", "--out", "dark", "--pipeline", "dark.yaml"], in: folder)
      #expect(again.exitCode == 0 && !again.errors.contains("nothing to see"))
    }
  }

  @Test func jsonIsAllThatIsOnStandardOutput() async throws {
    struct Document: Decodable {
      struct Dataset: Decodable {
        struct Counts: Decodable {
          let images: [String: Int]
          let rejected: Int
        }
        let counts: Counts
      }
      struct RejectedPhoto: Decodable {
        let source: String
        let reason: String
      }
      let target: String?
      let dataset: Dataset
      let rejectedPhotos: [RejectedPhoto]
      let warnings: [String]
    }
    try await Self.withPhotos(isOneBroken: true) { folder in
      for arguments in [["--out", "data/"], ["--dry-run"]] {
        let result = try await Program.run(["convert", "photos", "--json"] + arguments, in: folder)
        #expect(result.exitCode == 0)
        let document = try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
        #expect(document.target == (arguments[0] == "--out" ? "data" : nil))
        #expect(
          document.dataset.counts.images.values.reduce(0, +) == 21 && document.dataset.counts.rejected == 1)
        #expect(
          document.rejectedPhotos.map(\.source) == ["shoe/cut.png"]
            && document.rejectedPhotos.map(\.reason) == ["truncated"])
      }
    }
  }

  @Test func quietLeavesErrorsOnly() async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      let result = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty && result.output.isEmpty)
      let failure = try await Program.run(["convert", "photos", "--out", "data", "--quiet"], in: folder)
      #expect(failure.exitCode == 2 && failure.output.isEmpty && failure.errors.hasPrefix("fmbuild: data: "))
    }
  }

  @Test func dryRunWritesNothingAndCountsTheSame() async throws {
    try await Self.withPhotos(isOneBroken: true) { folder in
      let before = try folder.files(in: ".")
      let dry = try await Program.run(["convert", "photos", "--out", "data", "--dry-run"], in: folder)
      #expect(dry.exitCode == 0 && dry.output.contains("nothing was written"))
      #expect(try folder.files(in: ".") == before)
      #expect(try folder.names() == ["photos"])
      let wet = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      let table = wet.output.prefix { $0 != "(" }
      #expect(dry.output.hasPrefix(table))
    }
  }

  @Test(arguments: [
    (["--layout", "flat"], "", true, false), (["--raw"], "", true, true),
    (["--layout", "torchvision"], "FashionMNIST/raw/", false, true),
    (["--layout", "torchvision", "--raw"], "FashionMNIST/raw/", true, true),
    (["--layout", "keras"], "datasets/fashion-mnist/", true, false),
  ])
  func everyLayoutHasItsFiles(_ arguments: [String], _ prefix: String, _ isCompressed: Bool, _ isRaw: Bool)
    async throws
  {
    try await Self.withPhotos { folder in
      let result = try await Program.run(["convert", "photos", "--out", "data"] + arguments, in: folder)
      #expect(result.exitCode == 0)
      for split in ["train", "t10k"] {
        for name in ["\(split)-images-idx3-ubyte", "\(split)-labels-idx1-ubyte"] {
          #expect(folder.exists("data/\(prefix)\(name)") == isRaw)
          #expect(folder.exists("data/\(prefix)\(name).gz") == isCompressed)
          #expect(result.output.contains("  data/\(prefix)\(name)"))
        }
      }
      let file = folder("data/\(prefix)train-images-idx3-ubyte\(isCompressed ? ".gz" : "")")
      #expect(try IDXArray(contentsOf: file).header.dimensions.dropFirst() == [28, 28])
    }
  }

  @Test func datasetIsReplacedOnlyWithOverwrite() async throws {
    try await Self.withPhotos { folder in
      let arguments = ["convert", "photos", "--out", "data"]
      #expect(try await Program.run(arguments, in: folder).exitCode == 0)
      let before = try folder.files(in: "data")
      let refused = try await Program.run(arguments + ["--seed", "1"], in: folder)
      #expect(refused.exitCode == 2 && refused.errors.contains("--overwrite"))
      #expect(try folder.files(in: "data") == before)
      #expect(try await Program.run(arguments + ["--seed", "1", "--overwrite"], in: folder).exitCode == 0)
      #expect(try folder.files(in: "data") != before)
      #expect(try folder.names() == ["data", "photos"])
      try folder.write("mine", to: "data/thesis.txt")
      #expect(try await Program.run(arguments + ["--overwrite"], in: folder).exitCode == 2)
      #expect(try folder.text("data/thesis.txt") == "mine")
    }
  }

  @Test func shopsOwnTableAndClassesAreTaken() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("all", 12)], to: folder)
      var table = "\u{FEFF}sku;type;product\r\n"
      for number in 0..<12 {
        table += "\(number);\(["Jeans", "Leggings", "Handbags", "Hats"][number % 4]);p\(number / 2)\r\n"
      }
      try folder.write(table, to: "shop.csv")
      try folder.write("Bag: Handbags\nTrouser: [Jeans, Leggings]\n", to: "classes.yaml")
      let result = try await Program.run(
        [
          "convert", "photos", "--out", "data", "--labels", "shop.csv", "--path-column", "sku",
          "--label-column", "type",
          "--group-column", "product", "--classes", "classes.yaml",
          "--max-rejected", "3",
        ], in: folder)
      #expect(result.exitCode == 0)
      #expect(try folder.text("data/classes.txt") == "Bag\nTrouser\n")
      #expect(result.output.contains("9 images of 28x28 grey from 12 photos, 3 rejected"))
      // All photos of a label share one line.
      #expect(result.errors.contains("\nall/11.png and 2 more: label 'Hats' belongs to no class; "))
      #expect(result.errors.split(separator: "\n").count { $0.contains("'Hats'") } == 1)
      #expect(try folder.text("data/rejects.csv").split(separator: "\n").count == 4)
    }
  }

  @Test func readerThatGoesAwayHarmsNothing() async throws {
    try await Self.withPhotos { folder in
      let result = try await Program.shell("\"$F\" convert photos --out data | head -n 1", in: folder)
      #expect(result.exitCode == 0 && result.output.hasPrefix("label") && !result.errors.contains("rror"))
      #expect(folder.exists("data/dataset.json"))
    }
  }

  #if os(Linux)
    @Test func resultThatCannotBeWrittenIs2() async throws {
      try await Self.withPhotos { folder in
        let result = try await Program.shell("\"$F\" convert photos --dry-run --json > /dev/full", in: folder)
        #expect(result.exitCode == 2)
        #expect(result.errors.hasSuffix("the result cannot be written (No space left on device)\n"))
      }
    }
  #endif
}
