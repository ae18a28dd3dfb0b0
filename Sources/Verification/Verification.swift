public import DatasetFormat

/// The result of verifying a dataset: the results of all checks that were run.
public struct Verification: Sendable {
  public struct Settings: Sendable {
    /// The dataset's folder.
    public var folder: String
    public var policy = Policy.standard
    /// The folder of a dataset to compare with; nil for none.
    public var reference: String?
    /// The rebuilder that makes the dataset again from its photos, to compare; nil for none.
    package var rebuilder: (any Rebuilder)?
    public var loaders: [Loader] = []

    public init(folder: String) { self.folder = folder }
  }

  /// The progress of a verification.
  public enum Event: Sendable {
    case reading(folder: String)
    case checking(id: String, number: Int, of: Int)
  }

  public let dataset: DatasetSummary
  /// The results in the order of the catalogue, without checks that the policy switches off or that were not asked for.
  public let results: [CheckResult]

  /// The highest severity of all findings; nil if there is no finding.
  public var gravest: Severity? { results.flatMap { $0.findings.map(\.severity) }.max() }

  /// Reads the dataset and runs the checks one after the other.
  ///
  /// - Parameter report: called before each step.
  /// - Throws: `DatasetError` if a dataset cannot be read, `VerificationError` if there is nothing to verify,
  ///   `CancellationError`.
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

  /// Runs the checks on datasets that have been read already.
  package static func run(
    _ settings: Settings, dataset: Dataset, reference other: Dataset?,
    report: @Sendable (Event) -> Void = { _ in }
  ) async throws -> Verification {
    guard settings.loaders.isEmpty || dataset.sourceFormat == nil else {
      throw VerificationError(
        .invalidInput,
        "\(dataset.root): --for is about the files of a dataset; make one with 'fmbuild import \(dataset.root) --out FOLDER', "
          + "and verify that")
    }
    let reference: CheckContext.Reference?
    if let other {
      if let obstacle = CheckContext.Reference.obstacle(other, to: dataset) {
        throw VerificationError(.invalidInput, "\(other.root): nothing to compare with: \(obstacle)")
      }
      reference = try await .init(other, comparedWith: dataset)
    } else {
      reference = nil
    }
    let context = CheckContext(
      dataset: dataset, statistics: try await statistics(of: dataset), means: try await means(of: dataset),
      reference: reference,
      rebuilder: settings.rebuilder, loaders: settings.loaders,
      lowestSimilarity: settings.policy.lowestSimilarity)

    let checks = CheckCatalogue.all.filter {
      !settings.policy.isOff($0.description) && context.asksFor($0.description)
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
      let found = try await check.run(in: context)
      results.append(CheckResult(description, found, policy: settings.policy))
    }
    guard results.contains(where: { $0.verdict != .skipped }) else {
      throw VerificationError(.invalidInput, "\(settings.folder): nothing was checked: \(results[0].summary)")
    }
    return Verification(dataset: DatasetSummary(dataset), results: results)
  }

  private static func statistics(of dataset: Dataset) async throws -> [Split: [ImageStatistics]] {
    var statistics: [Split: [ImageStatistics]] = [:]
    for part in dataset.splits { statistics[part.split] = try await ImageStatistics.all(of: part) }
    return statistics
  }

  private static func means(of dataset: Dataset) async throws -> [Split: ClassMeans] {
    var means: [Split: ClassMeans] = [:]
    for part in dataset.splits { means[part.split] = try await ClassMeans(part) }
    return means
  }
}

extension CheckContext {
  /// Whether a check can run: it needs only the dataset, or the user asked for it.
  fileprivate func asksFor(_ check: CheckDescription) -> Bool {
    switch check.group {
    case .reference: reference != nil
    case .loaders: !loaders.isEmpty
    default: check.id != RebuildCheck.description.id || rebuilder != nil
    }
  }
}

extension CheckDescription {
  /// Whether the check runs only if the user asks for it by an option of its own.
  package var isOnRequest: Bool {
    group == .reference || group == .loaders || id == RebuildCheck.description.id
  }
}
