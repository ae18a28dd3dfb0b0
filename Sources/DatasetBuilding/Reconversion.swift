internal import ImageStages

/// Photos converted again as a dataset's description says, in memory: nothing is written.
package struct Reconversion: Sendable {
  package let collection: PhotoCollection
  /// The items of all photos, also of those that the plan leaves out.
  package let store: ItemStore
  /// Where each item goes. Fails where photos are gone that the split's numbers need; the items can be compared even
  /// then.
  package let plan: Result<DatasetPlan, DatasetError>
  private let pipeline: Pipeline

  /// What would be written by a plan.
  package func archives(of plan: DatasetPlan) -> PlannedArchives { PlannedArchives(plan, store, pipeline) }

  /// Scans, maps, plans.
  ///
  /// - Parameter report: called from any thread.
  /// - Throws: `DatasetError` if there are no photos with labels, or the task is cancelled.
  package static func run(
    _ settings: Conversion.Settings, report: @escaping @Sendable (Conversion.Event) -> Void = { _ in }
  ) async throws -> Reconversion {
    let collection = try settings.scan()
    report(.scanned(collection))
    let store = try await PhotoMapper.map(collection, settings: settings.mapping) { report(.mapped($0)) }
    let plan: Result<DatasetPlan, DatasetError>
    do throws(DatasetError) {
      plan = .success(try DatasetPlan(store, classes: collection.classes, settings: settings.plan))
    } catch {
      plan = .failure(error)
    }
    return Reconversion(
      collection: collection, store: store, plan: plan, pipeline: settings.mapping.pipeline)
  }
}
