internal import FileSystem

/// A trained model as it stands in a folder: `model.safetensors` with its numbers, `model.json` with all else, and
/// `model.onnx` for other programs if asked for.
public struct ModelFolder: Sendable {
  /// What wrote a model.
  public struct Program: Hashable, Sendable, Codable {
    public var name: String
    public var version: String

    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  public var model: TrainedModel
  /// A name a class, in the order of the outputs.
  public var classes: [String]
  /// How photos become the images that the model takes, as the dataset's description has it; nil if not known.
  public var pipeline: JSONValue?
  /// How the model was trained and what came of it, for people and other programs.
  public var training: JSONValue?
  public var program: Program

  /// - Throws: `TrainingError` if there are not as many names as classes.
  public init(
    _ model: TrainedModel, classes: [String], pipeline: JSONValue? = nil, training: JSONValue? = nil,
    program: Program
  ) throws(TrainingError) {
    guard classes.count == model.classCount else {
      throw TrainingError(
        .invalidInput,
        "\(model.model.name): there are \(classes.count) names for \(model.classCount) classes; name each class once"
      )
    }
    self.model = model
    self.classes = classes
    self.pipeline = pipeline
    self.training = training
    self.program = program
  }

  static let descriptionName = "model.json"
  static let weightsName = "model.safetensors"
  static let onnxName = "model.onnx"
  /// All that may be in a model's folder.
  static let fileNames: Set = [descriptionName, weightsName, onnxName]

  // MARK: - Writing

  /// Checks whether `write` could put a model there, before time is spent on training it; removes what killed runs
  /// left.
  ///
  /// - Throws: `TrainingError` as `write` does if the place is taken.
  public static func checkTarget(_ path: String, overwrites: Bool) throws(TrainingError) {
    do {
      try TargetFolder.check(path, of: .model, overwrites: overwrites)
    } catch {
      throw TrainingError(error)
    }
  }

  /// Writes the folder under another name beside its place and puts it there when it is whole. Equal models give equal
  /// bytes.
  ///
  /// - Parameters:
  ///   - overwrites: whether a model that is there is replaced. What is not a model, or holds anything else, never is.
  ///   - addsONNX: whether `model.onnx` is written as well.
  /// - Throws: `TrainingError` if the place is taken, the system refuses, or a number is none; what was there is as
  ///   it was.
  public func write(to path: String, overwrites: Bool = false, addsONNX: Bool = false) throws(TrainingError) {
    let description = try ModelJSON.bytes(
      of: ModelFile(self), isPretty: true, path: "\(path)/\(Self.descriptionName)")
    let weights = try Self.weights(model, program: program, path: "\(path)/\(Self.weightsName)")
    let onnx = addsONNX ? try ONNXModel(self).bytes : nil
    let target = try Self.target(path, overwrites: overwrites)
    try WholeFile.write(weights.pieces(), to: "\(target.workPath)/\(Self.weightsName)")
    if let onnx { try WholeFile.write([onnx], to: "\(target.workPath)/\(Self.onnxName)") }
    try WholeFile.write(
      [description, [UInt8(ascii: "\n")]], to: "\(target.workPath)/\(Self.descriptionName)")
    do {
      try target.commit()
    } catch {
      throw TrainingError(error)
    }
  }

  private static func target(_ path: String, overwrites: Bool) throws(TrainingError) -> TargetFolder {
    do {
      return try TargetFolder(path: path, of: .model, overwrites: overwrites)
    } catch {
      throw TrainingError(error)
    }
  }

  /// The numbers under their names in the layout.
  private static func weights(
    _ model: TrainedModel, program: Program, path: String
  ) throws(TrainingError) -> Safetensors {
    var tensors: [Safetensors.Tensor] = []
    for (parameter, numbers) in model.values {
      try checkFinite(numbers, name: parameter.name, path: path)
      tensors.append(
        Safetensors.Tensor(name: parameter.name, dimensions: parameter.dimensions, numbers: numbers))
    }
    return Safetensors(
      tensors,
      metadata: [
        "program": "\(program.name) \(program.version)", "model": model.model.name,
        "convolutions": "output channels x input channels x rows x columns",
        "dense": "outputs x inputs; a picture's inputs run over rows, columns and channels, channels fastest",
      ])
  }

  private static func checkFinite(_ numbers: [Float], name: String, path: String) throws(TrainingError) {
    guard let index = numbers.firstIndex(where: { !$0.isFinite }) else { return }
    throw TrainingError(
      .invalidFile,
      "\(path): '\(name)' has \(numbers[index]) at \(index), expected a number; train the model again")
  }

  // MARK: - Reading

  /// Reads a folder that `write` wrote.
  ///
  /// - Throws: `TrainingError` if there is none, or a file is damaged, of another version, or does not fit the other.
  public init(contentsOf path: String) throws(TrainingError) {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard FileIdentity("\(folder)/\(Self.descriptionName)") != nil else {
      throw TrainingError(
        .invalidFile,
        "\(folder): there is no model here (no \(Self.descriptionName)); name a folder that 'fmbuild train --out' wrote"
      )
    }
    let descriptionPath = "\(folder)/\(Self.descriptionName)"
    let file = try ModelFile(
      parsing: WholeFile.bytes(
        descriptionPath, maximumByteCount: ModelLimits.descriptionByteCount, remedy: ModelFile.remedy),
      path: descriptionPath)
    let weightsPath = "\(folder)/\(Self.weightsName)"
    let weights = try Safetensors(contentsOf: weightsPath, maximumByteCount: ModelLimits.weightByteCount)
    try self.init(file, weights, path: weightsPath)
  }

  private init(_ file: ModelFile, _ weights: Safetensors, path: String) throws(TrainingError) {
    let layout = try ParameterLayout(file.description, input: file.shape)
    let tensors = Dictionary(uniqueKeysWithValues: weights.tensors.map { ($0.name, $0) })
    // Compared before any memory is taken for the model: then it needs no more than the file has.
    for parameter in layout.parameters {
      guard let tensor = tensors[parameter.name] else {
        throw Self.mismatch(path, "'\(parameter.name)' is missing")
      }
      guard tensor.dimensions == parameter.dimensions else {
        throw Self.mismatch(
          path,
          "'\(parameter.name)' is \(Self.text(tensor.dimensions)), expected \(Self.text(parameter.dimensions))"
        )
      }
      try Self.checkFinite(tensor.numbers, name: parameter.name, path: path)
    }
    let known = Set(layout.parameters.map(\.name))
    if let unknown = weights.tensors.first(where: { !known.contains($0.name) }) {
      throw Self.mismatch(path, "'\(unknown.name)' belongs to no layer")
    }
    let model = try TrainedModel(
      file.description, input: file.shape, classCount: file.classes.count, normalisation: file.normalisation,
      values: tensors.mapValues(\.numbers))
    try self.init(
      model, classes: file.classes, pipeline: file.pipeline, training: file.training, program: file.program)
  }

  private static func mismatch(_ path: String, _ message: String) -> TrainingError {
    TrainingError(
      .invalidFile,
      "\(path): \(message), as \(descriptionName) says; take both files from one training, or train the model again"
    )
  }

  private static func text(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: "x")
  }
}

extension FolderContent {
  /// Of a model's folder.
  fileprivate static let model = FolderContent(
    noun: "model", marker: ModelFolder.descriptionName, exampleName: "model",
    isOwn: ModelFolder.fileNames.contains)
}
