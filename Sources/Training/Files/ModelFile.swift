/// `model.json`: what a model is, without its numbers.
struct ModelFile: Codable {
  /// Goes up when a reader of an older version would misunderstand.
  static let currentSchema = 1

  struct Model: Codable {
    var name: String
    var summary: String
    /// See `ModelDescription`; absent if not.
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
    pipeline = contents.pipeline
    training = contents.training
  }

  /// Whose version is looked at before anything else: of another one, nothing is known.
  private struct Version: Decodable {
    var schema: Int
  }

  static let remedy = "take a copy of the file, or train the model again"

  /// - Throws: `TrainingError` if the bytes are not this version's JSON, or describe no model that can be.
  init(parsing bytes: [UInt8], path: String) throws(TrainingError) {
    let version = try ModelJSON.decode(Version.self, bytes, path: path, remedy: Self.remedy)
    guard version.schema == Self.currentSchema else {
      throw TrainingError(
        .invalidFile,
        "\(path): the file has schema \(version.schema), this version of the program knows \(Self.currentSchema); take the version that wrote it, or train the model again"
      )
    }
    self = try ModelJSON.decode(ModelFile.self, bytes, path: path, remedy: Self.remedy)
    for (name, value, range) in [
      ("rows", input.rows, ModelLimits.inputSide), ("columns", input.columns, ModelLimits.inputSide),
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

  /// - Precondition: in range, as reading makes sure of.
  var shape: Shape { Shape(rows: input.rows, columns: input.columns, channels: input.channels) }

  var description: ModelDescription {
    ModelDescription(
      name: model.name, summary: model.summary, layers: layers,
      averagesMirrored: model.averagesMirrored ?? false)
  }
}
