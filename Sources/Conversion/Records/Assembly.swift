package import DatasetFormat
internal import FileSystem
internal import ImageStages
internal import Wording

/// Makes a dataset of the records of photos that were converted elsewhere: the same dataset, byte for byte, that
/// `Conversion` makes of the photos.
package enum Assembly {
  package struct Settings: Sendable {
    /// The target, the recipe, classes and corrections, as for a conversion; its `photos` is the name of the records in
    /// messages.
    package var conversion: Conversion.Settings
    /// The files of records, in any order; empty for standard input.
    package var files: [String]
    /// The number of photos that must have a record; nil if it is not known.
    package var photoCount: Int?
    /// The folder with the list of the photos, each of which must have a record; nil if there is none.
    package var listing: String?

    package init(_ conversion: Conversion.Settings, files: [String]) {
      self.conversion = conversion
      self.files = files
    }
  }

  /// Returns the files of records that paths name: files, and folders with files that end in `.arrows`, by name.
  ///
  /// - Throws: `DatasetError` if a folder has none or cannot be listed.
  package static func files(of paths: [String]) throws(DatasetError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard FileIdentity(path)?.isFolder == true else {
        files.append(path)
        continue
      }
      guard let names = folderNames(path) else {
        throw DatasetError(.inputOutput, "\(path): the folder cannot be listed (\(errorText()))")
      }
      let own = NameOrder.sorted(names.filter { $0.hasSuffix(".arrows") && !$0.hasPrefix(".") })
      guard !own.isEmpty else {
        throw DatasetError(
          .invalidInput, "\(path): there is no file of records (*.arrows); 'fmbuild map --out' writes them")
      }
      files += own.map { path + "/" + $0 }
    }
    return files
  }

  /// Reads the records, plans the dataset and writes it.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` with the cause; the target's path then has the content that it had before.
  package static func run(
    _ settings: Settings, report: @escaping @Sendable (Conversion.Event) -> Void = { _ in }
  ) async throws -> Conversion {
    do {
      return try await assemble(settings, report: report)
    } catch let error as FileSystemError {
      throw DatasetError(error)
    }
  }

  private static func assemble(
    _ settings: Settings, report: @escaping @Sendable (Conversion.Event) -> Void
  ) async throws -> Conversion {
    var conversion = settings.conversion
    let mapping = try MapSettings(conversion.recipe, jobCount: conversion.jobCount)
    try conversion.checkFitness(of: mapping.pipeline)
    let listing = try settings.listing.map { path throws(DatasetError) in try PhotoListing(reading: path) }
    if let listing { conversion.recipe.labels = listing.record.labels }
    if let target = conversion.target {
      try TargetFolder.check(target, of: .dataset, overwrites: conversion.overwrites)
    }
    var scratchFolder = ScratchFile.usualFolder
    let folder = try conversion.target.map { path throws(FileSystemError) in
      let folder = try TargetFolder(path: path, of: .dataset, overwrites: conversion.overwrites)
      scratchFolder = folder.workPath
      return folder
    }

    let type = mapping.pipeline.exampleType
    var recorded = try RecordedPhotos(conversion, type, scratchFolder: scratchFolder)
    for file in settings.files { try recorded.read(FileSource(path: file), needsEndMark: true) }
    if settings.files.isEmpty { try recorded.read(StandardInputSource(), needsEndMark: false) }
    let recordCount = recorded.count
    let (photos, store) = try recorded.collect(conversion, listing)
    if let count = settings.photoCount, count != recordCount {
      throw DatasetError(
        .invalidInput,
        "\(conversion.photos): there are records of \(counted(recordCount, "photo")), and --expect says "
          + "\(grouped(count)); see which shard is missing or doubled; nothing was written")
    }
    try conversion.base?.check(photos.classes)
    report(.scanned(photos))
    try conversion.checkEnough(photos)
    var labels = conversion.recipe.labels
    if listing == nil { labels.origin = .records }
    var notes: [String] = []
    if listing == nil, settings.photoCount == nil {
      notes.append(
        "nothing says how many photos there should be; --expect NUMBER or --listing FOLDER would find a shard that is "
          + "missing")
      report(.decided(notes[0]))
    }
    let mirroring = try await Mirroring.Choice(conversion, type, photos.classes)
    return try await Conversion(
      of: photos, store, mirroring, conversion, labels: labels, folder: folder, notes: notes, report: report)
  }
}
