import DatasetFormat
import IDX
import ImageCore
import Testing
import TestSupport
import Verification
import VerificationTestSupport
import Wording

/// Tests of the comparison with another dataset.
struct ReferenceTests {
  static let checks = ["reference-classes", "reference-orientation", "reference-overlap"]

  /// Returns the results of the checks that compare a dataset with a reference.
  static func results(
    of dataset: CleanDataset, against reference: CleanDataset,
    _ change: (TemporaryFolder) throws -> Void = { _ in }
  ) async throws -> [String: CheckResult] {
    try await withTemporaryFolder { folder in
      for (name, dataset) in [("own", dataset), ("other", reference)] {
        for (file, array) in try dataset.arrays() { try folder.write(array.encoded(), to: name + "/" + file) }
      }
      try change(folder)
      var settings = Verification.Settings(folder: folder("own"))
      settings.reference = folder("other")
      settings.policy = try Policy.standard.limited(to: ["blank"])
      let results = try await Verification.run(settings).results.filter { checks.contains($0.check.id) }
      return Dictionary(uniqueKeysWithValues: results.map { ($0.check.id, $0) })
    }
  }

  @Test func referenceOfTrainAndTestIsAllThatIsNeeded() async throws {
    let results = try await Self.results(of: .small, against: .standard)
    #expect(Set(results.keys) == Set(Self.checks))
    #expect(results["reference-overlap"]?.verdict == .ok)
  }

  @Test func everyImageOfADatasetIsInItself() async throws {
    let overlap = try #require(
      try await Self.results(of: .small, against: .small)["reference-overlap"])
    #expect(overlap.summary == "50 of 50 images in both, 0 alike")
    #expect(overlap.findings.map(\.examples.count) == [0])
    #expect(overlap.findings.first?.message.contains("the datasets are the same") == true)
  }

  @Test func validationIsComparedWithTheReferencesValidation() async throws {
    let overlap = try #require(
      try await Self.results(of: .withValidation, against: .withValidation)["reference-overlap"])
    let number = grouped(CleanDataset.withValidation.positions.count)
    #expect(overlap.summary == "\(number) of \(number) images in both, 0 alike")
  }

  @Test(arguments: Split.ofMNIST)
  func referenceWithoutTrainOrTestIsRefused(_ split: Split) async throws {
    let error = await #expect(throws: VerificationError.self) {
      try await Self.results(of: .small, against: .small) { folder in
        try folder.remove("other/" + split.imagesName())
      }
    }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains("nothing to compare with: its \(split) cannot be read") == true)
  }

  @Test func validationOfTheReferenceThatCannotBeReadIsSaid() async throws {
    let error = await #expect(throws: VerificationError.self) {
      try await Self.results(of: .small, against: .withValidation) { folder in
        try folder.write([0, 0, 8], to: "other/" + Split.validation.labelsName)
      }
    }
    #expect(error?.message.contains("nothing to compare with: its validation cannot be read") == true)
  }

  /// Returns the dataset with every pixel as a square of four.
  private static func doubled(_ dataset: CleanDataset) -> CleanDataset {
    var result = dataset
    for split in dataset.splits {
      result[split].size = .init(width: 56, height: 56)
      result[split].images = dataset[split].images.map { image in
        (0..<(56 * 56)).map { image[$0 / 56 / 2 * 28 + $0 % 56 / 2] }
      }
    }
    return result
  }

  @Test func referenceOfAnotherSizeIsScaled() async throws {
    let (own, large) = (CleanDataset.standard, Self.doubled(.standard))
    for (dataset, reference) in [(own, large), (large, own)] {
      let results = try await Self.results(of: dataset, against: reference)
      let classes = try #require(results["reference-classes"])
      #expect(classes.verdict == .ok, "\(classes.findings.flatMap(\.details))")
      #expect(classes.summary.hasPrefix("10 classes in both; mean images correlate by 1.00 to 1.00; "))
      #expect(classes.summary.contains("were scaled to \(dataset.train.size) to compare them"))
      #expect(results["reference-orientation"]?.verdict == .ok)
      #expect(results["reference-overlap"]?.verdict == .skipped)
    }
  }

  @Test func differenceWithEqualMediansSaysWhereItIs() async throws {
    func rectangles(_ widths: [Int]) -> CleanDataset {
      var dataset = CleanDataset.standard
      for split in dataset.splits {
        dataset[split].images = dataset[split].images.indices.map {
          SplitDriftTests.rectangle(width: widths[$0 % widths.count])
        }
      }
      return dataset
    }
    let results = try await Self.results(of: rectangles([14, 18, 22]), against: rectangles([18]))
    let details = try #require(results["reference-classes"]?.findings.first?.details)
    #expect(
      details.contains { $0.contains("width 14 pixels or less: ") && $0.contains("0% in the reference") },
      "\(details)")
    #expect(!details.contains { $0.contains("width 18.0 pixels (reference: 18.0)") })
  }
}
