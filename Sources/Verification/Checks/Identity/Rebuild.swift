internal import DatasetBuilding
internal import DatasetReading

/// Do the photos still give this dataset, byte for byte?
struct Rebuild: Check {
  static let description = CheckDescription(
    "rebuild", .identity, .error,
    finds: "photos that changed, vanished, appeared or were renamed, and items that are not what photos give",
    because: "only a dataset that can be made again can be traced to its photos, mended and defended")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) async throws -> CheckReport {
    let dataset = examination.dataset
    guard let request = examination.rebuild else { return .skipped("no photos were named to rebuild from") }
    let record = try RebuildRecord(dataset)
    let table = try RebuildLabels.finding(request.labels, recorded: record.description.labels, dataset)
    let corrections = try RebuildCorrections.finding(
      request.corrections, recorded: record.description.corrections, dataset)
    var settings = try record.settings(request)
    settings.skippedFolders = [dataset.root]
    let now = try await Reconversion.run(settings)

    let photos = PhotoChanges(record, now)
    let items = ItemComparison(dataset, photos.survivors, now)
    var findings = [table, corrections].compactMap { $0 } + photos.findings(photos: request.photos, dataset)
    findings += items.findings(version: record.versionNote)
    if photos.isEmpty {
      findings += try PlanComparison(dataset, photos.survivors, now).findings(
        version: record.versionNote, explainsBytes: !items.isAllIdentical)
    }
    let photoCount = counted(now.collection.photos.count + now.collection.rejects.count, "photo")
    guard !findings.isEmpty else {
      return CheckReport(
        summary:
          "identical: \(photoCount) give the same \(counted(dataset.archives.count, "archive")), byte for byte"
      )
    }
    return CheckReport(
      summary: "\(grouped(items.identicalCount)) of \(counted(record.manifest.count, "item")) identical",
      findings: findings)
  }
}
