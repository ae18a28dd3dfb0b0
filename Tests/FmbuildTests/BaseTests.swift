import Foundation
import IDX
import Testing
import TestSupport

/// Tests of `fmbuild convert --base`.
struct BaseTests {
  /// Calls `body` with a folder that has photos and the dataset `old` of them.
  private func withDataset(
    _ classes: [(name: String, count: Int)] = [("hat", 10), ("sock", 10)], _ options: [String] = [],
    _ body: (TemporaryFolder) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write(classes, to: folder)
      let result = try await Program.run(
        ["convert", "photos", "--out", "old", "--quiet"] + options, in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      try await body(folder)
    }
  }

  private func continued(_ options: [String] = [], in folder: TemporaryFolder) async throws -> Program.Result
  {
    try await Program.run(["convert", "photos", "--base", "old", "--out", "new"] + options, in: folder)
  }

  /// Returns the fields of the rows of the manifest for a split, in the order of its images.
  private func rows(_ data: String, _ split: String, _ folder: TemporaryFolder) throws -> [[String]] {
    try folder.text("\(data)/manifest.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }.filter { $0[0] == split }
  }

  private func payload(_ path: String, _ folder: TemporaryFolder) throws -> [UInt8] {
    try IDXArray(contentsOf: folder(path)).payload
  }

  // MARK: - What stays

  @Test func oldImagesKeepPlaceAndBytesAndTheNewClassGetsTheNextNumber() async throws {
    try await withDataset { folder in
      try TestPhotos.write([("apron", 7)], to: folder, firstSeed: 100)
      let result = try await continued(in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(result.errors.contains("20 of 20 images of the base old keep their splits and indices\n"))
      #expect(try folder.text("new/classes.txt") == "hat\nsock\napron\n")
      for (split, stem) in [("train", "train"), ("test", "t10k")] {
        let (old, new) = (try rows("old", split, folder), try rows("new", split, folder))
        #expect(zip(old, new).allSatisfy { $0[4] == $1[4] && $0[2] == $1[2] && $1[17] == "base" })
        #expect(new.count > old.count)
        #expect(new.dropFirst(old.count).allSatisfy { $0[3] == "apron" && $0[17] == "rule" })
        for file in ["\(stem)-images-idx3-ubyte.gz", "\(stem)-labels-idx1-ubyte.gz"] {
          #expect(try payload("new/" + file, folder).starts(with: payload("old/" + file, folder)))
        }
      }
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(folder.bytes("new/dataset.json"))) as? [String: Any])
      let base = try #require((document["recipe"] as? [String: Any])?["base"] as? [String: String])
      #expect(base == ["name": "old", "sha256": sha256(try folder.bytes("old/manifest.csv"))])
      let difference = try await Program.run(["diff", "old", "new", "--json"], in: folder)
      let counts = try #require(
        try JSONSerialization.jsonObject(with: Data(difference.output.utf8)) as? [String: Any])["counts"]
      #expect(Set((counts as? [String: Any])?.keys.map { $0 } ?? []) == ["added"])
    }
  }

  @Test func sameOptionsAndPhotosGiveTheSameDatasetAndABaseCanBeReplacedByItsContinuation() async throws {
    try await withDataset { folder in
      try folder.write(TestPhotos.png(seed: 300), to: "photos/hat/new.png")
      for out in ["new", "again"] {
        let result = try await Program.run(
          ["convert", "photos", "--base", "old", "--out", out], in: folder)
        #expect(result.exitCode == 0)
      }
      #expect(try folder.files(in: "new") == folder.files(in: "again"))
      let place = try await Program.run(
        ["convert", "photos", "--base", "old", "--out", "old", "--overwrite"], in: folder)
      #expect(place.exitCode == 0)
      #expect(try folder.files(in: "new") == folder.files(in: "old"))
      let verified = try await Program.run(
        ["verify", "new", "--rebuild", "photos", "--only", "rebuild"], in: folder)
      #expect(verified.exitCode == 0 && verified.output.contains("those of the base 'old'"))
    }
  }

  @Test func renamedRelabelledAndChangedPhotosStayAndAreNamed() async throws {
    try await withDataset { folder in
      try folder.write(folder.bytes("photos/hat/1.png"), to: "photos/hat/one.png")
      try folder.remove("photos/hat/1.png")
      try folder.write(folder.bytes("photos/hat/2.png"), to: "photos/sock/two.png")
      try folder.remove("photos/hat/2.png")
      try folder.write(TestPhotos.png(seed: 300), to: "photos/hat/3.png")
      let result = try await continued(in: folder)
      #expect(result.exitCode == 0)
      for text in [
        "2 photos of the base renamed: ", "hat/1.png is hat/one.png", "hat/2.png is sock/two.png",
        "1 photo of the base changed; the images are new, at the old places: hat/3.png",
        "1 photo of the base relabelled; the images stay where they are: sock/two.png is sock, and was hat",
      ] {
        #expect(result.errors.contains(text), "\(result.errors)")
      }
      let names = ["hat/1.png": "hat/one.png", "hat/2.png": "sock/two.png"]
      for split in ["train", "test"] {
        let old = try rows("old", split, folder).map { names[$0[4]] ?? $0[4] }
        #expect(try rows("new", split, folder).map { $0[4] } == old)
      }
      let two = try (rows("new", "train", folder) + rows("new", "test", folder)).first {
        $0[4] == "sock/two.png"
      }
      #expect(two?[2] == "1" && two?[3] == "sock")
    }
  }

  @Test func imagesOfPhotosThatAreGoneAreLeftOutOnlyOnRequestAndTheOthersKeepTheirOrder() async throws {
    try await withDataset { folder in
      try folder.remove("photos/hat/4.png")
      try folder.write(TestPhotos.blankPNG(), to: "photos/sock/5.png")
      let refused = try await continued(in: folder)
      #expect(refused.exitCode == 2 && refused.output.isEmpty && !folder.exists("new"))
      #expect(refused.errors.contains("2 images of the base old have no photo that gives them"))
      #expect(
        refused.errors.contains("hat/4.png")
          && refused.errors.contains("sock/5.png (rejected: nothing-to-see)"))
      #expect(refused.errors.contains("put the photos back as they were, or say --drop-vanished"))
      let result = try await continued(["--drop-vanished"], in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.errors.contains("left out, because no photo gives them any more: 2 images of the base ("))
      for split in ["train", "test"] {
        let gone: Set = ["hat/4.png", "sock/5.png"]
        let old = try rows("old", split, folder).map { $0[4] }.filter { !gone.contains($0) }
        #expect(try rows("new", split, folder).map { $0[4] } == old)
      }
    }
  }

  @Test func optionsThatMakeOtherImagesAreSaidAndImagesStayInTheirPlaces() async throws {
    try await withDataset { folder in
      let result = try await continued(["--pipeline", "rgb-32"], in: folder)
      #expect(result.exitCode == 0)
      #expect(result.errors.contains("the options make other images than those of old: all are made anew"))
      #expect(try rows("new", "train", folder).map { $0[4] } == rows("old", "train", folder).map { $0[4] })
    }
  }

  @Test func imagesThatThisVersionMakesOtherwiseAreAWarning() async throws {
    try await withDataset(options: ["--raw"]) { folder in
      let path = "old/train-images-idx3-ubyte"
      try folder.remove(path + ".gz")
      var bytes = try folder.bytes(path)
      bytes[16 + 400] ^= 1
      try folder.write(bytes, to: path)
      let result = try await continued(in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.errors.contains(
          "warning: 1 image of the base has other bytes now, though photo and recipe are the same"))
    }
  }

  private func withDataset(options: [String], _ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withDataset([("hat", 10), ("sock", 10)], options, body)
  }

  @Test func splitOfTheBaseWinsOverAFolderAndItIsAWarning() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 6), ("sock", 6)], to: folder, under: "photos/train")
      try TestPhotos.write([("hat", 3), ("sock", 3)], to: folder, under: "photos/test", firstSeed: 50)
      let made = try await Program.run(["convert", "photos", "--out", "old"], in: folder)
      #expect(made.exitCode == 0)
      try folder.write(folder.bytes("photos/train/hat/0.png"), to: "photos/test/hat/moved.png")
      try folder.remove("photos/train/hat/0.png")
      try folder.write(TestPhotos.png(seed: 400), to: "photos/test/sock/new.png")
      let result = try await continued(in: folder)
      #expect(result.exitCode == 0)
      #expect(
        result.errors.contains(
          "warning: 1 photo of the base was put into another split, and stays in that of old: test/hat/moved.png (train)"
        ))
      #expect(try rows("new", "test", folder).last?[4] == "test/sock/new.png")
      #expect(try rows("new", "test", folder).last?[17] == "folder")
    }
  }

  // MARK: - Classes

  @Test func classesOfFashionMNISTKeepTheirNumbersAndAnotherComesBehindThem() async throws {
    try await withDataset([("Bag", 8), ("Coat", 8)]) { folder in
      try TestPhotos.write([("Dress", 8), ("Apron", 8)], to: folder, firstSeed: 100)
      #expect(try await continued(in: folder).exitCode == 0)
      let names = try folder.text("new/classes.txt").split(separator: "\n")
      #expect(names.count == 11 && names[3] == "Dress" && names[8] == "Bag" && names[10] == "Apron")
      // A further version has the class that nobody has photographed so far, by any spelling.
      try TestPhotos.write([("sneakers", 8), ("Hat", 8)], to: folder, firstSeed: 200)
      let next = try await Program.run(["convert", "photos", "--base", "new", "--out", "next"], in: folder)
      #expect(next.exitCode == 0, "\(next.errors)")
      let labels = try (rows("next", "train", folder) + rows("next", "test", folder)).map { [$0[2], $0[4]] }
      #expect(labels.filter { $0[1].hasPrefix("sneakers/") }.allSatisfy { $0[0] == "7" })
      #expect(labels.filter { $0[1].hasPrefix("Hat/") }.allSatisfy { $0[0] == "11" })
      #expect(labels.filter { $0[1].hasPrefix("Dress/") }.allSatisfy { $0[0] == "3" })
      #expect(labels.count == 48)
    }
  }

  @Test func numbersStayNumbersAndAWordAmongThemIsAnError() async throws {
    try await withDataset([("0", 8), ("3", 8)]) { folder in
      try TestPhotos.write([("2", 8), ("5", 8)], to: folder, firstSeed: 100)
      #expect(try await continued(in: folder).exitCode == 0)
      #expect(try folder.text("new/classes.txt") == "0\n1\n2\n3\n4\n5\n")
      try TestPhotos.write([("hat", 8)], to: folder, firstSeed: 200)
      let result = try await continued(["--overwrite"], in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("the label 'hat' is no number from 0 to 255"))
    }
  }

  @Test func fileOfClassesHasToBeginWithThoseOfTheBase() async throws {
    try await withDataset { folder in
      try TestPhotos.write([("apron", 7)], to: folder, firstSeed: 100)
      try folder.write("- apron\n- hat\n- sock\n", to: "wrong.yaml")
      let wrong = try await continued(["--classes", "wrong.yaml"], in: folder)
      #expect(wrong.exitCode == 2 && !folder.exists("new"))
      #expect(wrong.errors.contains("old: its class 0 is 'hat', and the classes now have 'apron' there"))
      try folder.write("- hat\n- sock\n- apron\n", to: "right.yaml")
      let right = try await continued(["--classes", "right.yaml"], in: folder)
      #expect(right.exitCode == 0, "\(right.errors)")
      #expect(try folder.text("new/classes.txt") == "hat\nsock\napron\n")
    }
  }

  // MARK: - Refusals

  @Test(arguments: [
    ("manifest.csv", "old/manifest.csv: it is missing"),
    ("dataset.json", "old/dataset.json: it is missing"),
    ("t10k-labels-idx1-ubyte.gz", "there are no test images with labels"),
  ])
  func baseWithoutItsRecordsIsRefused(_ file: String, _ words: String) async throws {
    try await withDataset { folder in
      try folder.remove("old/" + file)
      let result = try await continued(in: folder)
      #expect(result.exitCode == 2 && result.errors.contains(words), "\(result.errors)")
      #expect(!folder.exists("new"))
    }
  }

  @Test func baseWhoseManifestContradictsItsLabelsIsRefused() async throws {
    try await withDataset { folder in
      let text = try folder.text("old/manifest.csv").replacing(",0,hat,", with: ",1,hat,")
      try folder.write(text, to: "old/manifest.csv")
      let result = try await continued(in: folder)
      #expect(
        result.exitCode == 2 && result.errors.contains("has the label 1 here and 0 in the file of labels"))
    }
  }

  @Test func importedDatasetIsNoBase() async throws {
    try await withDataset { folder in
      let files = try folder.files(in: "old").filter { $0.key.hasSuffix(".gz") }
      for (name, bytes) in files { try folder.write(bytes, to: "plain/\(name)") }
      let imported = try await Program.run(["import", "plain", "--out", "imported"], in: folder)
      #expect(imported.exitCode == 0, "\(imported.errors)")
      let result = try await Program.run(
        ["convert", "photos", "--base", "imported", "--out", "new"], in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("imported: the dataset was imported"))
    }
  }

  @Test func recipeOfAContinuedDatasetIsNotFollowedWithoutItsBase() async throws {
    try await withDataset { folder in
      #expect(try await continued(in: folder).exitCode == 0)
      let result = try await Program.run(
        ["convert", "photos", "--recipe", "new", "--out", "again"], in: folder)
      #expect(result.exitCode == 2 && result.errors.contains("continues the base 'old'"))
      #expect(result.errors.contains("--base DATASET instead of --recipe"))
    }
  }

  @Test func tableAndCorrectionsOfTheBaseHaveToBeNamedAgain() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 8), ("sock", 8)], to: folder)
      try folder.write("source,action,new_class\nbag/1.png,relabel,sock\n", to: "corrections.csv")
      let made = try await Program.run(
        ["convert", "photos", "--out", "old", "--corrections", "corrections.csv"], in: folder)
      #expect(made.exitCode == 0)
      let result = try await continued(in: folder)
      #expect(result.exitCode == 64 && result.errors.contains("name the file with --corrections FILE"))
      let again = try await continued(["--corrections", "corrections.csv"], in: folder)
      #expect(again.exitCode == 0 && !again.errors.contains("of the base relabelled"))
    }
  }

  @Test(arguments: [
    (["--recipe", "old"], "--base takes the recipe of the older dataset, and --recipe another"),
    (["--classes", "sorted"], "those of --base have numbers"),
    (["--base", ""], "empty"),
  ])
  func wrongUsageIs64(_ options: [String], _ words: String) async throws {
    try await withDataset { folder in
      let result = try await continued(options, in: folder)
      #expect(result.exitCode == 64 && result.errors.contains(words), "\(result.errors)")
      let alone = try await Program.run(
        ["convert", "photos", "--out", "new", "--drop-vanished"], in: folder)
      #expect(alone.exitCode == 64 && alone.errors.contains("name it with --base DATASET"))
    }
  }
}
