/// A layer of a network with its hyperparameters, without its parameters.
public indirect enum LayerDescription: Hashable, Sendable {
  /// A convolution with square kernels of `kernelSize` pixels, `stride` pixels apart, over an image with `padding` rows
  /// and columns of zeros on every side.
  case convolution(channels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true)
  /// A batch normalisation: gives each channel mean 0 and variance 1 over the batch, then scales and shifts it by
  /// learned parameters.
  case batchNormalisation
  /// The rectified linear unit, which replaces negative numbers by 0.
  case relu
  /// The maximum of each square window of `size` pixels.
  case maximumPooling(size: Int)
  /// The mean of each square window of `size` pixels.
  case averagePooling(size: Int)
  /// The mean of each channel over all pixels.
  case globalAveragePooling
  /// A fully connected layer.
  case dense(units: Int)
  /// Dropout, which in training replaces a random share of the numbers by 0.
  case dropout(rate: Double)
  /// A residual block: the output of the layers plus their input, which goes through a 1x1 convolution if the shapes
  /// differ.
  case residual([LayerDescription])

  /// The name of the layer in tables and files.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .batchNormalisation: "batch-normalisation"
    case .relu: "relu"
    case .maximumPooling: "maximum-pooling"
    case .averagePooling: "average-pooling"
    case .globalAveragePooling: "global-average-pooling"
    case .dense: "dense"
    case .dropout: "dropout"
    case .residual: "residual"
    }
  }

  /// Returns the shape of the output for an input of a given shape.
  ///
  /// - Throws: `TrainingError` if the input is too small for the layer.
  public func output(of input: Shape) throws(TrainingError) -> Shape {
    switch self {
    case .convolution(let channels, let kernelSize, let stride, let padding, _):
      let (rows, columns) = (input.rows + 2 * padding - kernelSize, input.columns + 2 * padding - kernelSize)
      guard rows >= 0, columns >= 0 else { throw Self.tooSmall(input, kernelSize) }
      return Shape(rows: rows / stride + 1, columns: columns / stride + 1, channels: channels)
    case .maximumPooling(let size), .averagePooling(let size):
      guard input.rows >= size, input.columns >= size else { throw Self.tooSmall(input, size) }
      return Shape(rows: input.rows / size, columns: input.columns / size, channels: input.channels)
    case .globalAveragePooling: return Shape(features: input.channels)
    case .dense(let units): return Shape(features: units)
    case .batchNormalisation, .relu, .dropout: return input
    case .residual(let layers):
      var shape = input
      for layer in layers { shape = try layer.output(of: shape) }
      return shape
    }
  }

  private static func tooSmall(_ input: Shape, _ size: Int) -> TrainingError {
    TrainingError(
      .invalidModel,
      "an image of \(input.columns)x\(input.rows) pixels is too small for a kernel or window of \(size)x\(size); choose another model, or use larger images"
    )
  }
}

extension LayerDescription {
  /// Returns the stride of the 1x1 convolution that gives the input of a residual block the shape of its output; 1 if
  /// the shapes are equal and there is no such convolution.
  ///
  /// - Throws: `TrainingError` if no stride gives that shape.
  func shortcutStride(from input: Shape, to output: Shape) throws(TrainingError) -> Int {
    // The smallest stride that leaves no more rows and columns than the output has; a larger one may leave fewer.
    let stride = max(
      (input.rows + output.rows - 1) / output.rows, (input.columns + output.columns - 1) / output.columns)
    guard (input.rows - 1) / stride + 1 == output.rows, (input.columns - 1) / stride + 1 == output.columns
    else {
      throw TrainingError(
        .invalidModel,
        "\(name): its layers give \(output), which no stride can reach from the input, \(input), so the two cannot be added; change strides or paddings"
      )
    }
    return stride
  }
}
