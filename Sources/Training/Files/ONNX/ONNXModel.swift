/// A model as ONNX, the format that most other programs run: IR version 8, operators of version 13.
///
/// It takes levels as they stand in the archives, 0 to 255, as float32, `image`: batch x channels x rows x columns; and gives
/// `probabilities`: batch x classes. The batch may have any size; normalisation and softmax are inside.
public struct ONNXModel: Sendable {
  /// The file.
  public let bytes: [UInt8]

  /// - Throws: `TrainingError` if the model does not fit its input or would take more than 2 GiB.
  public init(_ folder: ModelFolder) throws(TrainingError) {
    let model = folder.model
    let byteCount = model.values.reduce(0) { $0 + 4 * $1.numbers.count }
    // Protocol buffers count in 31 bits; the rest is for names and nodes.
    guard byteCount <= ModelLimits.weightByteCount - (16 << 20) else {
      throw TrainingError(
        .invalidModel,
        "\(model.model.name): its numbers take \(byteCount) bytes, and an ONNX file holds 2 GiB at most; export a smaller model"
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

  /// Writes the file, replacing one that is there.
  ///
  /// - Throws: `TrainingError` if the system refuses.
  public func write(to path: String) throws(TrainingError) { try WholeFile.write([bytes], to: path) }

  static let inputDocumentation =
    "Levels from 0 to 255 as they stand in the dataset, not divided by anything: batch x channels x rows x columns."
  static let outputDocumentation =
    "The probability of each class, in the order of the classes: batch x classes."

  private static func text(_ value: some Encodable) throws(TrainingError) -> String {
    String(
      decoding: try ModelJSON.bytes(of: value, isPretty: false, path: ModelFolder.onnxName), as: UTF8.self)
  }
}
