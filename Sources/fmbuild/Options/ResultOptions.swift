internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import Wording

/// What a command that makes a dataset tells, and how many rejected photos it takes.
struct ResultOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("max-rejects")],
    help: ArgumentHelp(
      "Exit with 1 if more photos are rejected: a share such as 0.1 or 10%, or a number such as 25.",
      valueName: "share|number"))
  var maxRejected: RejectLimit = .standard

  @Flag(help: "Print one JSON document instead of a summary.")
  var json = false

  @Flag(help: "Print nothing but errors, and the document of --json.")
  var quiet = false

  /// Makes a dataset, shows how far it is, and tells what came of it.
  ///
  /// - Parameters:
  ///   - target: the dataset's folder; nil if nothing is written.
  ///   - preposition: how the photos lie in what the command was given: below a folder, in records.
  ///   - make: makes the dataset, and tells its events.
  /// - Throws: `ExitCode` if more photos were rejected than the user allows.
  func tell(
    target: String?, photosAre preposition: String,
    making make:
      @escaping @Sendable (_ report: @escaping @Sendable (Conversion.Event) -> Void) async throws ->
      Conversion
  ) async throws {
    let isQuiet = quiet
    let progress = ProgressLine(noun: "photo", isQuiet: isQuiet)
    let conversion = try await cancellableBySignals {
      defer { progress.finish() }
      return try await make { event in
        switch event {
        case .scanned(let photos):
          if !isQuiet {
            Output.message("\(counted(photos.photoCount, "photo")) \(preposition) \(photos.root)")
          }
        case .decided(let note):
          progress.finish()
          if !isQuiet { Output.message(note) }
        case .mapped(let state):
          progress.update(
            done: state.doneCount, total: state.totalCount,
            note: state.rejectedCount > 0 ? ", \(grouped(state.rejectedCount)) rejected" : "")
        case .writing:
          progress.finish()
        }
      }
    }
    let summary = ConversionSummary(conversion, target: target)
    if !isQuiet { summary.noticeLines.forEach(Output.message) }
    try Output.summary(summary, asJSON: json, isQuiet: quiet)
    let counts = conversion.description.counts
    if maxRejected.isExceeded(by: counts.rejected, of: counts.photos) {
      Output.message(summary.rejectionWarning(limit: maxRejected))
      throw ExitCode.findings
    }
  }
}
