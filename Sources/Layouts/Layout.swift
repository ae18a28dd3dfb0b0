internal import Checksums
package import DatasetFormat
package import Exporting
internal import FileSystem
internal import Verification

/// A folder in which loaders find a dataset.
package struct Layout: Sendable {
  package struct Settings: Sendable {
    /// The layout's folder.
    package var target: String
    package var request: LayoutRequest
    /// Whether a layout that is there is replaced.
    package var overwrites = false

    package init(target: String, request: LayoutRequest) {
      self.target = target
      self.request = request
    }
  }

  package let record: LayoutRecord
  /// The files of the layout with their sizes in bytes, by path; a file under two names counts twice.
  package let files: [ExportFolder.File]
  /// How many of the files are hard links to the dataset's own.
  package let linkCount: Int
  /// How each loader opens the dataset.
  package let uses: [LoaderUse]
  /// The loaders that were left out of `all`, each with the reason.
  package let leftOut: [(loader: String, reason: String)]
  /// What the user should know about this layout, a sentence each; mostly empty.
  package let notices: [String]

  /// Lays out a dataset: whole, or not at all.
  ///
  /// - Parameters:
  ///   - source: the dataset as it was read from its folder.
  ///   - dataset: the same dataset, as it is exported.
  ///   - report: is told how many of how many images are done, from any thread.
  /// - Throws: `LayoutError` if a loader does not take the dataset, `ExportError` if its format does not, `DatasetError` or
  ///   `FileSystemError` if the target must not be replaced or cannot be written, `CancellationError`; nothing has then
  ///   been changed.
  package static func run(
    _ source: Dataset, _ dataset: ExportedDataset, _ settings: Settings,
    report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Layout {
    let request = settings.request
    var plan = LayoutPlan(dataset)
    var (taken, leftOut) = ([(loader: Loader, base: String)](), [(loader: String, reason: String)]())
    for (loader, base) in request.loaders {
      do throws(LayoutError) {
        try plan.add(loader, below: base, of: source, className: request.className)
        taken.append((loader, base))
      } catch {
        guard request.leavesOut else {
          throw LayoutError(.unsuitableDataset, "\(source.root): \(loader.name): \(error.message)")
        }
        leftOut.append((loader.name, error.message))
      }
    }
    plan.addText(dataset.classFile, at: DatasetFile.classes)
    if request.isClassroom { plan.addClassroom() }
    let content = try FolderContent.layout(at: settings.target, replacedBy: plan.topNames)
    let target = try TargetFolder(path: settings.target, of: content, overwrites: settings.overwrites)
    let written = try await plan.write(source, to: target.workPath, report: report)
    let digests = Dictionary(
      uniqueKeysWithValues: plan.texts.map { ($0.path, "\(SHA256Hasher.digest(Array($0.text.utf8)))") })
    let record = LayoutRecord(
      dataset, loaders: request.isClassroom ? [LayoutRequest.classroom] : taken.map(\.loader.name),
      files: written.files.map { LayoutRecord.File(path: $0.path, sha256: digests[$0.path]) })
    try NewFile.write(
      try JSONText.encode(record) + "\n", to: target.workPath + "/" + LayoutRecord.fileName)
    try Task.checkCancellation()
    try target.commit()
    return Layout(
      record: record, files: written.files, linkCount: written.linkCount,
      uses: taken.map {
        LoaderUse(
          $0.loader, below: $0.base, in: settings.target, className: request.className, dataset, of: source)
      }, leftOut: leftOut, notices: plan.notices)
  }
}

extension LayoutPlan {
  /// Adds the files of a loader if it takes the dataset.
  ///
  /// - Throws: `LayoutError` with the reason why not, and what to do about it.
  fileprivate mutating func add(
    _ loader: Loader, below base: String, of source: Dataset, className: String?
  ) throws(LayoutError) {
    if let reason = loader.refusal(of: source) { throw LayoutError(.unsuitableDataset, reason) }
    do throws(ExportError) {
      try add(loader, below: base, className: className)
    } catch {
      throw LayoutError(.unsuitableDataset, error.message)
    }
  }

  /// Writes all files.
  ///
  /// - Returns: the files with their sizes in bytes, by path, and how many of them are links to the dataset's own.
  fileprivate func write(
    _ source: Dataset, to path: String, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void
  ) async throws -> (files: [ExportFolder.File], linkCount: Int) {
    let folder = ExportFolder(path: path)
    let linkCount = try await IDXSource(source, dataset).write(idxFiles, to: folder)
    for (path, text) in texts { try folder.write(text, to: path) }
    var files = folder.written.files
    let total = containers.reduce(0) { $0 + $1.passCount * dataset.imageCount }
    var done = 0
    for container in containers {
      let before = done
      let place = ExportFolder(path: container.folder.isEmpty ? path : path + "/" + container.folder) {
        done, _ in
        report(before + done, total)
      }
      try await container.write(place)
      files += place.written.files.map {
        ExportFolder.File(path: joined(container.folder, $0.path), byteCount: $0.byteCount)
      }
      done += container.passCount * dataset.imageCount
    }
    return (files.sorted { $0.path < $1.path }, linkCount)
  }

  /// What the user should know about the layout.
  fileprivate var notices: [String] {
    guard dataset.parts.contains(where: { $0.split == .validation }) else { return [] }
    return [
      "the validation split is only where a loader has a place for it: not among IDX files, nor for scikit-learn and R"
    ]
  }
}
