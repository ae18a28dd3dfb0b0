/// The limits on a model that is read from a file: far larger than any model of this program, and small enough that no
/// size computed from them overflows.
enum ModelLimits {
  /// The range of the channels of a convolution, and of the units of a dense layer.
  static let channels = 1...65_536
  /// The range of the size of the kernels of a convolution, and of the windows of a pooling, in pixels.
  static let kernelSize = 1...1024
  static let stride = 1...1024
  static let padding = 0...1024
  /// The range of the rows and of the columns of the input.
  static let inputSize = 1...16_384
  /// The range of the channels of the input.
  static let inputChannels = 1...1024
  /// The greatest number of layers, including those inside residual blocks.
  static let layerCount = 1000
  /// The greatest number of outputs of a layer for one image.
  static let outputCount = 1 << 24
  /// The greatest size of `model.safetensors` in bytes; a protobuf message cannot be larger either.
  static let weightByteCount = (1 << 31) - 1
  /// The greatest number of parameters of a network: 2^26, which is 256 MiB; training takes about five times as much.
  static let parameterCount = 1 << 26
  /// The greatest size of `model.json` in bytes.
  static let descriptionByteCount = 16 << 20

  /// Checks that a model is within the limits and fits its input.
  ///
  /// - Precondition: the hyperparameters of each layer are in range, which decoding checks.
  /// - Returns: the shape of the output of the last layer.
  /// - Throws: `TrainingError` that names the part that is too large or does not fit.
  static func check(_ layers: [LayerDescription], input: Shape) throws(TrainingError) -> Shape {
    guard input.count <= outputCount else { throw tooLarge("the input", input) }
    var count = 0
    return try output(of: layers, input: input, prefix: "", count: &count)
  }

  private static func output(
    of layers: [LayerDescription], input: Shape, prefix: String, count: inout Int
  ) throws(TrainingError) -> Shape {
    var shape = input
    for (number, layer) in layers.enumerated() {
      let name = "\(prefix)\(number + 1).\(layer.name)"
      count += 1
      guard count <= layerCount else {
        throw TrainingError(
          .invalidModel, "there are more than \(layerCount) layers; choose a smaller model")
      }
      if case .residual(let layers) = layer {
        let result = try output(of: layers, input: shape, prefix: name + ".", count: &count)
        _ = try layer.shortcutStride(from: shape, to: result)
        shape = result
        continue
      }
      shape = try layer.output(of: shape)
      guard shape.count <= outputCount else { throw tooLarge("the output of '\(name)'", shape) }
    }
    return shape
  }

  private static func tooLarge(_ what: String, _ shape: Shape) -> TrainingError {
    TrainingError(
      .invalidModel,
      "\(what) has \(shape.count) numbers per image (\(shape)), expected \(outputCount) at most; choose a smaller model"
    )
  }
}
