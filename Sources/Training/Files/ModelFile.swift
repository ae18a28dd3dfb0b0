/// The content of `model.json`: the description of a model, without its parameters.
struct ModelFile: Codable {
  /// The version of the format, increased by changes that older readers would misunderstand.
  static let currentSchema = 1

  struct Model: Codable {
    var name: String
    var summary: String
    /// Whether predictions average mirror images; nil means false.
    var averagesMirrored: Bool?
  }

  struct Input: Codable {
    var rows: Int
    var columns: Int
    var channels: Int
  }

  var schema = Self.currentSchema
  var program: ModelFolder.Program
  var model: Model
  var layers: [LayerDescription]
  var input: Input
  var classes: [String]
  var normalisation: Normalisation
  /// nil in models of versions that did not calibrate, and of trainings without validation images.
  var calibration: Calibration?
  var pipeline: JSONValue?
  var training: JSONValue?

  init(_ contents: ModelFolder) {
    let model = contents.model
    program = contents.program
    self.model = Model(
      name: model.model.name, summary: model.model.summary,
      averagesMirrored: model.model.averagesMirrored ? true : nil)
    layers = model.model.layers
    input = Input(rows: model.input.rows, columns: model.input.columns, channels: model.input.channels)
    classes = contents.classes
    normalisation = model.normalisation
    calibration = contents.calibration
    pipeline = contents.pipeline
    training = contents.training
  }

  /// The schema, which is decoded first, because the rest of the file differs in other versions.
  private struct Version: Decodable {
    var schema: Int
  }

  static let remedy = "restore the file from a copy, or train the model again"

  /// - Throws: `TrainingError` if the bytes are not the JSON of this version, or describe an impossible model.
  init(parsing bytes: [UInt8], path: String) throws(TrainingError) {
    let version = try ModelJSON.decode(Version.self, bytes, path: path, remedy: Self.remedy)
    guard version.schema == Self.currentSchema else {
      throw TrainingError(
        .invalidFile,
        "\(path): the file has schema \(version.schema), this version of the program reads schema \(Self.currentSchema); use the version that wrote it, or train the model again"
      )
    }
    self = try ModelJSON.decode(ModelFile.self, bytes, path: path, remedy: Self.remedy)
    for (name, value, range) in [
      ("rows", input.rows, ModelLimits.inputSize), ("columns", input.columns, ModelLimits.inputSize),
      ("channels", input.channels, ModelLimits.inputChannels),
    ] where !range.contains(value) {
      throw Self.error(
        path, "input.\(name): \(value) is out of range, expected \(range.lowerBound) to \(range.upperBound)")
    }
    guard normalisation.deviation > 0, normalisation.deviation.isFinite, normalisation.mean.isFinite else {
      throw Self.error(
        path, "normalisation.deviation: \(normalisation.deviation) is out of range, expected more than 0")
    }
    let output: Shape
    do {
      output = try ModelLimits.check(layers, input: shape)
    } catch {
      throw Self.error(path, "layers: \(error)")
    }
    guard !layers.isEmpty, output.count == classes.count else {
      throw Self.error(
        path, "layers: the last of \(layers.count) gives \(output.count) numbers for \(classes.count) classes"
      )
    }
  }

  static func error(_ path: String, _ message: String) -> TrainingError {
    TrainingError(.invalidFile, "\(path): \(message); \(remedy)")
  }

  /// The shape of the input.
  ///
  /// - Precondition: the dimensions are in range, which reading checks.
  var shape: Shape { Shape(rows: input.rows, columns: input.columns, channels: input.channels) }

  var description: ModelDescription {
    ModelDescription(
      name: model.name, summary: model.summary, layers: layers,
      averagesMirrored: model.averagesMirrored ?? false)
  }
}
