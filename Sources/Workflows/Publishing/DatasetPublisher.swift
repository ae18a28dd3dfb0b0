internal import DatasetFormat
package import Exporting
internal import FileSystem
internal import ImageCodecs
internal import ImageCore
package import Publishing
internal import Reporting
package import Verification

/// Prepares a dataset for publishing: it reads and verifies the dataset and draws its picture.
package struct DatasetPublisher: Sendable {
  /// The progress of the preparation, a step in a few words.
  package typealias Step = @Sendable (String) -> Void

  package let dataset: ExportedDataset
  package let measurements: Measurements
  private let publication: PublishedDataset

  /// - Throws: `PublishingError` if an answer is missing, or the records contradict the files; `DatasetError`,
  ///   `ExportError` or `VerificationError` if the dataset cannot be used.
  package init(
    _ folder: String, about: About, for site: any PublishingSite, policy: Policy, report: @escaping Step
  ) async throws {
    // What the owner has to write is said before a minute is spent on the images.
    try about.check(type(of: site).description.allQuestions)
    guard let facts = OwnerFacts(about) else { preconditionFailure("the answers were checked") }
    report("reading \(folder)")
    let dataset = try await DatasetReader.read(folder)
    let exported = try ExportedDataset(dataset, name: ExportName.made(of: facts.slug))
    var settings = Verification.Settings(folder: folder)
    settings.policy = policy
    let verification = try await Verification.run(settings, dataset: dataset, reference: nil) {
      if case .checking(let id, let number, let count) = $0 {
        report("check \(number + 1) of \(count): \(id)")
      }
    }
    measurements = try Measurements(verification)
    report("drawing images of each class")
    publication = try PublishedDataset(
      dataset, exported: exported, about: about, facts: facts, measurements: measurements,
      manifest: try Self.manifest(of: dataset), sprite: try Self.sprite(of: dataset, title: facts.title))
    self.dataset = exported
  }

  /// Writes the folder.
  ///
  /// - Parameter report: is told how many of how many images are done, from any thread.
  package func run(
    _ settings: Publication.Settings, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> Publication {
    try await Publication.run(publication, settings, report: report)
  }

  private static func manifest(of dataset: Dataset) throws -> String? {
    guard dataset.manifest != nil else { return nil }
    return try WholeFile.text(dataset.path(DatasetFile.manifest), maximumByteCount: WholeFile.largestTable)
  }

  /// Returns a PNG file with images of each class; nil if they are so large that a page should not load it.
  private static func sprite(of dataset: Dataset, title: String) throws -> [UInt8]? {
    guard dataset.splits.allSatisfy({ max($0.size.width, $0.size.height) <= 128 }) else { return nil }
    var sheet = try ClassSheet(
      dataset: dataset, classes: ClassSelection([], in: dataset), split: nil, rowCount: nil, scale: 1
    ).sheet()
    sheet.heading = title
    return try ImageEncoder.png(sheet.image())
  }
}
