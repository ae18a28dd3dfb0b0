internal import DatasetFormat
internal import Reporting

/// The stages of a few photos for a report.
enum ReportStages {
  /// Returns the stages of one photo for each of up to three classes; none if the photos are not found and the user did
  /// not name their folder.
  ///
  /// - Throws: `DatasetError` if the folder is named and not one of the photos is found there.
  static func stages(of dataset: Dataset, photos: String?) throws -> [PhotoStages] {
    guard photos != nil || (dataset.manifest != nil && dataset.description != nil) else { return [] }
    let labels = Set([0, dataset.classCount / 2, dataset.classCount - 1]).sorted()
    let positions = labels.compactMap { label in
      dataset.splits.lazy.compactMap { part in
        part.labels.prefix(part.count).firstIndex { Int($0) == label }.map { ExamplePosition(part.split, $0) }
      }.first
    }
    var failure: DatasetError?
    var stages: [PhotoStages] = []
    do throws(DatasetError) {
      var tracer = try ExampleTracer(dataset, photos: photos)
      for position in positions {
        do throws(DatasetError) {
          stages.append(try tracer.trace(position).stages)
        } catch {
          failure = failure ?? error
        }
      }
    } catch {
      failure = error
    }
    // One photo that is gone is no reason to show none.
    if let failure, stages.isEmpty, photos != nil { throw failure }
    return stages
  }
}
