internal import Exporting

/// `dataset-metadata.json`, by which Kaggle's client uploads a folder.
struct KaggleMetadata {
  static let name = "dataset-metadata.json"

  /// A file of the folder and what it holds.
  struct Resource {
    let path: String
    let description: String
  }

  let publication: PublishedDataset
  let owner: String
  let subtitle: String
  let description: String
  let resources: [Resource]

  var text: String {
    let facts = publication.facts
    let entries = resources.map { resource -> JSONDocument in
      .object([("path", .text(resource.path)), ("description", .text(resource.description))])
    }
    return JSONDocument.object([
      ("title", .text(facts.title)), ("id", .text("\(owner)/\(facts.slug)")), ("subtitle", .text(subtitle)),
      ("description", .text(description)),
      ("licenses", .array([.object([("name", .text(facts.licence.kaggleName ?? "other"))])])),
      ("keywords", .array(publication.keywords.map { .text($0.lowercased()) })),
      ("resources", .array(entries)),
    ]).encoded(.indented)
  }
}
