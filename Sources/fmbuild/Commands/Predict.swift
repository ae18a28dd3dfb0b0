internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Processors
internal import Training
internal import Wording
internal import Workflows

struct Predict: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Predict the class of photos with a trained model.",
    discussion: """
      Puts each photo through the pipeline that made the training images, which the model knows; a folder stands for all photos in it.

        fmbuild predict --model model shoe.jpg
        fmbuild predict --model model photos --json

      Exit codes: 0 done; 1 some photos could not be read or show nothing; 2 none could be read, or there is no model; \
      64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("Photos, and folders with photos.", valueName: "photo"))
  var photos: [String]

  @Option(help: ArgumentHelp("The folder that 'fmbuild train --out' wrote.", valueName: "folder"))
  var model: String

  @Option(help: ArgumentHelp("How many classes to show, the most probable first.", valueName: "number"))
  var top: Int = 3

  @Option(
    help: ArgumentHelp("Another pipeline than the model's, by name or file.", valueName: "name|file"))
  var pipeline: String?

  @Flag(help: "Print one JSON document, with the probabilities of all classes.")
  var json = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard (1...256).contains(top) else {
      throw ValidationError("--top takes 1 to 256 classes; you gave \(top).")
    }
  }

  private struct Prediction {
    let photo: String
    /// The probabilities by label; nil if the photo could not be used.
    let probabilities: [Float]?
    let reason: String?
    let warning: String?
  }

  func run() async throws {
    try await Self.reportingFailure {
      let folder = try ModelFolder(contentsOf: model)
      var predictor = try PhotoPredictor(folder, pipeline: pipeline)
      if !predictor.isPipelineRecorded, pipeline == nil {
        Output.message(
          "\(model): the dataset did not say how its images were made; the pipeline '\(predictor.pipelineName)' is used (choose another with --pipeline)"
        )
      }
      let files = try listed()
      var images: [[UInt8]] = []
      var outcomes: [(photo: String, reason: String?, warning: String?)] = []
      var hasBlank = false
      for file in files {
        do throws(PhotoPredictor.UnusablePhoto) {
          let image = try predictor.image(of: file)
          images.append(image.bytes)
          outcomes.append((file, nil, image.warning))
        } catch {
          // What is not this photo's own fault, such as a drive that went away, ends the run.
          guard error.isPhotosOwn else { throw DatasetError(.inputOutput, error.message) }
          outcomes.append((file, error.message, nil))
          if error.isBlank { hasBlank = true }
        }
      }
      for (messages, noun) in [
        (outcomes.compactMap(\.reason), "that cannot be used"),
        (outcomes.compactMap(\.warning), "with a warning"),
      ] {
        ShortList.lines(
          messages, more: "more photo \(noun)", plural: "more photos \(noun)", place: "with --json"
        ).forEach(Output.message)
      }
      var probabilities = try await predictor.probabilities(
        of: images, threadCount: Processors.count)[...]
      let predictions = outcomes.map { outcome in
        Prediction(
          photo: outcome.photo, probabilities: outcome.reason == nil ? probabilities.removeFirst() : nil,
          reason: outcome.reason, warning: outcome.warning)
      }
      if json {
        try Output.result(JSONText.encode(document(predictions, folder, predictor.pipelineName)))
      } else if !images.isEmpty {
        try Output.result(text(predictions, folder.classes))
      }
      // A blank photo has been read and judged: there is nothing to see.
      if images.isEmpty, !hasBlank { throw ExitCode.couldNot }
      if images.count < files.count { throw ExitCode.findings }
    }
  }

  /// Returns the paths of the photos that the arguments name; the photos of a folder are in the byte order of their
  /// paths.
  private func listed() throws -> [String] {
    try photos.flatMap { path -> [String] in
      guard FileIdentity(path)?.isFolder == true else { return [path] }
      let files = try FolderScan(root: path).files
      guard !files.isEmpty else {
        throw DatasetError(.invalidInput, "\(path): there is no file in this folder")
      }
      return files.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
    }
  }

  private static func ranked(_ probabilities: [Float]) -> [Int] {
    probabilities.indices.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
  }

  private func text(_ predictions: [Prediction], _ classes: [String]) -> String {
    let width = classes.map { printable($0).count }.max() ?? 0
    return predictions.compactMap { prediction -> String? in
      guard let probabilities = prediction.probabilities else { return nil }
      let lines = Self.ranked(probabilities).prefix(top).map { label in
        let share = Double(probabilities[label])
        let name = printable(classes[label])
        let bar = String(repeating: "\u{2588}", count: Int((share * 30).rounded()))
        let figure = percent(share)
        return "  " + name + String(repeating: " ", count: width - name.count + 2)
          + String(repeating: " ", count: max(0, 6 - figure.count)) + figure + (bar.isEmpty ? "" : "  " + bar)
      }
      return ([printable(prediction.photo)] + lines).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  private struct Document: Encodable {
    struct Entry: Encodable {
      let photo: String
      let label: Int?
      let `class`: String?
      /// The probabilities by label.
      let probabilities: [Double]?
      let error: String?
      let warning: String?
    }
    let schema = 1
    let model: String
    let pipeline: String
    let classes: [String]
    let predictions: [Entry]
  }

  private func document(_ predictions: [Prediction], _ folder: ModelFolder, _ pipeline: String) -> Document {
    Document(
      model: model, pipeline: pipeline, classes: folder.classes,
      predictions: predictions.map { prediction in
        let label = prediction.probabilities.flatMap { Self.ranked($0).first }
        return Document.Entry(
          photo: prediction.photo, label: label, class: label.map { folder.classes[$0] },
          probabilities: prediction.probabilities?.map { Double($0) }, error: prediction.reason,
          warning: prediction.warning)
      })
  }
}
