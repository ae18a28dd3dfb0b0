internal import DatasetBuilding
public import DatasetReading

/// What is wrong with a dataset: every check's result.
public struct Verification: Sendable {
  public struct Settings: Sendable {
    /// The dataset's folder.
    public var folder: String
    public var policy = Policy.standard
    /// A dataset to compare with.
    public var reference: String?
    public var rebuild: RebuildRequest?
    public var loaders: [Loader] = []

    public init(folder: String) { self.folder = folder }
  }

  /// How far a verification has come.
  public enum Event: Sendable {
    case reading(folder: String)
    case checking(id: String, number: Int, of: Int)
  }

  public let dataset: DatasetSummary
  /// In the order of the catalogue, without those that a policy has switched off, or that nobody asked for.
  public let results: [CheckResult]

  /// The gravest severity found; nil if there is no finding.
  public var gravest: Severity? { results.flatMap { $0.findings.map(\.severity) }.max() }

  /// Reads the dataset and runs the checks, one after the other.
  ///
  /// - Parameter report: called before each step.
  /// - Throws: `VerificationError` if there is nothing to verify, `CancellationError`.
  public static func run(_ settings: Settings, report: @Sendable (Event) -> Void = { _ in }) async throws
    -> Verification
  {
    report(.reading(folder: settings.folder))
    let dataset = try await DatasetReader.read(settings.folder)
    if let folder = settings.reference { report(.reading(folder: folder)) }
    let reference: Dataset? =
      if let folder = settings.reference { try await DatasetReader.read(folder) } else { nil }
    return try await run(settings, dataset: dataset, reference: reference, report: report)
  }

  /// The same of datasets that were read already.
  package static func run(
    _ settings: Settings, dataset: Dataset, reference other: Dataset?,
    report: @Sendable (Event) -> Void = { _ in }
  ) async throws -> Verification {
    let reference: Examination.Reference?
    if let other {
      if let obstacle = Examination.Reference.obstacle(other, to: dataset) {
        throw VerificationError(.invalidInput, "\(other.root): nothing to compare with: \(obstacle)")
      }
      reference = .init(
        dataset: other, statistics: try await statistics(of: other), means: try await MeanImages(other.splits)
      )
    } else {
      reference = nil
    }
    let examination = Examination(
      dataset: dataset, statistics: try await statistics(of: dataset), means: try await means(of: dataset),
      reference: reference,
      rebuild: settings.rebuild, loaders: settings.loaders,
      lowestSimilarity: settings.policy.lowestSimilarity)

    let checks = CheckCatalogue.all.filter {
      !settings.policy.isOff($0.description) && examination.asksFor($0.description)
    }
    guard !checks.isEmpty else {
      throw VerificationError(
        .invalidInput,
        "\(settings.folder): no check is left to run; 'rebuild' needs --rebuild PHOTOS, 'loaders' --for LOADERS, those of "
          + "the reference --against DATASET")
    }
    var results: [CheckResult] = []
    for (number, type) in checks.enumerated() {
      try Task.checkCancellation()
      let description = type.description
      report(.checking(id: description.id, number: number, of: checks.count))
      let check = type.init(settings.policy.thresholds(of: description))
      let found = try await check.examine(examination)
      results.append(CheckResult(description, found, severity: settings.policy.severity(of: description)))
    }
    guard results.contains(where: { $0.verdict != .skipped }) else {
      throw VerificationError(.invalidInput, "\(settings.folder): nothing was checked: \(results[0].summary)")
    }
    return Verification(dataset: DatasetSummary(dataset), results: results)
  }

  private static func statistics(of dataset: Dataset) async throws -> [Split: [ItemStatistics]] {
    var statistics: [Split: [ItemStatistics]] = [:]
    for part in dataset.splits { statistics[part.split] = try await ItemStatistics.all(of: part) }
    return statistics
  }

  private static func means(of dataset: Dataset) async throws -> [Split: MeanImages] {
    var means: [Split: MeanImages] = [:]
    for part in dataset.splits { means[part.split] = try await MeanImages(part) }
    return means
  }
}

extension Examination {
  /// Whether a check can run: it looks at every dataset, or was asked for.
  fileprivate func asksFor(_ check: CheckDescription) -> Bool {
    switch check.group {
    case .reference: reference != nil
    case .loaders: !loaders.isEmpty
    default: check.id != Rebuild.description.id || rebuild != nil
    }
  }
}

extension CheckDescription {
  /// Whether the check only runs if the user asks, by an option of its own.
  package var isOnRequest: Bool { group == .reference || group == .loaders || id == Rebuild.description.id }
}
