/// One step of a network, as a person writes it down.
public indirect enum LayerDescription: Hashable, Sendable {
  /// Squares of `side` pixels, moved by `stride`, over a picture with `padding` zeros around it.
  case convolution(channels: Int, side: Int, stride: Int = 1, padding: Int = 0, hasBias: Bool = true)
  /// Each channel to mean 0 and variance 1 over the batch, then scaled and shifted by learnt numbers.
  case batchNormalisation
  /// Negative numbers become 0.
  case rectifier
  /// The largest of each square of `side` pixels.
  case maximumPooling(side: Int)
  /// The mean of each square of `side` pixels.
  case averagePooling(side: Int)
  /// The mean of each channel.
  case globalAveragePooling
  /// Every output a weighted sum of all inputs.
  case dense(units: Int)
  /// In training a share of the numbers, at random, becomes 0.
  case dropout(rate: Double)
  /// What the steps give, added to what went in; the latter by a convolution of 1x1 if the shapes differ.
  case residual([LayerDescription])

  /// The name in tables and files.
  public var name: String {
    switch self {
    case .convolution: "convolution"
    case .batchNormalisation: "batch-normalisation"
    case .rectifier: "rectifier"
    case .maximumPooling: "maximum-pooling"
    case .averagePooling: "average-pooling"
    case .globalAveragePooling: "global-average-pooling"
    case .dense: "dense"
    case .dropout: "dropout"
    case .residual: "residual"
    }
  }

  /// What comes out if `input` goes in.
  ///
  /// - Throws: `TrainingError` if that cannot go in: a square larger than the picture.
  public func output(of input: Shape) throws(TrainingError) -> Shape {
    switch self {
    case .convolution(let channels, let side, let stride, let padding, _):
      let (rows, columns) = (input.rows + 2 * padding - side, input.columns + 2 * padding - side)
      guard rows >= 0, columns >= 0 else { throw Self.tooSmall(input, side) }
      return Shape(rows: rows / stride + 1, columns: columns / stride + 1, channels: channels)
    case .maximumPooling(let side), .averagePooling(let side):
      guard input.rows >= side, input.columns >= side else { throw Self.tooSmall(input, side) }
      return Shape(rows: input.rows / side, columns: input.columns / side, channels: input.channels)
    case .globalAveragePooling: return Shape(features: input.channels)
    case .dense(let units): return Shape(features: units)
    case .batchNormalisation, .rectifier, .dropout: return input
    case .residual(let steps):
      var shape = input
      for step in steps { shape = try step.output(of: shape) }
      return shape
    }
  }

  private static func tooSmall(_ input: Shape, _ side: Int) -> TrainingError {
    TrainingError(
      .invalidModel,
      "a picture of \(input.columns)x\(input.rows) is too small for squares of \(side)x\(side); take another model, or larger images"
    )
  }
}
