internal import DatasetFormat
internal import FileSystem

/// A dataset that was written in another format.
package struct Export: Sendable {
  package struct Settings: Sendable {
    /// The export's folder.
    package var target: String
    package var format: any ExportFormat
    /// Whether an export that is there is replaced.
    package var overwrites = false

    package init(target: String, format: any ExportFormat) {
      self.target = target
      self.format = format
    }
  }

  package let record: ExportRecord
  /// The files of the export with their sizes in bytes, by path.
  package let files: [ExportFolder.File]
  package let byteCount: Int
  /// What the user should know about this export, a sentence each; mostly empty.
  package let notices: [String]
  /// The lines of code that load the export.
  package let snippet: [String]

  /// Exports a dataset: whole, or not at all.
  ///
  /// - Parameter report: is told how many of how many images are done, from any thread.
  /// - Throws: `ExportError` if the format cannot hold the dataset, `DatasetError` or `FileSystemError` if the target must
  ///   not be replaced or cannot be written, `CancellationError`; nothing has then been changed.
  package static func run(
    _ dataset: ExportedDataset, _ settings: Settings,
    report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Export {
    let format = settings.format
    let description = type(of: format).description
    try format.check(dataset)
    let content = try FolderContent.export(
      at: settings.target, replacedBy: description, name: dataset.name)
    let record = ExportRecord(dataset, format: description.name)
    let written = try await ExportFolder.write(
      record, to: settings.target, replacing: content, overwrites: settings.overwrites,
      imageCount: dataset.imageCount * format.passCount, report: report
    ) { try await format.write(dataset, to: $0) }
    return Export(
      record: record, files: written.files, byteCount: written.byteCount,
      notices: format.notices(on: dataset),
      snippet: format.snippet(ExportPlace(dataset, in: settings.target)))
  }
}
