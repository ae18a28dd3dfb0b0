package import Conversion
package import DatasetFormat
package import Verification
internal import Wording

/// A rebuilder that makes a dataset again from a folder of photos, by the recipe that the dataset records.
package struct PhotoRebuilder: Rebuilder {
  /// The folder of the photos.
  package var photos: String
  /// The source of the photos' labels: folders or a table.
  package var labels: PhotoCollection.Labels
  /// The corrections to labels; nil if there were none.
  package var corrections: Corrections?
  /// The number of photos that are converted at the same time.
  package var jobCount: Int

  package init(
    photos: String, labels: PhotoCollection.Labels = .folders, corrections: Corrections? = nil, jobCount: Int
  ) {
    self.photos = photos
    self.labels = labels
    self.corrections = corrections
    self.jobCount = jobCount
  }

  package func report(on dataset: Dataset) async throws -> CheckReport {
    let record = try RebuildRecord(dataset)
    let table = try RebuildLabels.finding(labels, recorded: record.recipe.labels, dataset)
    let corrections = try RebuildCorrections.finding(
      self.corrections, recorded: record.recipe.corrections, dataset)
    var settings = try record.settings(self)
    settings.skippedFolders = [dataset.root]
    let now = try await Rebuild.run(settings)

    let changes = PhotoChanges(record, now)
    let images = ImageComparison(dataset, changes.survivors, now)
    var findings = [table, corrections].compactMap { $0 } + changes.findings(photos: photos, dataset)
    findings += images.findings(version: record.versionNote)
    if changes.isEmpty {
      findings += try PlanComparison(dataset, changes.survivors, now).findings(
        version: record.versionNote, explainsBytes: !images.isAllIdentical)
    }
    let photoCount = counted(now.collection.photos.count + now.collection.rejectedPhotos.count, "photo")
    guard !findings.isEmpty else {
      return CheckReport(
        summary:
          "identical: \(photoCount) give the same \(counted(dataset.idxFiles.count, "file")), byte for byte"
          + record.baseNote)
    }
    return CheckReport(
      summary: "\(grouped(images.identicalCount)) of \(counted(record.manifest.count, "image")) identical",
      findings: findings)
  }
}
