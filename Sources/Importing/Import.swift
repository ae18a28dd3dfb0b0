internal import Conversion
package import DatasetFormat
internal import FileSystem
internal import Wording

/// A dataset that was made from files of another program.
package struct Import: Sendable {
  package struct Settings: Sendable {
    /// The file or folder that is imported.
    package var source: String
    /// The dataset's folder.
    package var target: String
    package var options = ImportOptions()
    /// Decides about split and order where the source gives no split.
    package var seed: UInt64 = 0
    /// Whether a dataset that is there is replaced.
    package var overwrites = false

    package init(source: String, target: String) {
      self.source = source
      self.target = target
    }
  }

  package let description: DatasetDescription
  /// What the user should know, a sentence each.
  package let notices: [String]

  /// Imports a source: whole, or not at all.
  ///
  /// - Parameter report: is told how many of how many images are done, from any thread.
  /// - Throws: `ImportError` if the source is damaged or is none; `DatasetError`, `FileSystemError`, `CancellationError`;
  ///   nothing has then been changed.
  package static func run(
    _ settings: Settings, report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Import {
    try checkApart(settings)
    try TargetFolder.check(settings.target, of: .dataset, overwrites: settings.overwrites)
    let source = try ImportSource(settings.source)
    guard let format = try ImportFormats.format(of: source) else { throw ImportFormats.unknown(source) }
    let (dataset, notices) = try await read(source, as: format, settings.options, seed: settings.seed)
    let description = try await dataset.write(
      to: settings.target, overwrites: settings.overwrites, report: report)
    return Import(description: description, notices: notices)
  }

  /// Reads a source, and writes nothing.
  ///
  /// - Parameter isRequested: whether also those sources are read that may as well be something else than a dataset.
  /// - Returns: the dataset that `run` would write, and what the user should know; nil if the source is in no format that is
  ///   known, or may as well be something else than a dataset.
  /// - Throws: as `run`.
  package static func dataset(of path: String, isRequested: Bool = false) async throws -> (
    dataset: Dataset, notices: [String]
  )? {
    let source = try ImportSource(path)
    guard let format = try ImportFormats.format(of: source), isRequested || format.isCertain(source) else {
      return nil
    }
    let (dataset, notices) = try await read(source, as: format, ImportOptions(), seed: 0)
    return (try await dataset.dataset(ofSource: source.path), notices)
  }

  private static func read(
    _ source: ImportSource, as format: any ImportFormat.Type, _ options: ImportOptions, seed: UInt64
  ) async throws -> (dataset: ImportedDataset, notices: [String]) {
    var examples = try await format.read(source, options)
    try decideSplits(&examples, source: source.path)
    if let names = options.classNames { examples.classNames = names }
    try checkLabels(examples)
    let dataset = try ImportedDataset(
      examples.parts, type: examples.type, classNames: examples.classNames,
      origin: ImportOrigin(format: format.description.name, files: examples.files), seed: seed)
    return (dataset, examples.notices)
  }

  /// - Throws: `ImportError` if the dataset would be written into its own source.
  private static func checkApart(_ settings: Settings) throws(ImportError) {
    guard let source = resolvedPath(settings.source), let target = resolvedPath(settings.target),
      source == target || pathBelow(target, source) != nil
    else { return }
    throw ImportError(
      settings.target, "the files to import are in this folder; choose another for the dataset with --out")
  }

  /// Leaves the splits to the rule where the source does not give both train and test.
  ///
  /// - Throws: `ImportError` if the source gives splits to some images only, or no train split.
  private static func decideSplits(_ examples: inout ImportedExamples, source: String) throws(ImportError) {
    let given = Set(examples.parts.compactMap(\.split))
    guard !given.isEmpty else { return }
    if let part = examples.parts.first(where: { $0.split == nil }) {
      throw ImportError(
        part.source(0),
        "the source says nothing about the split of this image, but about that of others; name all splits, or none"
      )
    }
    if given.count == 1 {
      for index in examples.parts.indices { examples.parts[index].split = nil }
    } else if !given.contains(.train) {
      throw ImportError(source, "there are no training images; add them")
    } else if !given.contains(.test) {
      for index in examples.parts.indices where examples.parts[index].split == .train {
        examples.parts[index].split = nil
      }
      examples.notices.append(
        "there are no test images: one in seven of the training images becomes one")
    }
  }

  /// - Throws: `ImportError` if a label has no name, or classes have equal or no names.
  private static func checkLabels(_ examples: ImportedExamples) throws(ImportError) {
    guard let names = examples.classNames else { return }
    for part in examples.parts {
      guard let index = part.labels.firstIndex(where: { Int($0) >= names.count }) else { continue }
      throw ImportError(
        part.source(index),
        "the label is \(part.labels[index]), but there are names for \(counted(names.count, "class", plural: "classes")) "
          + "only; add a line for each class, the first for label 0")
    }
  }
}
