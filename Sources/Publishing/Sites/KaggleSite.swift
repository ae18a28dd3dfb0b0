internal import DatasetFormat
internal import Exporting
internal import Wording

/// A dataset on Kaggle: tables and NumPy's arrays in one folder, without folders in it, which its client would pass over.
struct KaggleSite: PublishingSite {
  static let description = SiteDescription(
    name: "kaggle", title: "Kaggle",
    files: ["dataset-metadata.json", "SPLIT.csv", "classes.csv", "NAME.npz", "CITATION.cff"],
    questions: [.subtitle, .kaggleOwner], passCount: 2)

  init() {}

  /// The lengths in characters of titles and slugs, and of subtitles, that Kaggle takes.
  private static let (nameLengths, subtitleLengths) = (6...50, 20...80)

  func check(_ publication: PublishedDataset) throws {
    let about = publication.about
    for (key, lengths) in [
      (AboutKey.title, Self.nameLengths), (.slug, Self.nameLengths), (.subtitle, Self.subtitleLengths),
    ] {
      let count = about.text(key)?.count ?? 0
      guard lengths.contains(count) else {
        throw about.error(
          key,
          "Kaggle takes a \(key.rawValue) of \(lengths.lowerBound) to \(lengths.upperBound) characters; this has \(count)"
        )
      }
    }
    try formats().forEach { try $0.check(publication.dataset) }
  }

  private func formats() throws -> [any ExportFormat] {
    [try CSVExport(ExportOptions()), try NPZExport(ExportOptions())]
  }

  func write(_ publication: PublishedDataset, to folder: ExportFolder) async throws {
    let dataset = publication.dataset
    for format in try formats() { try await format.write(dataset, to: folder) }
    try folder.write(CitationFile.text(publication), to: CitationFile.name)
    let rows = "one a row: the label, then the levels of the pixels, row by row"
    let resources =
      dataset.parts.map { part in
        KaggleMetadata.Resource(
          path: part.split.rawValue + ".csv",
          description: "The \(grouped(part.count)) images of \(part.split.rawValue), \(rows).")
      } + [
        KaggleMetadata.Resource(path: "classes.csv", description: "The names of the classes, by label."),
        KaggleMetadata.Resource(
          path: dataset.name + ".npz", description: "All images and labels as arrays of NumPy."),
        KaggleMetadata.Resource(path: CitationFile.name, description: "How the dataset is cited."),
      ]
    let metadata = KaggleMetadata(
      publication: publication, owner: publication.about.text(.kaggleOwner) ?? "",
      subtitle: publication.about.text(.subtitle) ?? "",
      description: CardText(publication).markdown(picture: nil, loading: loading(dataset)),
      resources: resources)
    try folder.write(metadata.text, to: KaggleMetadata.name)
  }

  private func loading(_ dataset: ExportedDataset) -> [String] {
    [
      "```python", "import numpy", "file = numpy.load(\"\(dataset.name).npz\")",
      "images, labels = file[\"x_train\"], file[\"y_train\"]", "```",
    ]
  }

  func upload(_ publication: PublishedDataset, from path: String) -> [String] {
    [
      "kaggle datasets create -p \(path)",
      "kaggle datasets version -p \(path) -m \(publication.facts.version)   # if the dataset is there already",
    ]
  }

  func notices(on publication: PublishedDataset) -> [String] {
    publication.facts.licence.kaggleName == nil
      ? [
        "Kaggle's name for this licence is not known: the file says 'other', and the description names it; choose it on "
          + "the dataset's page"
      ] : []
  }
}
