internal import ArgumentParser
internal import DatasetFormat
internal import FileSystem
internal import Training
internal import Wording
internal import Workflows

struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Predict the class of photos with a trained model.",
    discussion: """
      Puts each photo through the pipeline that made the training images, which the model knows. A folder stands for all photos in \
      it, - for a photo from standard input, or for PGM and PPM pictures one after the other. Images of a dataset are named as \
      'show' names them, after its folder. Predictions that the model is not sure enough of are called unsure.

        fmbuild predict --model model shoe.jpg --show
        fmbuild predict --model model photos --csv
        fmbuild predict --model model data test:0 test:1
        fmbuild predict --model model -

      Exit codes: 0 done; 1 some photos could not be read or show nothing; 2 none could be read, or there is no model; \
      64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "Photos, folders with photos, - for standard input, or a dataset and its images, such as data test:0; data test is all of a split.",
      valueName: "photo"))
  var photos: [String]

  @Option(help: ArgumentHelp("The folder that 'fmbuild train --out' wrote.", valueName: "folder"))
  var model: String

  @Option(
    help: ArgumentHelp(
      "How many classes to show, the most probable first; 1 makes it one line a photo.", valueName: "number"))
  var top: Int = 3

  @Option(
    help: ArgumentHelp(
      "The probability below which a prediction is called unsure. (default: the model's own)",
      valueName: "0…1"))
  var unsureBelow: Double?

  @Flag(help: "Draw what the network saw.")
  var show = false

  @Option(
    help: ArgumentHelp(
      "Write what the network saw: a PNG of each photo into a folder, or of one photo into a file.",
      valueName: "folder|file.png"))
  var png: String?

  @Flag(help: "Let --png replace files that are no pictures of this program.")
  var overwrite = false

  @Option(
    help: ArgumentHelp("Another pipeline than the model's, by name or file.", valueName: "name|file"))
  var pipeline: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "What files with the size of the model's images are: photos to convert, images to take as they are, or whichever they look like.",
      valueName: "photo|image|auto"))
  var treatment: PhotoPredictor.Treatment = .recognised

  @Flag(help: "Print a table: photo, class, label, confidence, unsure, given, converted, warning, error.")
  var csv = false

  @Flag(help: "Print one JSON document, with the probabilities of all classes.")
  var json = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard (1...256).contains(top) else {
      throw ValidationError("--top takes 1 to 256 classes; you gave \(top).")
    }
    guard !csv || !json else { throw ValidationError("--csv and --json exclude each other; choose one.") }
    guard !show || !(csv || json) else {
      throw ValidationError("--show draws in a text; leave it out, or \(csv ? "--csv" : "--json").")
    }
    if let unsureBelow, !(0...1).contains(unsureBelow) {
      throw ValidationError("--unsure-below takes 0 to 1, such as 0.8; you gave \(unsureBelow).")
    }
    guard png != "" else {
      throw ValidationError("The name after --png is empty; is a variable of your script not set?")
    }
    guard png != nil || !overwrite else {
      throw ValidationError("--overwrite is for --png; name its place, or leave --overwrite out.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      let folder = try ModelFolder(contentsOf: model)
      let predictor = try PhotoPredictor(folder, pipeline: pipeline, treatment: treatment)
      let inputs = try await PredictionArguments(photos).inputs
      let isStream = inputs.contains(where: \.isStandardInput)
      let pictures = try png.map {
        try PredictionPictures($0, count: isStream ? nil : inputs.count, overwrites: overwrite)
      }
      tellOrigin(of: folder, predictor)
      var run = try PredictionRun(
        folder, predictor, threshold: .init(folder.calibration ?? .none, chosen: unsureBelow),
        format: json
          ? .json
          : csv
            ? .csv : .text(PredictionText(classes: folder.classes, top: top, showsImage: show)),
        pictures: pictures)
      var photos: [(source: PredictionSource, pictureName: String)] = []
      for input in inputs {
        switch input {
        case .source(let source, let pictureName): photos.append((source, pictureName))
        case .standardInput:
          try await run.add(photos)
          photos = []
          try await run.flush(isShort: top == 1)
          try await addStandardInput(to: &run)
        }
      }
      try await run.add(photos)
      try await run.flush(isShort: top == 1)
      try run.finish(model: model, folder)
      let usableCount = run.entries.count { $0.prediction.error == nil }
      // A blank photo has been read and judged: there is nothing to see.
      if usableCount == 0, !run.hasBlank { throw ExitCode.couldNot }
      if usableCount < run.entries.count { throw ExitCode.findings }
    }
  }

  /// Says what the model does not know about itself.
  private func tellOrigin(of folder: ModelFolder, _ predictor: PhotoPredictor) {
    if !predictor.isPipelineRecorded, pipeline == nil {
      Output.message(
        "\(model): the dataset did not say how its images were made; the pipeline '\(predictor.pipelineName)' is used (choose another with --pipeline)"
      )
    }
    if folder.calibration == nil {
      Output.message(
        "\(model): its probabilities are not calibrated and may be too high; train it again with validation images"
      )
    }
  }

  /// Adds the photos of standard input, and shows each at once, for cameras.
  private func addStandardInput(to run: inout PredictionRun) async throws {
    guard !Output.inputIsFromTerminal else {
      throw ValidationError(
        "'-' reads a photo that another program gives, as in 'fmbuild predict --model \(model) - < photo.jpg'."
      )
    }
    var stream = PhotoStream { byteCount throws(FileSystemError) in try StandardInput.next(byteCount) }
    while let next = try stream.next() {
      var isPicture = false
      switch next {
      case .photo(let source):
        isPicture = source.name != StandardInput.name
        let number = source.name.split(separator: ":").last.map(String.init) ?? ""
        try await run.add([(source, isPicture ? "picture-\(number)" : "photo")])
      case .failure(let message): run.add(failure: message, name: StandardInput.name)
      }
      try await run.flush(isShort: top == 1 || isPicture)
    }
  }
}

extension PhotoPredictor.Treatment: ExpressibleByArgument {}
