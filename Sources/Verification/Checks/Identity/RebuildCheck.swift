package import DatasetFormat

/// A maker of datasets from their photos. `RebuildCheck` uses this protocol, so that verification does not depend on
/// photo formats.
package protocol Rebuilder: Sendable {
  /// Makes the dataset again in memory, and reports how the result differs.
  ///
  /// - Throws: `VerificationError` or `DatasetError` if the dataset cannot be made again, `CancellationError`.
  func report(on dataset: Dataset) async throws -> CheckReport
}

/// A check for differences between the dataset and what its photos give now, byte for byte.
struct RebuildCheck: Check {
  static let description = CheckDescription(
    "rebuild", .identity, .error,
    finds:
      "photos that changed, vanished, appeared or were renamed, and images that are not what photos give",
    because: "only a dataset that can be made again can be traced to its photos, mended and defended")

  init(_ thresholds: ThresholdValues) {}

  func run(in context: CheckContext) async throws -> CheckReport {
    guard let rebuilder = context.rebuilder else { return .skipped("no photos were named to rebuild from") }
    return try await rebuilder.report(on: context.dataset)
  }
}
