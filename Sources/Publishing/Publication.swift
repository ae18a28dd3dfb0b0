internal import DatasetFormat
package import Exporting
internal import FileSystem
internal import Wording

/// A folder that is ready for a site's own upload command.
package struct Publication: Sendable {
  package struct Settings: Sendable {
    /// The folder.
    package var target: String
    package var site: any PublishingSite
    /// Whether a publication that is there is replaced.
    package var overwrites = false
    /// The folder of the export that this one follows; nil for the publication that is replaced, if there is one.
    package var former: String?

    package init(target: String, site: any PublishingSite) {
      self.target = target
      self.site = site
    }
  }

  package let record: ExportRecord
  /// The files with their sizes in bytes, by path.
  package let files: [ExportFolder.File]
  package let byteCount: Int
  /// What has changed since an earlier export; nil if there is none.
  package let change: VersionChange?
  /// What the owner should know before the upload, a sentence each.
  package let notices: [String]
  /// The lines that say how the folder is uploaded.
  package let upload: [String]

  /// Writes the folder: whole, or not at all.
  ///
  /// - Parameter report: is told how many of how many images are done, from any thread.
  /// - Throws: `ConfigurationError` at an answer that the site does not take, or a version that is too low;
  ///   `PublishingError`, `ExportError`, `DatasetError`, `FileSystemError`, `CancellationError`. Nothing has then been
  ///   changed.
  package static func run(
    _ publication: PublishedDataset, _ settings: Settings,
    report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Publication {
    let site = settings.site
    let description = type(of: site).description
    try publication.about.check(description.allQuestions)
    try site.check(publication)
    let record = ExportRecord(
      publication.dataset, format: description.name, version: publication.facts.version)
    let change = try change(of: publication, settings)
    let content = try FolderContent.publication(at: settings.target, name: publication.dataset.name)
    let written = try await ExportFolder.write(
      record, to: settings.target, replacing: content, overwrites: settings.overwrites,
      imageCount: publication.dataset.imageCount * description.passCount, report: report
    ) { try await site.write(publication, to: $0) }
    return Publication(
      record: record, files: written.files, byteCount: written.byteCount,
      change: change, notices: notices(on: publication, site),
      upload: site.upload(publication, from: shellQuoted(settings.target)))
  }

  private static func change(of publication: PublishedDataset, _ settings: Settings) throws -> VersionChange?
  {
    let folder = settings.former ?? (settings.overwrites ? settings.target : nil)
    guard let folder, let former = try ExportRecord(ofFolder: folder, isRequired: settings.former != nil)
    else {
      return nil
    }
    let change = try VersionChange(from: former, to: publication.dataset)
    let version = publication.facts.version
    // The same version may be written again as long as its images are the same.
    let isAgain = change.level == .patch && version == change.formerVersion
    if let lowest = change.lowestVersion, version < lowest, !isAgain {
      throw publication.about.error(
        .version,
        "version \(version) follows \(change.formerVersion.map { "\($0)" } ?? "") in \(folder), and there are now "
          + "\(change.sentence); write \(lowest) or higher")
    }
    return change
  }

  private static func notices(on publication: PublishedDataset, _ site: any PublishingSite) -> [String] {
    var notices = site.notices(on: publication)
    if publication.manifest != nil,
      type(of: site).description.files.contains(where: { $0.text == DatasetFile.manifest })
    {
      notices.append(
        "\(DatasetFile.manifest) names the photos' files and groups: look at it before you upload it")
    }
    return notices
  }
}

extension ExportRecord {
  fileprivate init(_ dataset: ExportedDataset, format: String, version: DatasetVersion) {
    self.init(dataset, format: format)
    self.version = "\(version)"
  }
}

extension FolderContent {
  /// Returns the content of a publication's folder, which decides what may be replaced in it: the files of every site,
  /// under the name of the publication that is there and that of the new one.
  fileprivate static func publication(at path: String, name: String) throws(DatasetError) -> FolderContent {
    var names = [name]
    if let former = try ExportRecord(ofFolder: path) { names.append(former.name) }
    let files = PublishingSites.descriptions.flatMap(\.files)
    return FolderContent(noun: "publication", marker: ExportRecord.fileName, exampleName: "upload") {
      [names] path in
      path == ExportRecord.fileName
        || names.contains { name in files.contains { $0.matches(path, of: name) } }
    }
  }
}
