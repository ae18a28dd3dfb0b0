internal import DatasetFormat
internal import Exporting
internal import Publishing
internal import Wording
internal import Workflows

/// What a terminal or a program is told about a publication.
struct PublicationSummary: CommandSummary {
  private let publication: Publication
  private let publisher: DatasetPublisher
  private let folder: String

  init(_ publication: Publication, _ publisher: DatasetPublisher, in folder: String) {
    self.publication = publication
    self.publisher = publisher
    self.folder = folder
  }

  var lines: [String] {
    let dataset = publisher.dataset
    var lines = [
      "\(counted(dataset.imageCount, "image")) of \(dataset.type), \(dataset.splitCounts), for \(publication.record.format)"
    ]
    lines += publication.files.map { "  \(folder)/\($0.path)  \(grouped($0.byteCount)) bytes" }
    let found = publisher.measurements.counts
    lines.append(
      found.isEmpty
        ? "verify found nothing in the images"
        : "verify found \(found): they stand there as measured limitations and biases"
    )
    lines.append(
      publication.change.map { change in
        let since = change.formerVersion.map { "since version \($0)" } ?? "since the earlier export"
        let lowest = change.lowestVersion.map { ", \($0) or higher" } ?? ""
        return "version \(publication.record.version ?? ""): \(since), \(change.sentence)\(lowest)"
      } ?? "version \(publication.record.version ?? ""): no earlier export to compare with (--since)")
    return lines + publication.notices + ["upload it:"] + publication.upload.map { "  " + $0 }
  }

  private struct Document: Encodable {
    struct Change: Encodable {
      let level: String
      let changes: [String]
      let formerVersion: String?
      let lowestVersion: String?
    }

    let schema = 1
    let folder: String
    let publication: ExportRecord
    let byteCount: Int
    let files: [ExportFolder.File]
    /// What has changed since an earlier export; nil if there is none.
    let change: Change?
    let findings: String
    let notices: [String]
    /// The lines that say how the folder is uploaded.
    let upload: [String]
  }

  func json() throws -> String {
    try JSONText.encode(
      Document(
        folder: folder, publication: publication.record, byteCount: publication.byteCount,
        files: publication.files,
        change: publication.change.map { change in
          .init(
            level: change.level.rawValue, changes: change.changes,
            formerVersion: change.formerVersion.map { "\($0)" },
            lowestVersion: change.lowestVersion.map { "\($0)" })
        }, findings: publisher.measurements.counts, notices: publication.notices,
        upload: publication.upload))
  }
}
