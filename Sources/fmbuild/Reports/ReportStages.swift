internal import DatasetBuilding
internal import DatasetReading
internal import Reporting

/// A few photos on their way through the stages, for a report.
enum ReportStages {
  /// The stages of a few photos, of classes far from each other; none if the photos are not found where nobody named
  /// their folder.
  static func stages(of dataset: Dataset, photos: String?) throws -> [PhotoStages] {
    guard photos != nil || (dataset.manifest != nil && dataset.description != nil) else { return [] }
    let labels = Set([0, dataset.classCount / 2, dataset.classCount - 1]).sorted()
    let positions = labels.compactMap { label in
      dataset.splits.lazy.compactMap { part in
        part.labels.prefix(part.count).firstIndex { Int($0) == label }.map { ItemPosition(part.split, $0) }
      }.first
    }
    do throws(DatasetError) {
      var tracer = try ItemTracer(dataset, photos: photos)
      var stages: [PhotoStages] = []
      for position in positions { stages.append(try tracer.trace(position).stages) }
      return stages
    } catch {
      guard photos == nil else { throw error }
      return []
    }
  }
}
