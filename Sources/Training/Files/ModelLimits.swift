/// What a model in a file may be at most: far beyond what anybody trains with this program, and so little that no
/// size computed from it overflows.
enum ModelLimits {
  /// Of a convolution, or units of a dense step.
  static let channels = 1...65_536
  /// Of the squares of convolutions and poolings, and strides.
  static let side = 1...1024
  static let padding = 0...1024
  /// Rows or columns of the input.
  static let inputSide = 1...16_384
  /// Of the input.
  static let inputChannels = 1...1024
  /// Those inside residual steps included.
  static let layerCount = 1000
  /// Numbers that come out of a layer for one image.
  static let outputCount = 1 << 24
  /// Bytes of `model.safetensors`; a protobuf message cannot be larger either.
  static let weightByteCount = (1 << 31) - 1
  /// Bytes of `model.json`.
  static let descriptionByteCount = 16 << 20

  /// Checks that a model stays within the limits and fits its input.
  ///
  /// - Precondition: each layer's parameters are in range, as decoding makes sure of.
  /// - Returns: what the last layer gives.
  /// - Throws: `TrainingError` that says what is too large or does not fit.
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
          .invalidModel, "there are more than \(layerCount) layers; take a smaller model")
      }
      if case .residual(let steps) = layer {
        let result = try output(of: steps, input: shape, prefix: name + ".", count: &count)
        _ = try layer.shortcutStride(from: shape, to: result)
        shape = result
        continue
      }
      shape = try layer.output(of: shape)
      guard shape.count <= outputCount else { throw tooLarge("what '\(name)' gives", shape) }
    }
    return shape
  }

  private static func tooLarge(_ what: String, _ shape: Shape) -> TrainingError {
    TrainingError(
      .invalidModel,
      "\(what) has \(shape.count) numbers an image (\(shape)), expected \(outputCount) at most; take a smaller model"
    )
  }
}
