internal import DatasetFormat
internal import Exporting

/// A record on Zenodo, which gives a DOI: the IDX files, NumPy's arrays, and what catalogues read.
struct ZenodoSite: PublishingSite {
  static let description = SiteDescription(
    name: "zenodo", title: "Zenodo",
    files: [
      ".zenodo.json", "*-images-idx#-ubyte.gz", "*-labels-idx#-ubyte.gz", "classes.txt", "NAME.npz",
      "manifest.csv", "croissant.json", "CITATION.cff",
    ],
    questions: AboutKey.responsibleAI, passCount: 2)

  init() {}

  private func arrays() throws -> NPZExport { try NPZExport(ExportOptions()) }

  func check(_ publication: PublishedDataset) throws {
    guard publication.facts.licence.identifier != nil else {
      throw publication.about.error(
        .licence, "Zenodo knows a licence by its SPDX identifier; choose one, or publish there by hand")
    }
    try arrays().check(publication.dataset)
  }

  func write(_ publication: PublishedDataset, to folder: ExportFolder) async throws {
    try await IDXFiles.write(publication.dataset, to: folder)
    try folder.write(publication.dataset.classFile, to: DatasetFile.classes)
    try await arrays().write(publication.dataset, to: folder)
    if let manifest = publication.manifest { try folder.write(manifest, to: DatasetFile.manifest) }
    try folder.write(CitationFile.text(publication), to: CitationFile.name)
    try folder.write(
      ZenodoMetadata.text(publication, licence: publication.facts.licence.identifier ?? ""),
      to: ZenodoMetadata.name)
    try folder.write(CroissantDocument(publication, filesIn: folder).text, to: CroissantDocument.name)
  }

  func upload(_ publication: PublishedDataset, from path: String) -> [String] {
    [
      "upload the files of \(path) at https://zenodo.org/uploads/new",
      "\(ZenodoMetadata.name) has what its form asks for; Zenodo reads it by itself from a release on GitHub",
    ]
  }

  func notices(on publication: PublishedDataset) -> [String] {
    ["what is on Zenodo cannot be taken back: look at the folder first"]
  }
}
