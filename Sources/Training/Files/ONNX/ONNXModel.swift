internal import FileSystem

/// A model in ONNX, the format that most other programs run: IR version 8, operators of version 13.
///
/// The input `image` is batch x channels x rows x columns: the levels 0 to 255 of the IDX files as float32. The output
/// `probabilities` is batch x classes. The batch may have any size; the model includes normalisation and softmax.
public struct ONNXModel: Sendable {
  /// The bytes of the ONNX file.
  public let bytes: [UInt8]

  /// - Throws: `TrainingError` if the model does not fit its input, or needs more than 2 GiB.
  public init(_ folder: ModelFolder) throws(TrainingError) {
    let model = folder.model
    let byteCount = model.values.reduce(0) { $0 + 4 * $1.numbers.count }
    // Protocol buffers are limited to 2 GiB; 16 MiB are reserved for names and nodes.
    guard byteCount <= ModelLimits.weightByteCount - (16 << 20) else {
      throw TrainingError(
        .invalidModel,
        "\(model.model.name): its numbers need \(byteCount) bytes, and an ONNX file has 2 GiB at most; export a smaller model"
      )
    }
    var builder = ONNXGraphBuilder(model)
    try builder.build()
    let normalisation = model.normalisation
    var metadata = [
      (key: "classes", value: try Self.text(folder.classes)),
      (key: "input", value: Self.inputDocumentation),
      (key: "model", value: model.model.name),
      (key: "normalisation", value: try Self.text(normalisation)),
    ]
    if let pipeline = folder.pipeline { metadata.append((key: "pipeline", value: try Self.text(pipeline))) }
    bytes = builder.graph.model(
      producer: folder.program.name, version: folder.program.version, documentation: model.model.summary,
      metadata: metadata)
  }

  /// Writes the file, replacing an existing one.
  ///
  /// - Throws: `TrainingError` if the file cannot be written.
  public func write(to path: String) throws(TrainingError) {
    try TrainingError.translatingFileErrors { () throws(FileSystemError) in
      try WholeFile.write([bytes], to: path)
    }
  }

  static let inputDocumentation =
    "The levels 0 to 255 of the dataset, not divided by anything: batch x channels x rows x columns."
  static let outputDocumentation =
    "The probability of each class, in the order of the classes: batch x classes."

  private static func text(_ value: some Encodable) throws(TrainingError) -> String {
    String(
      decoding: try ModelJSON.bytes(of: value, isPretty: false, path: ModelFolder.onnxName), as: UTF8.self)
  }
}
