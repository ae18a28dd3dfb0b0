import Conversion
import DatasetFormat
import Foundation
import IDX
import Testing
import TestSupport
import Verification
import VerificationTestSupport

/// Tests of the checks of a dataset's identity.
struct IdentityTests {
  static func withDataset(
    _ change: (inout Conversion.Settings) -> Void = { _ in }, _ body: (TemporaryFolder) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 20), ("Coat", 20)], to: folder)
      _ = try await convert(folder, change)
      try await body(folder)
    }
  }

  // MARK: - Published datasets

  /// Returns a known dataset with the checksums of the files for which `isKnown` is true.
  private static func known(
    _ name: String, _ dataset: Dataset, where isKnown: (IDXFileName) -> Bool = { _ in true }
  ) -> KnownDataset {
    let pairs = dataset.idxFiles.filter { isKnown($0.name) }.compactMap { idxFile in
      idxFile.payloadSHA256.map {
        (KnownDataset.Key(split: idxFile.name.split, content: idxFile.name.content), "\($0)")
      }
    }
    return KnownDataset(name: name, classNames: [], payloads: Dictionary(uniqueKeysWithValues: pairs))
  }

  @Test func ownDatasetIsNoneOfThePublishedOnes() async throws {
    try await Self.withDataset { folder in
      let result = try await result(of: "known-dataset", in: folder)
      #expect(result.verdict == .ok && result.summary == "none of the published datasets")
    }
  }

  @Test func publishedDatasetIsKnownAndItsPartsAreNamed() async throws {
    try await Self.withDataset { folder in
      let dataset = try await DatasetReader.read(folder("data"))
      func sentence(_ known: [KnownDataset]) -> String? {
        Provenance(of: dataset.idxFiles, among: known).sentence
      }
      #expect(sentence([Self.known("One", dataset)]) == "these files are One, unchanged")
      let train = Self.known("One", dataset) { $0.split == .train }
      let test = Self.known("Two", dataset) { $0.split == .test }
      #expect(sentence([train]) == "the train files are One's, the test files are not")
      #expect(sentence([train, test]) == "the train files are One's, the test files are Two's")
      let images = Self.known("One", dataset) { $0.content == .images }
      #expect(sentence([images]) == "the images are One's, the labels are not")
      let single = Self.known("One", dataset) { $0.split == .train && $0.content == .images }
      #expect(
        sentence([single])
          == "train-images-idx3-ubyte.gz is One's, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz and "
          + "train-labels-idx1-ubyte.gz are not")
      #expect(sentence([single, test])?.hasSuffix("train-labels-idx1-ubyte.gz is neither's") == true)
      #expect(sentence([]) == nil)
    }
  }

  @Test func publishedTrainingFilesAloneAreKnown() async throws {
    try await Self.withDataset { folder in
      for name in [Split.test.imagesName(), Split.test.labelsName] { try folder.remove("data/\(name).gz") }
      let dataset = try await DatasetReader.read(folder("data"))
      let sentence = Provenance(of: dataset.idxFiles, among: [Self.known("One", dataset)]).sentence
      #expect(sentence == "the files that are there are One's, unchanged: the train files")
    }
  }

  // MARK: - Recorded checksums

  private static func recorded(_ folder: TemporaryFolder) async throws -> CheckResult {
    try await result(of: "recorded-checksums", in: folder)
  }

  @Test(arguments: [DatasetLayout.flat, .torchvision, .keras])
  func datasetJustMadeIsAsRecorded(_ layout: DatasetLayout) async throws {
    try await Self.withDataset {
      $0.recipe.layout = layout
      $0.recipe.addsRaw = true
    } _: { folder in
      let result = try await Self.recorded(folder)
      #expect(result.verdict == .ok)
      #expect(result.summary == "8 files as recorded")
    }
  }

  @Test func idxFilesThatChangedVanishedOrWereAddedAreNamed() async throws {
    try await Self.withDataset {
      $0.recipe.addsRaw = true
    } _: { folder in
      let (images, labels) = (Split.train.imagesName(), Split.train.labelsName)
      var bytes = try folder.bytes("data/\(images)")
      bytes[5000] ^= 1
      try folder.write(bytes, to: "data/\(images)")
      try folder.remove("data/\(labels)")
      try folder.write(folder.bytes("data/\(images)"), to: "data/train-images.idx3-ubyte")
      let result = try await Self.recorded(folder)
      #expect(result.verdict == .error)
      #expect(result.findings.map(\.files) == [[images], [labels], ["train-images.idx3-ubyte"]])
    }
  }

  @Test func idxFilesPackedAnewOrUnpackedAreNoFinding() async throws {
    try await Self.withDataset { folder in
      for (name, isPacked) in [(Split.train.imagesName(), true), (Split.test.imagesName(), false)] {
        let array = try IDXArray(contentsOf: folder("data/\(name).gz"))
        let bytes = array.header.encoded() + array.payload
        try folder.remove("data/\(name).gz")
        if isPacked {
          let packed = try await Gzip.compress(byteCount: bytes.count, name: "other", concurrency: 1) {
            Array(bytes[$0])
          }
          try folder.write(packed, to: "data/\(name).gz")
        } else {
          try folder.write(bytes, to: "data/\(name)")
        }
      }
      let result = try await Self.recorded(folder)
      #expect(result.verdict == .ok)
      #expect(result.summary == "4 files as recorded, 2 of them packed anew, which changes nothing")
    }
  }

  @Test(arguments: [
    (#""train" : 34"#, #""train" : 35"#), (#""height" : 28"#, #""height" : 29"#),
    (#""name" : "Coat""#, #""name" : "Hat""#),
  ])
  func descriptionThatContradictsTheIDXFilesIsFound(_ text: String, _ other: String) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Bag", 20), ("Coat", 20)], to: folder)
      _ = try await convert(folder) { $0.recipe.split.rule = .total([.train: 34, .test: 6]) }
      try folder.replace(text, with: other, in: "data/dataset.json")
      let result = try await Self.recorded(folder)
      #expect(result.verdict == .error && result.findings.count == 1)
    }
  }

  @Test func classesThatAreNotThoseRecordedAreNamed() async throws {
    try await Self.withDataset { folder in
      try folder.write(
        fashionMNISTClassNames.map { $0 == "Coat" ? "Jacket\n" : $0 + "\n" }.joined() + "Hat\n",
        to: "data/classes.txt")
      let finding = try #require(try await Self.recorded(folder).findings.first)
      #expect(finding.message == "classes.txt: 11 classes, 10 recorded; 4 is 'Jacket', 'Coat' recorded")
    }
  }

  @Test func descriptionThatCannotBeReadIsFound() async throws {
    try await Self.withDataset { folder in
      try folder.write([0xFF, 0xFE, 0x00], to: "data/dataset.json")
      let result = try await Self.recorded(folder)
      #expect(result.verdict == .error)
      #expect(result.findings.map(\.files) == [["dataset.json"]])
    }
  }

  @Test func newerSchemaAndMissingDescriptionAreSaid() async throws {
    try await Self.withDataset { folder in
      try folder.replace(#""schema" : 2"#, with: #""schema" : 9"#, in: "data/dataset.json")
      #expect(try await Self.recorded(folder).findings.first?.message.contains("its schema is 9") == true)
      try folder.remove("data/dataset.json")
      #expect(try await Self.recorded(folder).verdict == .skipped)
    }
  }

  // MARK: - Rebuilding

  /// A rebuilder that returns the same report for every dataset.
  private struct FixedRebuilder: Rebuilder {
    let report: CheckReport

    func report(on dataset: Dataset) async throws -> CheckReport { report }
  }

  @Test func rebuildGivesTheRebuildersReport() async throws {
    try await Self.withDataset { folder in
      let finding = Finding("a.jpg: 1 photo changed", remedy: "look at it", files: ["a.jpg"])
      let found = try await result(of: "rebuild", in: folder) {
        $0.rebuilder = FixedRebuilder(
          report: CheckReport(summary: "39 of 40 images identical", findings: [finding]))
      }
      #expect(found.verdict == .error && found.summary == "39 of 40 images identical")
      #expect(found.findings.map(\.message) == [finding.message])
      #expect(found.findings.map(\.severity) == [.error])
      let clean = try await result(of: "rebuild", in: folder) {
        $0.rebuilder = FixedRebuilder(report: CheckReport(summary: "40 of 40 images identical"))
      }
      #expect(clean.verdict == .ok)
    }
  }

  @Test func rebuildDoesNotRunWithoutARebuilder() async throws {
    try await Self.withDataset { folder in
      let verification = try await Verification.run(.init(folder: folder("data")))
      #expect(!verification.results.contains { $0.check.id == "rebuild" })
    }
  }

  // MARK: - The manifest

  private static func agreement(_ folder: TemporaryFolder) async throws -> CheckResult {
    try await result(of: "manifest-agreement", in: folder)
  }

  @Test func manifestJustWrittenAgrees() async throws {
    try await Self.withDataset { folder in
      let result = try await Self.agreement(folder)
      #expect(result.verdict == .ok && result.summary == "a row for each of 40 images, with its label")
    }
  }

  @Test func rowsThatAreMissingTwiceBeyondOrMislabelledAreNamed() async throws {
    try await Self.withDataset { folder in
      var lines = try folder.text("data/manifest.csv").split(separator: "\n").map { String($0) }
      func fields(_ line: Int) -> [String] {
        lines[line].split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
      }
      var beyond = fields(1)
      beyond[1] = "999"
      var mislabelled = fields(7)
      let label = try #require(Int(mislabelled[2]))
      mislabelled[2] = "\((label + 1) % 10)"
      lines[7] = mislabelled.joined(separator: ",")
      lines.append(lines[5])
      lines.append(beyond.joined(separator: ","))
      lines.remove(at: 3)
      try folder.write(lines.joined(separator: "\n") + "\n", to: "data/manifest.csv")
      let result = try await Self.agreement(folder)
      #expect(result.verdict == .error)
      #expect(
        result.findings.map { $0.examples.map(\.position) } == [
          [ExamplePosition(.train, 2)], [ExamplePosition(.train, 4)], [], [ExamplePosition(.train, 6)],
        ])
      try #require(result.findings.count == 4)
      #expect(result.findings[1].examples[0].detail == "lines 5, 41")
      #expect(
        result.findings[2].message.contains("1 row for images that are not there: train 999 in line 42"))
    }
  }

  @Test func manifestThatCannotBeReadIsFoundAndSoIsAMissingOne() async throws {
    try await Self.withDataset { folder in
      try folder.write("split,index\ntrain,0\n", to: "data/manifest.csv")
      let result = try await Self.agreement(folder)
      #expect(
        result.verdict == .error && result.findings.first?.message.contains("'label' is missing") == true)
      #expect(try await Self.recorded(folder).verdict == .ok)
      try folder.remove("data/manifest.csv")
      #expect(try await Self.agreement(folder).verdict == .error)
      // A dataset that was not converted needs no manifest.
      try folder.remove("data/dataset.json")
      #expect(try await Self.agreement(folder).verdict == .skipped)
    }
  }
}
