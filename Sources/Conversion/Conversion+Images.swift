internal import DatasetFormat
internal import FileSystem
internal import Wording

extension Conversion {
  /// Plans the dataset of photos that have been converted, and writes it.
  ///
  /// - Parameters:
  ///   - labels: the record of where the labels come from.
  ///   - folder: the dataset's folder, opened for writing; nil to write nothing.
  ///   - notes: what was decided before.
  init(
    of photos: PhotoSummary, _ store: ExampleStore, _ mirroring: Mirroring.Choice,
    _ settings: Settings, labels: Recipe.Labels, folder: consuming TargetFolder?, notes: [String],
    report: @Sendable (Event) -> Void
  ) async throws {
    let type = mirroring.type
    var store = store
    let mirrored = try await mirroring.classes(in: store, photos.classes)
    try store.mirror(mirrored, type)
    var recipe = settings.completedRecipe(photos, labels: labels)
    recipe.mirroredClasses = mirrored.names(photos.classes)
    if let text = mirrored.note { report(.decided(text)) }
    let unusable = photos.rejectedPhotos + store.rejectedPhotos
    guard store.count > 0 else {
      throw DatasetError(
        .invalidInput,
        "\(settings.photos): none of \(counted(photos.photoCount, "photo")) gave an image; the first: "
          + "\(unusable[0].source): \(unusable[0].detail)")
    }
    let base = try settings.base?.placed(store, photos, rejected: unusable, recipe)
    base?.notes.forEach { report(.decided($0)) }
    let plan = try DatasetPlan(store, photos, settings: DatasetPlan.Settings(recipe), base: base)
    if let emptiness = plan.emptiness {
      let rejections =
        unusable.isEmpty
        ? ""
        : " (\(counted(unusable.count, "photo")) rejected; the first: \(unusable[0].source): \(unusable[0].detail))"
      throw DatasetError(.invalidInput, "\(settings.photos): \(emptiness)\(rejections); nothing was written")
    }
    rejectedPhotos = (unusable + plan.rejectedPhotos).sorted {
      $0.source.utf8.lexicographicallyPrecedes($1.source.utf8)
    }
    var description = DatasetDescription(
      recipe, type, photos, store, plan, rejectedPhotos: rejectedPhotos)
    if let folder {
      report(.writing(imageCount: description.counts.images.total))
      let writer = DatasetWriter(
        files: PlannedIDXFiles(plan, store, type), classes: photos.classes, layout: recipe.layout,
        addsRaw: recipe.addsRaw, jobCount: settings.jobCount)
      try await writer.write(to: folder.workPath, description: &description, rejectedPhotos: rejectedPhotos)
      try store.checkReads()
      if Task.isCancelled { throw DatasetError.interrupted }
      try folder.commit()
    }
    self.description = description
    self.notes = notes + [mirrored.note].compactMap { $0 } + (base?.notes ?? [])
    warnings =
      photos.warnings + Self.emptiedClasses(photos, store) + plan.warnings
      + BackgroundSurvey(store, recipe.pipeline).warnings + (base?.warnings ?? [])
  }

  /// Returns a warning if all photos of a class were rejected.
  private static func emptiedClasses(_ photos: PhotoSummary, _ store: ExampleStore) -> [String] {
    let emptied = Set(photos.counts.labels).subtracting((0..<store.count).lazy.map(store.label(of:))).sorted()
    guard !emptied.isEmpty else { return [] }
    let names = emptied.map { photos.classes.classes[$0].name }.joined(separator: ", ")
    return ["no image for \(names): all photos were rejected"]
  }
}
