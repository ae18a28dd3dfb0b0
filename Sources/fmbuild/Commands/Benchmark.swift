internal import ArgumentParser
internal import DatasetFormat
internal import Reporting
internal import Wording
internal import Workflows

struct BenchmarkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Put a dataset beside others: every model on each, to say how hard it is.",
    discussion: """
      Trains and tests each model on each dataset with the same seed and as many passes over the training images, and prints \
      accuracy with its 95% interval, seconds and parameters. Name yours first, then those to compare with: \
      Fashion-MNIST, MNIST, KMNIST, an earlier version.

        fmbuild benchmark data fashion-mnist mnist
        fmbuild benchmark data fashion-mnist --models knn,cnn --out benchmark.html
        fmbuild benchmark data mnist --json > benchmark.json

      'fmbuild report data --benchmark benchmark.json' shows the result. The models that are trained without --models end \
      on three datasets as large as Fashion-MNIST in a quarter of an hour on two cores; 'fmbuild train --help' lists all.

      Exit codes: 0 done; 2 something could not be read, learned or written; 64 wrong usage; 130 interrupted.
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, then those to compare it with.", valueName: "dataset"))
  var datasets: [String] = []

  @Option(help: ArgumentHelp("The models.", valueName: "name,…"))
  var models: String = DatasetBenchmark.quickModels.joined(separator: ",")

  @Option(
    help: ArgumentHelp(
      "Passes over the training images, of every network. (default: each network's own)", valueName: "number")
  )
  var epochs: Int?

  @OptionGroup var repetition: RepetitionOptions

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the table and a chart as a page, too.", valueName: "file.html"))
  var out: String?

  @Flag(help: "Replace a file that is there and is no page of fmbuild.")
  var overwrite = false

  @Flag(help: "Print one JSON document instead of a table.")
  var json = false

  @Flag(help: "Show no progress, and no table.")
  var quiet = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard !datasets.contains(""), out != "" else {
      throw ValidationError("The name of a file or folder is empty; is a variable of your script not set?")
    }
    try checkRanges([("--epochs", epochs, 1...10_000)])
    _ = try choices()
  }

  private func choices() throws -> [ModelChoice] {
    var choices: [ModelChoice] = []
    for name in models.split(separator: ",", omittingEmptySubsequences: false).map({ trimmed(String($0)) }) {
      guard let choice = ModelChoice(named: name) else {
        throw ValidationError("--models: \(ModelChoice.absence(of: name)).")
      }
      if !choices.contains(where: { $0.name == choice.name }) { choices.append(choice) }
    }
    return choices
  }

  func run() async throws {
    try await Self.reportingFailure {
      guard !datasets.isEmpty else {
        throw ValidationError("Name the dataset's folder, then those to compare it with.")
      }
      let place = try out.map { try OutputPlace($0, .report, overwrites: overwrite) }
      var settings = DatasetBenchmark.Settings(
        datasets: datasets, models: try choices(), threadCount: repetition.threadCount)
      settings.epochs = epochs
      settings.seed = repetition.seed
      let progress = BenchmarkProgress(isQuiet: quiet)
      defer { progress.finish() }
      let document = try await cancellableBySignals { [settings] in
        try await DatasetBenchmark.run(settings) { progress.show($0) }
      }
      progress.finish()
      if let place {
        let name = document.datasets.first?.name ?? ""
        try place.write(BenchmarkPage(document.table, title: "How hard is \(name)?").html)
      }
      if json {
        try Output.result(try JSONText.encode(document))
      } else if !quiet {
        try Output.result(BenchmarkText(document).lines.map(printable).joined(separator: "\n"))
        if let place { try Output.result("the page is \(printable(place.path)); open it in a browser") }
      }
    }
  }
}
