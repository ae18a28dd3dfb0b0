package import Exporting
internal import Wording

/// A site on which people publish datasets.
///
/// The same dataset, answers and options give the same bytes: dates come from the owner, never from the clock.
package protocol PublishingSite: Sendable {
  static var description: SiteDescription { get }

  init()

  /// Checks, before anything is written, whether the site takes the answers and the dataset.
  ///
  /// - Throws: `ConfigurationError` at the answer that the site does not take; `ExportError` if its files cannot hold the
  ///   dataset.
  func check(_ publication: PublishedDataset) throws

  /// Writes all files, except the record.
  func write(_ publication: PublishedDataset, to folder: ExportFolder) async throws

  /// Returns the lines that say how the folder is uploaded.
  ///
  /// - Parameter path: the folder as the user named it, ready for a shell.
  func upload(_ publication: PublishedDataset, from path: String) -> [String]

  /// Returns what the owner should know before the upload, a sentence each.
  func notices(on publication: PublishedDataset) -> [String]
}

/// The description of a site, from which help texts and documents are made.
package struct SiteDescription: Sendable {
  /// The name for the option `--to`.
  package let name: String
  /// The site's own name.
  package let title: String
  /// The files of the folder.
  package let files: [PathPattern]
  /// What the owner has to answer beside `AboutKey.core`.
  package let questions: [AboutKey]
  /// How often all images are written, for the progress.
  let passCount: Int

  /// All that the owner has to answer.
  package var allQuestions: [AboutKey] { AboutKey.core + questions }
}

/// All sites. Help texts and documents are made from this list.
package enum PublishingSites {
  static let all: [any PublishingSite.Type] = [HuggingFaceSite.self, KaggleSite.self, ZenodoSite.self]

  package static var descriptions: [SiteDescription] { all.map { $0.description } }

  /// Makes the site with a name.
  ///
  /// - Throws: `PublishingError` with the code `usage`, with the closest name if there is one.
  package static func site(named name: String) throws(PublishingError) -> any PublishingSite {
    guard let type = all.first(where: { $0.description.name == name }) else {
      let names = descriptions.map(\.name)
      let meant = ["hf": "huggingface", "hub": "huggingface"][name.lowercased()].map {
        " (did you mean '\($0)'?)"
      }
      throw PublishingError(
        .usage,
        "--to: there is no site '\(name)'\(meant ?? Spelling.suggestion(for: name, among: names)); there are "
          + names.joined(separator: ", "))
    }
    return type.init()
  }
}
