internal import DatasetFormat
package import FileSystem

extension ExportFolder {
  /// Writes a folder and its record: whole, or not at all.
  ///
  /// - Parameters:
  ///   - content: what may be replaced in a folder that is there.
  ///   - imageCount: the number of images that will be written, each as often as it is.
  ///   - report: is told how many of them are done, from any thread.
  ///   - writeFiles: writes all files but the record.
  /// - Returns: the files in the order of their paths.
  /// - Throws: what `writeFiles` throws; `DatasetError` or `FileSystemError` if the target must not be replaced or cannot be
  ///   written; `CancellationError`. Nothing has then been changed.
  package static func write(
    _ record: ExportRecord, to target: String, replacing content: FolderContent, overwrites: Bool,
    imageCount: Int, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void,
    _ writeFiles: (ExportFolder) async throws -> Void
  ) async throws -> Tally {
    let target = try TargetFolder(path: target, of: content, overwrites: overwrites)
    let folder = ExportFolder(path: target.workPath, totalCount: imageCount, report: report)
    try await writeFiles(folder)
    try folder.write(JSONText.encode(record) + "\n", to: ExportRecord.fileName)
    try Task.checkCancellation()
    try target.commit()
    var written = folder.written
    written.sort()
    return written
  }
}
