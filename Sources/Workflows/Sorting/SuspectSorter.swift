internal import Configuration
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Processors
internal import Sorting
internal import Wording

/// The photos of a dataset whose labels a network doubts, made into a page on which a person judges them.
package enum SuspectSorter {
  /// The number of photos that stand together.
  private static let groupLength = 24

  /// Makes the page, with the most doubtful label first.
  ///
  /// - Parameters:
  ///   - dataset: the dataset's folder.
  ///   - suspects: the file that `train --suspects` wrote.
  ///   - photos: the folder of the photos; nil to look for it beside the dataset.
  /// - Throws: `DatasetError` if a photo is not where it was or has changed, or the file is about another dataset.
  package static func page(
    dataset path: String, suspects: String, photos folder: String?,
    report: @escaping @Sendable (String) -> Void
  ) async throws -> PhotoSorter.Page {
    let dataset = try await DatasetReader.read(path)
    try dataset.checkWhole(danger: "photos would be given classes by other names than the dataset's")
    // The new table takes the place of the one by which the dataset was corrected, and has to repeat it.
    for file in dataset.unreadableFiles where file.path == DatasetFile.rejectedPhotos {
      throw DatasetError(.unreadable, "\(dataset.path(file.path)): \(file.reason)")
    }
    let shown = SuspectFile.shown(try SuspectFile.read(suspects, of: dataset))
    guard !shown.isEmpty else {
      throw DatasetError(
        .invalidInput, "\(suspects): no label is doubtful, so that there is nothing to judge")
    }
    guard let manifest = dataset.manifest else {
      throw DatasetError(
        .invalidInput,
        "\(path): the dataset has no manifest.csv, so that its photos cannot be found; 'fmbuild report' shows its images"
      )
    }
    let rowOf = Dictionary(
      manifest.rows.map { ($0.position, $0) }, uniquingKeysWith: { first, _ in first })
    var finder = try PhotoFinder(photos: folder, dataset: path)
    var found: [(row: ManifestRow, suspect: SuspectFile.Row)] = []
    var roots: Set<String> = []
    for suspect in shown {
      try Task.checkCancellation()
      guard let row = rowOf[suspect.position] else { continue }
      let photo = try finder.photo(of: row)
      roots.insert(String(decoding: photo.path.utf8.dropLast(row.source.utf8.count), as: UTF8.self))
      found.append((row, suspect))
    }
    guard roots.count == 1, let root = roots.first else {
      throw DatasetError(
        .invalidInput,
        "\(path): its photos are in \(counted(roots.count, "folder")); name the one that was converted with --photos"
      )
    }
    let photoCount = grouped(found.count)
    let outcomes = try await HeapReader.read(
      found.map(\.row.source), root: root.isEmpty ? "." : root,
      settings: MapSettings(
        pipeline: try PipelineLibrary.pipeline(PipelineLibrary.defaultName), jobCount: Processors.count)
    ) { report("reading photos: \(grouped($0)) of \(photoCount)") }
    var content = SortPage.Content()
    content.table = .corrections
    content.classes = (0..<dataset.classCount).map(dataset.className)
    var unreadable: [UnreadablePhoto] = []
    for (outcome, doubt) in zip(outcomes, found) {
      switch outcome {
      case .unreadable(let photo): unreadable.append(photo)
      case .photo(let photo):
        var entry = SortPage.Entry()
        entry.given = doubt.row.label
        entry.sha256 = doubt.row.sha256
        entry.proposals = [(doubt.suspect.likely, nil)]
        content.photos.append(photo)
        content.entries.append(entry)
      }
    }
    let count = (content.photos.count + groupLength - 1) / groupLength
    content.groups = (0..<count).map { part in
      let range = part * groupLength..<min((part + 1) * groupLength, content.photos.count)
      return SortPage.Group(
        name: "Doubts \(range.lowerBound + 1) to \(range.upperBound)", photos: Array(range))
    }
    content.folder = lastName(of: dataset.root) ?? dataset.root
    content.former = FormerCorrections.of(dataset, dataset.rejectedPhotos ?? .empty)
    let corrections = content.table.fileName(page: content.number)
    content.command =
      dataset.description.map { ConvertCommand($0.recipe, corrections: corrections).text }
      ?? "fmbuild convert PHOTOS --corrections \(corrections) --out NEW"
    return PhotoSorter.Page(
      html: try SortPage(content).html, photoCount: content.photos.count, groupCount: content.groups.count,
      unreadable: unreadable)
  }
}
