internal import DatasetFormat
internal import Exporting

/// A dataset repository on Hugging Face's hub: Parquet with a card, which its viewer shows.
struct HuggingFaceSite: PublishingSite {
  static let description = SiteDescription(
    name: "huggingface", title: "Hugging Face",
    files: [
      "README.md", "data/SPLIT-#-of-#.parquet", "croissant.json", "CITATION.cff", "manifest.csv",
      "sprite.png",
    ],
    questions: AboutKey.responsibleAI, passCount: 1)

  private static let sprite = "sprite.png"

  init() {}

  private func tables() throws -> ParquetExport { try ParquetExport(ExportOptions()) }

  func check(_ publication: PublishedDataset) throws { try tables().check(publication.dataset) }

  func write(_ publication: PublishedDataset, to folder: ExportFolder) async throws {
    let facts = publication.facts
    var card = DatasetCard(publication.dataset)
    card.splits = try await tables().writeTables(of: publication.dataset, to: folder)
    card.title = facts.title
    card.licence =
      facts.licence.hubIdentifier.map { DatasetCard.Licence($0) }
      ?? DatasetCard.Licence(
        otherNamed: facts.licence.identifier ?? facts.licence.name, link: facts.licence.url)
    card.tags +=
      ["croissant"]
      + publication.keywords.dropFirst(2).filter { !["image", "mnist", "croissant"].contains($0) }
    if let sprite = publication.sprite { try folder.write(sprite, to: Self.sprite) }
    card.body = CardText(publication).markdown(
      picture: publication.sprite == nil ? nil : Self.sprite,
      loading: DatasetCard.loading(repository(publication), comment: "  # or the path of this folder"))
    try folder.write(card.text, to: DatasetCard.fileName)
    try folder.write(CitationFile.text(publication), to: CitationFile.name)
    if let manifest = publication.manifest { try folder.write(manifest, to: DatasetFile.manifest) }
    try folder.write(CroissantDocument(publication, filesIn: folder).text, to: CroissantDocument.name)
  }

  /// The dataset's name on the hub.
  private func repository(_ publication: PublishedDataset) -> String {
    "\(publication.about.text(.huggingfaceOwner) ?? "OWNER")/\(publication.facts.slug)"
  }

  func upload(_ publication: PublishedDataset, from path: String) -> [String] {
    ["hf upload \(repository(publication)) \(path) . --repo-type dataset"]
  }

  func notices(on publication: PublishedDataset) -> [String] {
    publication.facts.licence.hubIdentifier == nil
      ? [
        "Hugging Face has no identifier for this licence: the card calls it 'other', with its name and address"
      ] : []
  }
}
