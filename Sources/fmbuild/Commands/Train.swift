internal import ArgumentParser
internal import DatasetFormat
internal import Training
internal import Wording
internal import Workflows

struct Train: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on a dataset, and say whether it can be learned, and how hard it is.",
    discussion: """
      Takes any dataset in MNIST format. Part of the training images is set aside to choose the best epoch; the test images are used once, \
      at the end, beside simple baselines. The same seed and number of threads give the same model on the same machine.

        fmbuild train data
        fmbuild train data --model mlp --epochs 5 --out model
        fmbuild train fashion-mnist/ --test-on data/

      Exit codes: 0 done; 2 something could not be read, learned or written; 64 wrong usage; 130 interrupted.

      Models, with their settings:

      \(ModelOptions.list)
      """)

  @Argument(help: ArgumentHelp("The dataset's folder, or what 'fmbuild import' reads.", valueName: "dataset"))
  var dataset: String

  @OptionGroup(title: "Model and settings") var modelOptions: ModelOptions

  @Option(
    help: ArgumentHelp(
      "Share of the training images, of every class, used as validation images if the dataset has no validation split; "
        + "0 for none.", valueName: "0…0.5"))
  var validation: Double = 0.1

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The model's folder, which is made.", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace the model that is there, and any file where --suspects goes.")
  var overwrite = false

  @Option(help: ArgumentHelp("Write the model in another format as well: onnx.", valueName: "format"))
  var export: ExportFormat?

  @Option(
    help: ArgumentHelp(
      "Measure the model on another dataset of the same classes, too, as it is and mirrored.",
      valueName: "dataset"))
  var testOn: String?

  @Option(
    help: ArgumentHelp(
      "Rank the training labels that the images contradict, by cross-validation, into this file.",
      valueName: "file.csv"))
  var suspects: String?

  @Flag(inversion: .prefixedNo, help: "Put majority, softmax and 5 nearest neighbours beside the model.")
  var baselines = true

  @Flag(help: "Print one JSON document instead of tables.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false

  enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case onnx
  }

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard (0...0.5).contains(validation) else {
      throw ValidationError("--validation takes 0 to 0.5, such as 0.1 for a tenth; you gave \(validation).")
    }
    guard out != nil || export == nil else {
      throw ValidationError("--export writes into the model's folder; name it with --out FOLDER.")
    }
    guard out != "" else {
      throw ValidationError("The name of a folder is empty; is a variable of your script not set?")
    }
    if modelOptions.isBaseline {
      guard out == nil, testOn == nil, suspects == nil else {
        throw ValidationError(
          "'\(modelOptions.model)' has no parameters: nothing to write, to test elsewhere, or to doubt labels with."
        )
      }
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      if let out { try ModelFolder.checkTarget(out, overwrites: overwrite) }
      let suspectPlace = try suspects.map {
        try OutputPlace($0, .table(SuspectFile.headings), overwrites: overwrite, option: "--suspects")
      }
      let data = try await TrainingData(reading: dataset)
      guard modelOptions.patience == nil || validation > 0 || data.validation != nil else {
        throw ValidationError(
          "--patience looks at validation images, and the dataset has none; leave --validation above 0.")
      }
      let progress = TrainingProgress(isQuiet: quiet)
      let session = TrainingSession(data, try settings) { progress.show($0) }
      let outcome = try await cancellableBySignals { try await session.run() }
      progress.finish()
      let document = try TrainingDocument(outcome)
      if let out, let trained = outcome.trained {
        try ModelFolder(
          trained, classes: data.classNames, calibration: outcome.calibration?.calibration,
          pipeline: try data.recipe.map { try JSONValue(encoding: RecordedPipeline($0)) },
          training: try JSONValue(encoding: document),
          program: .init(name: ProgramVersion.name, version: ProgramVersion.current)
        ).write(to: out, overwrites: overwrite, addsONNX: export == .onnx)
      }
      if json {
        try Output.result(try JSONText.encode(document))
      } else if !quiet {
        try Output.result(TrainingText(outcome).lines.map(printable).joined(separator: "\n"))
        if let out {
          try Output.result(
            "the model is in \(printable(out)): fmbuild predict --model \(printable(out)) PHOTO")
        }
      }
      if outcome.wasInterrupted {
        Output.message(
          "\(Output.prefix)interrupted after \(counted(outcome.epochs.count, "epoch")) of \(outcome.recipe?.epochs ?? 0)"
            + (out == nil ? "" : "; the best epoch so far is in the model's folder"))
        throw ExitCode.interrupted
      }
      if let suspectPlace {
        let found = try await cancellableBySignals { try await session.suspects() }
        progress.finish()
        try suspectPlace.write(SuspectFile.text(found, data))
        if !json, !quiet {
          try Output.result("doubtful labels, the most doubtful first: \(printable(suspectPlace.path))")
        }
      }
    }
  }

  private var settings: TrainingSession.Settings {
    get throws {
      var settings = try modelOptions.settings()
      settings.validationFraction = validation
      settings.runsBaselines = baselines
      settings.testOn = testOn
      return settings
    }
  }
}
