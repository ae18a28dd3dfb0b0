import DatasetFormat
import Foundation
import Testing
import TestSupport

/// Tests of labels and splits from folders and tables, from the photos to `verify`.
struct LabelTests {
  /// Converts `photos` to `data`, and expects that it succeeds.
  static func convert(_ folder: TemporaryFolder, _ arguments: [String] = []) async throws -> (
    Program.Result, DatasetDescription
  ) {
    let result = try await Program.run(
      ["convert", "photos", "--out", "data", "--overwrite"] + arguments, in: folder)
    #expect(result.exitCode == 0, "\(result.errors)")
    return (
      result,
      try DatasetDescription(parsing: folder.text("data/dataset.json"), file: "data/dataset.json")
    )
  }

  /// Returns the number of images of each class that has any, in a split.
  static func counts(_ description: DatasetDescription, _ split: Split) -> [Int: Int] {
    description.classes.reduce(into: [:]) { counts, entry in
      if let count = entry.images[split], count > 0 { counts[entry.label] = count }
    }
  }

  @Test(arguments: [
    ("train", "valid"), ("train", "eval"), ("Training", "Testing"), ("train_images", "test_set"),
  ])
  func foldersOfSplitsAreKeptAndRecorded(_ train: String, _ test: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 4), ("Dress", 4)], to: folder, under: "photos/\(train)")
      try TestPhotos.write([("Bag", 2), ("Dress", 2)], to: folder, under: "photos/\(test)", firstSeed: 50)
      let (_, description) = try await Self.convert(folder)
      #expect(
        Self.counts(description, .train) == [3: 4, 8: 4] && Self.counts(description, .test) == [3: 2, 8: 2])
      #expect(
        description.splitDecisions == [
          SplitDecision(split: .train, cause: .folder, names: [train], images: 8),
          SplitDecision(split: .test, cause: .folder, names: [test], images: 4),
        ])
      let verified = try await Program.run(["verify", "data", "--only", "missing-classes"], in: folder)
      #expect(verified.exitCode == 0, "\(verified.output)")
    }
  }

  @Test(arguments: [
    (
      ["seg_train/seg_train/Dress", "seg_train/seg_train/Bag", "seg_test/seg_test/Bag"],
      "seg_test/ has no folder Dress"
    ),
    (["Dress/train", "Bag/train", "Bag/Testing"], "Dress/ has no folder Testing"),
    (["train/Dress", "train/Bag", "val/Bag", "test/Dress", "test/Bag"], "val/ has no folder Dress"),
  ])
  func classThatTheUsersSplitLacksIsSaidByItsFolder(_ folders: [String], _ reason: String) async throws {
    try await withTemporaryFolder { folder in
      for (number, name) in folders.enumerated() {
        try TestPhotos.write([("", 5)], to: folder, under: "photos/\(name)", firstSeed: UInt64(10 * number))
      }
      let (result, _) = try await Self.convert(folder)
      #expect(result.errors.contains(" photo for Dress: \(reason) with photos\n"), "\(result.errors)")
      #expect(!result.errors.contains("too few"))
    }
  }

  @Test func foldersThatMayBeSplitsOrClassesStopAndNothingIsWritten() async throws {
    try await withTemporaryFolder { folder in
      for part in ["fold1", "fold2"] {
        try TestPhotos.write([("hat", 2), ("shoe", 2)], to: folder, under: "photos/\(part)")
      }
      let result = try await Program.run(["convert", "photos", "--out", "data"], in: folder)
      #expect(result.exitCode == 2 && result.output.isEmpty)
      #expect(
        result.errors.hasPrefix(
          "fmbuild: photos: the folders fold1, fold2 hold folders of the same names (hat, shoe)"))
      #expect(try folder.names() == ["photos"])
      try folder.write("[fold1, fold2]\n", to: "classes.yaml")
      let (_, description) = try await Self.convert(folder, ["--classes", "classes.yaml"])
      #expect(description.classes.map(\.name) == ["fold1", "fold2"])
    }
  }

  @Test func spellingsAndFoldersWithoutPhotosDoNotTakeFashionMNISTsNumbersAway() async throws {
    try await withTemporaryFolder { folder in
      let names = [
        "T-Shirt", "Trousers", "Pullover", "dresses", "Coat", "Sandals", "Shirt", "Sneaker", "Bag",
        "Ankle-boots",
      ]
      try TestPhotos.write(names.map { ($0, 2) }, to: folder)
      try folder.makeFolder("photos/New folder")
      try folder.write("", to: "photos/__MACOSX/Bag/._0.png")
      try folder.write(TestPhotos.png(seed: 99), to: "photos/@eaDir/0.png")
      let (result, description) = try await Self.convert(folder)
      #expect(description.recipe.classes?.origin == .fashionMNIST)
      #expect(description.classes.map(\.name) == fashionMNISTClassNames)
      #expect(description.counts.photos == 20)
      #expect(
        result.errors.contains(
          "warning: passed over 2 folders of the system or of a program: @eaDir, __MACOSX\n"))
      #expect(
        result.errors.contains(
          "warning: no photo in 1 folder: New folder; it is no class and takes no number\n"))
      #expect(!result.errors.contains("NOT Fashion-MNIST's"))
    }
  }

  @Test func twoOfTheTenKeepTheirNumbersAndInventNoClass() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 8), ("Dress", 8)], to: folder)
      let (result, description) = try await Self.convert(folder)
      #expect(Set(description.classes.filter { $0.images.total > 0 }.map(\.label)) == [3, 8])
      #expect(
        result.errors.contains(
          "warning: the numbers are Fashion-MNIST's, without a photo for 0 T-shirt/top, "))
      let rows = result.output.split(separator: "\n").prefix { !$0.contains(" all ") }
      #expect(rows.count == 3 && rows[1].contains("Dress") && rows[2].contains("Bag"))
      let verified = try await Program.run(["verify", "data", "--only", "missing-classes"], in: folder)
      #expect(verified.exitCode == 0)
      #expect(
        verified.output.contains("2 classes in every split; 8 numbers without photos, as convert recorded"))
      let (sorted, _) = try await Self.convert(folder, ["--classes", "sorted"])
      #expect(try folder.text("data/classes.txt") == "Bag\nDress\n" && !sorted.errors.contains("warning"))
    }
  }

  @Test func foldersNumberedFromOneAreSaidAndAreNoErrorOfVerify() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("1", 8), ("2", 8), ("3", 8)], to: folder)
      let (result, description) = try await Self.convert(folder)
      #expect(Set(description.classes.filter { $0.images.total > 0 }.map(\.label)) == [1, 2, 3])
      #expect(
        result.errors.contains(
          "warning: no photo for 0: the folders are numbered from 1, and no image has this number"))
      let verified = try await Program.run(["verify", "data", "--only", "missing-classes"], in: folder)
      #expect(verified.exitCode == 0, "\(verified.output)")
      let (sorted, renumbered) = try await Self.convert(folder, ["--classes", "sorted"])
      #expect(renumbered.classes.map(\.name) == ["1", "2", "3"] && !sorted.errors.contains("warning"))
      let again = try await Program.run(
        ["convert", "photos", "--out", "again", "--recipe", "data"], in: folder)
      #expect(again.exitCode == 0)
      #expect(try folder.files(in: "again") == folder.files(in: "data"))
    }
  }

  @Test func commaWithoutQuotesIsNoLabel() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("all", 4)], to: folder)
      try folder.write(
        "path,name,label\n0.png,Item 0,Bag\n1.png,Item 1, blue,Bag\n2.png,Item 2,Dress\n", to: "shop.csv")
      let result = try await Program.run(
        ["convert", "photos", "--labels", "shop.csv", "--out", "data"], in: folder)
      #expect(result.exitCode == 2 && !folder.exists("data"))
      #expect(
        result.errors.hasPrefix(
          "fmbuild: shop.csv:3: 4 fields where the heading has 3 (1.png | Item 1 | blue | Bag)"))
    }
  }

  @Test func tableAsPeopleWriteItGivesTheSameDataset() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<8 {
        try folder.write(TestPhotos.png(seed: UInt64(number)), to: "photos/bag\(number).png")
      }
      func label(_ number: Int) -> String { number % 2 == 0 ? "Bag" : "Dress" }
      func lines(_ line: (Int) -> String) -> String { (0..<8).map { line($0) + "\n" }.joined() }
      let tables = [
        "path,label\n" + lines { "bag\($0).png,\(label($0))" },
        "path, \"label\"\n" + lines { "\"bag\($0).png\", \"\(label($0))\"" },
        "sep=;\r\npath;label\r\n" + lines { "Bag\($0).PNG;\(label($0))" },
        "path\tlabel\n" + lines { "C:\\data\\photos\\bag\($0).png\t\(label($0))" },
        "path,label\n" + lines { "..\\photos\\bag\($0).png,\(label($0))" },
      ]
      var labels: [[UInt8]] = []
      for table in tables {
        try folder.write(table, to: "shop.csv")
        let (_, description) = try await Self.convert(folder, ["--labels", "shop.csv", "--raw"])
        #expect(description.counts.rejected == 0)
        #expect(Set(description.classes.filter { $0.images.total > 0 }.map(\.label)) == [3, 8])
        labels.append(try folder.bytes("data/train-labels-idx1-ubyte"))
      }
      #expect(Set(labels).count == 1)
    }
  }

  @Test func splitColumnIsRecorded() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("b", 6)], to: folder)
      var table = "path,label,fold\n"
      for name in ["a", "b"] {
        for number in 0..<6 {
          table += "\(name)/\(number).png,\(name),\(["train_set", "Testing", ""][number % 3])\n"
        }
      }
      try folder.write(table, to: "shop.csv")
      let (_, description) = try await Self.convert(
        folder, ["--labels", "shop.csv", "--split-column", "fold"])
      let decisions = try #require(description.splitDecisions)
      #expect(decisions.contains(SplitDecision(split: .train, cause: .column, names: ["fold"], images: 4)))
      #expect(decisions.contains(SplitDecision(split: .test, cause: .column, names: ["fold"], images: 4)))
      #expect(decisions.filter { $0.cause == .fraction }.reduce(0) { $0 + $1.images } == 4)
      let file = try folder.text("data/dataset.json")
      #expect(file.contains("\"by\" : \"column\"") && file.contains("\"by\" : \"fraction\""))
    }
  }

  @Test func linkedFoldersAreTakenOnRequestAndInTheRecipe() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 6)], to: folder)
      try TestPhotos.write([("shoe", 6)], to: folder, under: "elsewhere", firstSeed: 40)
      try FileManager.default.createSymbolicLink(
        atPath: folder("photos/shoe"), withDestinationPath: "../elsewhere/shoe")
      let (result, description) = try await Self.convert(folder)
      #expect(description.counts.photos == 6)
      #expect(
        result.errors.contains(
          "warning: passed over 1 linked folder outside the folder of the photos: shoe; --follow-links takes it\n"
        ))
      let (_, following) = try await Self.convert(folder, ["--follow-links"])
      #expect(following.counts.photos == 12 && following.recipe.labels.followsLinks == true)
      let verified = try await Program.run(
        ["verify", "data", "--rebuild", "photos", "--only", "rebuild"], in: folder)
      #expect(verified.exitCode == 0, "\(verified.output)")
    }
  }
}
