package import DatasetFormat
internal import FileSystem

/// The photos of a dataset converted again by its recipe, in memory; nothing is written.
package struct Rebuild: Sendable {
  package let collection: PhotoCollection
  /// The images of all photos, including those that the plan leaves out.
  package let store: ExampleStore
  /// The split and order of the images. The plan fails if photos are missing that the split needs; the images can be
  /// compared even then.
  package let plan: Result<DatasetPlan, DatasetError>
  private let type: ExampleType

  /// Returns the IDX files of a plan.
  package func idxFiles(of plan: DatasetPlan) -> PlannedIDXFiles { PlannedIDXFiles(plan, store, type) }

  /// Scans the photos, converts them and plans the dataset.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` if there are no photos with labels, or the task is cancelled.
  package static func run(
    _ settings: Conversion.Settings, report: @escaping @Sendable (Conversion.Event) -> Void = { _ in }
  ) async throws -> Rebuild {
    let mapping = try MapSettings(settings.recipe, jobCount: settings.jobCount)
    let collection = try settings.scan()
    report(.scanned(collection.summary))
    let type = mapping.pipeline.exampleType
    let mirroring = try Mirroring(named: settings.recipe.mirroredClasses ?? [], among: collection.classes)
    var store = try await PhotoMapper.map(
      collection, settings: mapping,
      scratch: ImageScratch(folder: ScratchFile.usualFolder, limit: settings.imageMemoryByteCount)
    ) { report(.mapped($0)) }
    try store.mirror(mirroring, type)
    let plan: Result<DatasetPlan, DatasetError>
    do throws(DatasetError) {
      let base = try settings.base?.placed(
        store, collection.summary, rejected: collection.rejectedPhotos + store.rejectedPhotos, settings.recipe
      )
      plan = .success(
        try DatasetPlan(
          store, collection.summary, settings: DatasetPlan.Settings(settings.recipe), base: base))
    } catch {
      plan = .failure(error)
    }
    return Rebuild(collection: collection, store: store, plan: plan, type: type)
  }
}

extension Conversion.Settings {
  /// Creates the settings of a recipe, without a target.
  ///
  /// - Parameters:
  ///   - recipe: the recipe of a dataset.
  ///   - photos: the folder of the photos.
  ///   - labels: the origin of the photos' labels, because a recipe does not contain the label file.
  ///   - corrections: the corrections that the recipe names; nil if there are none. The SHA-256 and class of photos
  ///     when they were marked are ignored: the rebuild itself finds which photos have changed.
  ///   - jobCount: the number of photos that are converted at the same time.
  /// - Throws: `DatasetError` for more than 256 classes.
  package init(
    following recipe: Recipe, photos: String, labels: PhotoCollection.Labels, corrections: Corrections? = nil,
    jobCount: Int
  ) throws(DatasetError) {
    self.init(photos: photos, target: nil, recipe: recipe, jobCount: jobCount)
    self.labels = labels
    self.corrections = corrections?.withoutMarkedState
    classes = try recipe.classes.map { classes throws(DatasetError) in try ClassMap(classes) }
  }
}
