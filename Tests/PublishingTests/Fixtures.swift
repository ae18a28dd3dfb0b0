import DatasetFormat
import Exporting
import IDX
import Publishing
import TestSupport
import Verification

/// A small dataset, answers about it, and what the library makes of both.
struct Fixture {
  var classNames = ["T-shirt/top", "Schlüssel, \"klein\""]
  var trainCount = 8
  var testCount = 4
  /// The level by which the first training image differs.
  var change: UInt8 = 0
  var manifest: String?
  var about = Self.about()

  /// Answers to all questions that a site asks, one a line; a value of nil leaves the line out.
  static func about(_ changes: [String: String?] = [:]) -> String {
    var lines = [
      "title": "My products", "slug": "my-products", "subtitle": "Product photos in the format of MNIST",
      "description": "Photos of *our* products.",
      "creators": "[{name: 'Person, Ada', orcid: 0000-0002-1825-0097}]",
      "licence": "CC-BY-4.0", "url": "https://example.org/products", "version": "1.0.0",
      "published": "2026-11-21",
      "contact": "ada@example.org", "kaggle-owner": "ada", "huggingface-owner": "ada-org",
      "limitations": "One shop only.", "biases": "Mostly small sizes.", "personal-information": "None.",
      "uses": "Lessons.", "social-impact": "Little.", "synthetic": "false",
      "derived-from": "[https://example.org/photos, our own photos]",
    ]
    for (key, value) in changes { lines[key] = value }
    return lines.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
  }

  func images(_ split: Split) -> [UInt8] {
    let (count, first) = split == .train ? (trainCount, UInt8(10)) : (testCount, UInt8(130))
    return (0..<count).flatMap { index -> [UInt8] in
      // A product on black that differs from image to image, and by class.
      (0..<64).map { pixel in
        let isInside =
          (2..<6).contains(pixel / 8) && (2..<(index.isMultiple(of: 2) ? 6 : 4)).contains(pixel % 8)
        return isInside
          ? first &+ UInt8(truncatingIfNeeded: 11 * index + 3 * pixel)
            &+ (index == 0 && split == .train ? change : 0) : 0
      }
    }
  }

  func write(to folder: TemporaryFolder, at name: String = "data") throws {
    for (split, count) in [(Split.train, trainCount), (.test, testCount)] {
      try folder.write(
        IDXArray(images(split), dimensions: [count, 8, 8]).encoded(), to: "\(name)/\(split.imagesName())")
      let labels = (0..<count).map { UInt8($0 % 2) }
      try folder.write(
        IDXArray(labels, dimensions: [count]).encoded(), to: "\(name)/\(split.labelsName)")
    }
    try folder.write(classNames.map { $0 + "\n" }.joined(), to: name + "/classes.txt")
    if let manifest { try folder.write(manifest, to: name + "/manifest.csv") }
  }

  /// Writes the dataset and publishes it.
  @discardableResult
  func publish(
    to site: String, in folder: TemporaryFolder, at out: String = "out", since: String? = nil,
    overwrites: Bool = false
  ) async throws -> Publication {
    if folder.exists("data") { try folder.remove("data") }
    try write(to: folder)
    let about = try AboutFile.about(parsing: about, file: "about.yaml")
    let site = try PublishingSites.site(named: site)
    try about.check(type(of: site).description.allQuestions)
    let dataset = try await DatasetReader.read(folder("data"))
    let verification = try await Verification.run(
      .init(folder: folder("data")), dataset: dataset, reference: nil)
    guard let facts = OwnerFacts(about) else { preconditionFailure("the answers were checked") }
    let publication = try PublishedDataset(
      dataset, exported: ExportedDataset(dataset, name: ExportName.made(of: facts.slug)), about: about,
      facts: facts,
      measurements: Measurements(verification), manifest: manifest, sprite: [1, 2, 3])
    var settings = Publication.Settings(target: folder(out), site: site)
    settings.former = since.map { folder($0) }
    settings.overwrites = overwrites
    return try await Publication.run(publication, settings)
  }
}
