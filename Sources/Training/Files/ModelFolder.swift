internal import FileSystem

/// A trained model in a folder: `model.safetensors` has its parameters, `model.json` its description, and the optional
/// `model.onnx` is for other programs.
public struct ModelFolder: Sendable {
  /// The program that wrote a model.
  public struct Program: Hashable, Sendable, Codable {
    public var name: String
    public var version: String

    public init(name: String, version: String) {
      self.name = name
      self.version = version
    }
  }

  public var model: TrainedModel
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// How much the model's probabilities are to be believed; nil if that was not measured.
  public var calibration: Calibration?
  /// The pipeline that makes images of photos, from the dataset's description; nil if unknown.
  public var pipeline: JSONValue?
  /// The settings and results of the training, for people and other programs.
  public var training: JSONValue?
  public var program: Program

  /// - Throws: `TrainingError` if there are not as many names as classes.
  public init(
    _ model: TrainedModel, classes: [String], calibration: Calibration? = nil, pipeline: JSONValue? = nil,
    training: JSONValue? = nil, program: Program
  ) throws(TrainingError) {
    guard classes.count == model.classCount else {
      throw TrainingError(
        .invalidInput,
        "\(model.model.name): there are \(classes.count) names for \(model.classCount) classes; give one name per class"
      )
    }
    self.model = model
    self.classes = classes
    self.calibration = calibration
    self.pipeline = pipeline
    self.training = training
    self.program = program
  }

  package static let descriptionName = "model.json"
  static let weightsName = "model.safetensors"
  static let onnxName = "model.onnx"
  /// The names of all files of a model's folder.
  static let fileNames: Set = [descriptionName, weightsName, onnxName]

  // MARK: - Writing

  /// Checks that a model can be written to a folder, before time is spent on training it, and removes what killed runs
  /// have left there.
  ///
  /// - Throws: `TrainingError` if the folder has other content, or a model that must not be overwritten.
  public static func checkTarget(_ path: String, overwrites: Bool) throws(TrainingError) {
    try TrainingError.translatingFileErrors { () throws(FileSystemError) in
      try TargetFolder.check(path, of: .model, overwrites: overwrites)
    }
  }

  /// Writes the folder under a temporary name and renames it when it is complete.
  ///
  /// Equal models give equal bytes. After an error, the target is unchanged.
  ///
  /// - Parameters:
  ///   - overwrites: whether an existing model is replaced; a folder with other content is never replaced.
  ///   - addsONNX: whether `model.onnx` is written as well.
  /// - Throws: `TrainingError` if the target must not be replaced, a file cannot be written, or a parameter of the
  ///   model is NaN or infinite.
  public func write(to path: String, overwrites: Bool = false, addsONNX: Bool = false) throws(TrainingError) {
    let description = try ModelJSON.bytes(
      of: ModelFile(self), isPretty: true, path: "\(path)/\(Self.descriptionName)")
    let weights = try Self.weights(model, program: program, path: "\(path)/\(Self.weightsName)")
    let onnx = addsONNX ? try ONNXModel(self).bytes : nil
    try TrainingError.translatingFileErrors { () throws(FileSystemError) in
      let target = try TargetFolder(path: path, of: .model, overwrites: overwrites)
      try NewFile.write(weights.pieces(), to: "\(target.workPath)/\(Self.weightsName)")
      if let onnx { try NewFile.write([onnx], to: "\(target.workPath)/\(Self.onnxName)") }
      try NewFile.write(
        [description, [UInt8(ascii: "\n")]], to: "\(target.workPath)/\(Self.descriptionName)")
      try target.commit()
    }
  }

  /// Returns the parameters of the model as tensors with their names in the layout.
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
        "dense":
          "outputs x inputs; the inputs of an image are in the order rows, columns, channels, channels contiguous",
      ])
  }

  private static func checkFinite(_ numbers: [Float], name: String, path: String) throws(TrainingError) {
    guard let index = numbers.firstIndex(where: { !$0.isFinite }) else { return }
    throw TrainingError(
      .invalidFile,
      "\(path): '\(name)' has \(numbers[index]) at \(index), expected a finite number; train the model again")
  }

  // MARK: - Reading

  /// Reads a model's folder.
  ///
  /// - Throws: `TrainingError` if there is no model, or a file is damaged, of another version, or does not fit the
  ///   other one.
  public init(contentsOf path: String) throws(TrainingError) {
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard FileIdentity("\(folder)/\(Self.descriptionName)") != nil else {
      throw TrainingError(
        .invalidFile,
        "\(folder): there is no model here (no \(Self.descriptionName)); give a folder that 'fmbuild train --out' wrote"
      )
    }
    let descriptionPath = "\(folder)/\(Self.descriptionName)"
    let description = try TrainingError.translatingFileErrors { () throws(FileSystemError) in
      try WholeFile.bytes(
        descriptionPath, maximumByteCount: ModelLimits.descriptionByteCount, remedy: ModelFile.remedy)
    }
    let file = try ModelFile(parsing: description, path: descriptionPath)
    let weightsPath = "\(folder)/\(Self.weightsName)"
    let weights = try Safetensors(contentsOf: weightsPath, maximumByteCount: ModelLimits.weightByteCount)
    try self.init(file, weights, path: weightsPath)
  }

  private init(_ file: ModelFile, _ weights: Safetensors, path: String) throws(TrainingError) {
    let layout = try ParameterLayout(file.description, input: file.shape)
    let tensors = Dictionary(uniqueKeysWithValues: weights.tensors.map { ($0.name, $0) })
    // The tensors are compared with the layout before memory is allocated for the model, which then needs no more than
    // the file has.
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
      model, classes: file.classes, calibration: file.calibration, pipeline: file.pipeline,
      training: file.training, program: file.program)
  }

  private static func mismatch(_ path: String, _ message: String) -> TrainingError {
    TrainingError(
      .invalidFile,
      "\(path): \(message) according to \(descriptionName); use both files of the same training, or train the model again"
    )
  }

  private static func text(_ dimensions: [Int]) -> String {
    dimensions.map(String.init).joined(separator: "x")
  }
}

extension FolderContent {
  /// The content of a model's folder, for the check of targets.
  fileprivate static let model = FolderContent(
    noun: "model", marker: ModelFolder.descriptionName, exampleName: "model",
    isOwn: ModelFolder.fileNames.contains)
}
