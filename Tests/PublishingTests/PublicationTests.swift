import Configuration
import DatasetFormat
import Exporting
import Foundation
import Publishing
import TestSupport
import Testing

/// Tests of the folders that are made for sites.
struct PublicationTests {
  static let sites = PublishingSites.descriptions.map(\.name)

  private func object(_ folder: TemporaryFolder, _ file: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(folder.bytes(file))) as? [String: Any])
  }

  @Test(arguments: sites)
  func publicationIsTheSameFromRunToRunAndMayBeReplaced(_ site: String) async throws {
    try await withTemporaryFolder { folder in
      let first = try await Fixture().publish(to: site, in: folder, at: "one")
      try await Fixture().publish(to: site, in: folder, at: "two")
      #expect(try folder.files(in: "one") == folder.files(in: "two") && first.files.count >= 5)
      // A file that the site does not declare could not be replaced.
      try await Fixture().publish(to: site, in: folder, at: "one", overwrites: true)
      await #expect(throws: (any Error).self) { try await Fixture().publish(to: site, in: folder, at: "one") }
      try folder.write("mine", to: "one/notes.txt")
      await #expect(throws: (any Error).self) {
        try await Fixture().publish(to: site, in: folder, at: "one", overwrites: true)
      }
      #expect(try folder.text("one/notes.txt") == "mine")
    }
  }

  @Test(arguments: sites, AboutKey.allCases)
  func missingAnswerIsListedAndNothingIsWritten(_ site: String, _ key: AboutKey) async throws {
    let description = try #require(PublishingSites.descriptions.first { $0.name == site })
    guard description.allQuestions.contains(key) else { return }
    try await withTemporaryFolder { folder in
      let fixture = Fixture(about: Fixture.about([key.rawValue: nil]))
      let error = await #expect(throws: PublishingError.self) {
        try await fixture.publish(to: site, in: folder)
      }
      #expect(error?.details.count == 1 && error?.details[0].hasPrefix(key.rawValue + ": ") == true)
      #expect(!folder.exists("out"))
    }
  }

  @Test(arguments: [
    ("title", "Shoes", "6 to 50 characters; this has 5"), ("slug", "shoes", "6 to 50"),
    ("subtitle", "Shoes", "20 to 80 characters; this has 5"),
  ])
  func kaggleTakesNamesOfCertainLengthsOnly(_ key: String, _ value: String, _ words: String) async throws {
    try await withTemporaryFolder { folder in
      let fixture = Fixture(about: Fixture.about([key: value]))
      let error = await #expect(throws: ConfigurationError.self) {
        try await fixture.publish(to: "kaggle", in: folder)
      }
      #expect(error?.message.contains(words) == true && error?.line != nil)
      #expect(!folder.exists("out"))
      try await fixture.publish(to: "huggingface", in: folder)
    }
  }

  @Test func kaggleFolderIsFlatAndItsResourcesExist() async throws {
    try await withTemporaryFolder { folder in
      try await Fixture().publish(to: "kaggle", in: folder)
      let names = try folder.names(in: "out")
      #expect(names.allSatisfy { !folder.exists("out/\($0)/") })
      let metadata = try object(folder, "out/dataset-metadata.json")
      #expect(metadata["id"] as? String == "ada/my-products")
      #expect((metadata["licenses"] as? [[String: String]]) == [["name": "CC-BY-4.0"]])
      let resources = try #require(metadata["resources"] as? [[String: String]]).compactMap { $0["path"] }
      #expect(Set(resources).isSubset(of: Set(names)) && resources.contains("my_products.npz"))
      #expect(Set(resources).union(["dataset-metadata.json", "export.json"]) == Set(names))
    }
  }

  @Test func zenodoHasNoOtherKeysThanItsSchema() async throws {
    try await withTemporaryFolder { folder in
      try await Fixture().publish(to: "zenodo", in: folder)
      let keys: Set = [
        "title", "upload_type", "description", "creators", "access_right", "license", "keywords",
        "publication_date",
        "version",
      ]
      let metadata = try object(folder, "out/.zenodo.json")
      #expect(Set(metadata.keys) == keys)
      #expect(
        (metadata["creators"] as? [[String: String]]) == [
          ["name": "Person, Ada", "orcid": "0000-0002-1825-0097"]
        ])
      // The IDX files are a dataset that reads as the first one.
      let (one, two) = (
        try ExportedDataset(await DatasetReader.read(folder("data")), name: "x"),
        try ExportedDataset(await DatasetReader.read(folder("out")), name: "x")
      )
      #expect(one.digest == two.digest && one.classNames == two.classNames)
    }
  }

  @Test func croissantDescribesEveryDataFileAsItIs() async throws {
    try await withTemporaryFolder { folder in
      var fixture = Fixture()
      fixture.manifest = "split,index,label,source,sha256\n"
      for split in ["train", "test"] {
        for index in 0..<(split == "train" ? 8 : 4) {
          fixture.manifest? +=
            "\(split),\(index),\(index % 2),\(split)/\(index).jpg,\(String(repeating: "a", count: 64))\n"
        }
      }
      try await fixture.publish(to: "huggingface", in: folder)
      let document = try object(folder, "out/croissant.json")
      let files = try #require(document["distribution"] as? [[String: String]])
      #expect(
        files.compactMap { $0["@id"] } == [
          "data/test-00000-of-00001.parquet", "data/train-00000-of-00001.parquet", "manifest.csv",
        ])
      for file in files {
        let bytes = try folder.bytes("out/" + #require(file["@id"]))
        #expect(file["sha256"] == sha256(bytes) && file["contentSize"] == "\(bytes.count) B")
      }
      let sets = try #require(document["recordSet"] as? [[String: Any]])
      #expect(sets.compactMap { $0["@id"] as? String } == ["classes", "train", "test", "manifest"])
      #expect((sets[3]["field"] as? [Any])?.count == 5)
      #expect(document["rai:hasSyntheticData"] as? Bool == false)
      let limitations = try #require(document["rai:dataLimitations"] as? [String])
      #expect(
        limitations[0] == "One shop only."
          && limitations.dropFirst().allSatisfy { $0.hasPrefix("Measured by fmbuild ") })
      let biases = try #require(document["rai:dataBiases"] as? [String])
      #expect(biases.contains { $0.hasSuffix("images of a class: train 4 to 4, test 2 to 2.") }, "\(biases)")
      let activities = try #require(document["prov:wasGeneratedBy"] as? [[String: String]])
      #expect(activities.map { $0["prov:label"] } == ["Unrecorded process"])
      #expect(
        (document["prov:wasDerivedFrom"] as? [[String: String]])?.first == [
          "@id": "https://example.org/photos"
        ])
    }
  }

  @Test func manifestOfOtherImagesIsNotPublished() async throws {
    try await withTemporaryFolder { folder in
      var fixture = Fixture()
      fixture.manifest = "split,index,label,source,sha256\n"
      await #expect(throws: PublishingError.self) { try await fixture.publish(to: "huggingface", in: folder) }
      #expect(!folder.exists("out"))
    }
  }

  @Test(arguments: [
    ("cc0-1.0", "license: cc0-1.0\n"), ("OGL-UK-3.0", "license: other\nlicense_name: \"OGL-UK-3.0\"\n"),
  ])
  func cardHasTheHubsNameOfTheLicence(_ licence: String, _ lines: String) async throws {
    try await withTemporaryFolder { folder in
      try await Fixture(about: Fixture.about(["licence": licence])).publish(to: "huggingface", in: folder)
      let card = try folder.text("out/README.md")
      #expect(card.contains("\n" + lines) && card.contains("load_dataset(\"ada-org/my-products\")"))
      #expect(
        card.contains("Photos of *our* products.") && card.contains("\n![Images of each class](sprite.png)\n")
      )
      #expect(card.contains("author = {Person, Ada}"))
    }
  }

  // MARK: - Versions

  @Test func changesOfTheImagesDecideTheVersion() async throws {
    try await withTemporaryFolder { folder in
      let first = try await Fixture().publish(to: "zenodo", in: folder, at: "one")
      #expect(first.change == nil && first.record.version == "1.0.0")
      func change(_ edit: (inout Fixture) -> Void, version: String) async throws -> VersionChange? {
        var fixture = Fixture(about: Fixture.about(["version": version]))
        edit(&fixture)
        let name = "two-\(version)-\(fixture.trainCount)-\(fixture.change)-\(fixture.classNames.count)"
        return try await fixture.publish(to: "kaggle", in: folder, at: name, since: "one").change
      }
      let same = try await change({ _ in }, version: "1.0.1")
      #expect(same?.level == .patch && same?.changes == [] && same?.lowestVersion == DatasetVersion(1, 0, 1))
      let again = try await change({ _ in }, version: "1.0.0")
      #expect(again?.level == .patch)
      let more = try await change({ $0.trainCount = 11 }, version: "1.1.0")
      #expect(more?.level == .minor && more?.changes == ["3 images added to train"])
      let named = try await change({ $0.classNames.append("third") }, version: "1.1.0")
      #expect(named?.level == .minor && named?.changes == ["1 class more"])
      let changed = try await change({ $0.change = 1 }, version: "2.0.0")
      #expect(
        changed?.level == .major && changed?.changes == ["images or labels of train changed, moved or went"])
      let fewer = try await change({ $0.testCount = 2 }, version: "2.0.0")
      #expect(fewer?.level == .major && fewer?.changes == ["2 images fewer in test"])
      let renamed = try await change({ $0.classNames[1] = "Key" }, version: "2.1.0")
      #expect(renamed?.level == .major)
      let tooLow = await #expect(throws: ConfigurationError.self) {
        try await change({ $0.change = 2 }, version: "1.9.0")
      }
      #expect(tooLow?.message.contains("write 2.0.0 or higher") == true && tooLow?.line != nil)
    }
  }

  @Test func replacedPublicationIsTheOneToCompareWith() async throws {
    try await withTemporaryFolder { folder in
      try await Fixture().publish(to: "huggingface", in: folder)
      var fixture = Fixture(about: Fixture.about(["version": "1.0.9"]))
      fixture.trainCount = 10
      await #expect(throws: ConfigurationError.self) {
        try await fixture.publish(to: "huggingface", in: folder, overwrites: true)
      }
      fixture.about = Fixture.about(["version": "1.1.0"])
      let publication = try await fixture.publish(to: "huggingface", in: folder, overwrites: true)
      #expect(publication.change?.level == .minor)
    }
  }

  @Test(arguments: [
    ("{}", "is missing"), ("\"images\" : { \"test\" : 4, \"train\" : -8 }", "MAJOR"),
    ("\"images\" : { \"test\" : 4, \"train\" : 9223372036854775807 }", "MAJOR"),
  ])
  func recordFromOutsideIsNotTrusted(_ text: String, _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try await Fixture().publish(to: "zenodo", in: folder, at: "one")
      let record = try folder.text("one/export.json")
      let pattern = try Regex(#""images" : \{\s*"test" : 4,\s*"train" : 8\s*\},\s*"name""#)
      let damaged = text == "{}" ? text : record.replacing(pattern, with: text + ", \"name\"")
      #expect(damaged != record)
      try folder.write(damaged, to: "one/export.json")
      let error = await #expect(throws: (any Error).self) {
        try await Fixture().publish(to: "zenodo", in: folder, at: "two", since: "one")
      }
      #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
    }
  }
}
