internal import Synchronization
internal import Training
internal import Wording
internal import Workflows

/// Shows the progress of a benchmark: a line for each model on each dataset, and on a terminal what it is doing.
final class BenchmarkProgress: Sendable {
  private let isQuiet: Bool
  private let line: StatusLine
  private let heading = Mutex("")

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    line = StatusLine(isQuiet: isQuiet)
  }

  func show(_ event: DatasetBenchmark.Event) {
    guard !isQuiet else { return }
    switch event {
    case .reading(let folder): line.show("reading \(folder)")
    case .run(let model, let dataset, let number, let count):
      heading.withLock { $0 = "\(number) of \(count), \(model) on \(dataset)" }
      line.show(heading.withLock { $0 })
    case .session(.training(.progress(let epoch, let doneCount, let totalCount), let epochCount)):
      line.showAtTimes {
        "\(heading.withLock { $0 }): epoch \(epoch) of \(epochCount), \(grouped(doneCount)) of \(counted(totalCount, "image"))"
      }
    case .session(.step(let step)): line.show(heading.withLock { $0 } + ": " + step)
    case .session: break
    case .result(let result):
      line.finish()
      Output.message(
        "\(heading.withLock { $0 }): accuracy \(decimal(result.accuracy, 4)), \(decimal(result.seconds, 1)) seconds"
      )
    }
  }

  func finish() { line.finish() }
}
