import Testing
import Training

/// Models with random parameters, for tests of files.
struct ModelSample: Sendable, CustomTestStringConvertible {
  let name: String
  let input: Shape
  let classCount: Int
  let layers: [LayerDescription]
  let averagesMirrored: Bool
  var testDescription: String { name }

  init(
    _ name: String, _ input: Shape, classCount: Int = 3, _ layers: [LayerDescription],
    averagesMirrored: Bool = false
  ) {
    self.name = name
    self.input = input
    self.classCount = classCount
    self.layers = layers
    self.averagesMirrored = averagesMirrored
  }

  /// Every layer in every position that affects the memory layout.
  static let layers = [
    ModelSample("dense-on-a-picture", Shape(rows: 3, columns: 4, channels: 2), [.dense(units: 3)]),
    ModelSample(
      "two-dense", Shape(rows: 4, columns: 3, channels: 1),
      [.dense(units: 6), .batchNormalisation, .relu, .dropout(rate: 0.5), .dense(units: 3)]),
    ModelSample(
      "convolutions", Shape(rows: 9, columns: 7, channels: 3),
      [
        .convolution(channels: 5, kernelSize: 3, stride: 2, padding: 1), .relu,
        .convolution(channels: 4, kernelSize: 2, hasBias: false), .batchNormalisation, .relu,
        .dense(units: 3),
      ]),
    ModelSample(
      "poolings", Shape(rows: 11, columns: 9, channels: 2),
      [
        .convolution(channels: 4, kernelSize: 3, padding: 1), .maximumPooling(size: 2),
        .averagePooling(size: 2),
        .dense(units: 3),
      ]),
    ModelSample(
      "global-pooling", Shape(rows: 5, columns: 6, channels: 3),
      [
        .convolution(channels: 4, kernelSize: 3), .globalAveragePooling, .globalAveragePooling,
        .dense(units: 3),
      ]),
    ModelSample(
      "residual", Shape(rows: 6, columns: 5, channels: 2),
      [
        .residual([.convolution(channels: 2, kernelSize: 3, padding: 1), .relu]), .batchNormalisation,
        .residual([.residual([.dropout(rate: 0.25), .relu]), .batchNormalisation]), .dense(units: 3),
      ]),
    ModelSample(
      "residual-with-shortcut", Shape(rows: 7, columns: 7, channels: 2),
      [
        .residual([.convolution(channels: 5, kernelSize: 3, stride: 2, padding: 1), .relu]),
        .globalAveragePooling, .dense(units: 3),
      ]),
    ModelSample(
      "residual-of-lists", Shape(rows: 1, columns: 1, channels: 6),
      [
        .residual([.dense(units: 6), .relu]), .residual([.dense(units: 4)]),
        .residual([.convolution(channels: 5, kernelSize: 1), .relu]), .dense(units: 3),
      ]),
    ModelSample(
      "pictures-of-one-pixel", Shape(rows: 4, columns: 4, channels: 2),
      [
        .dense(units: 6), .convolution(channels: 4, kernelSize: 3, padding: 1), .maximumPooling(size: 1),
        .averagePooling(size: 1), .globalAveragePooling, .dense(units: 3),
      ]),
    ModelSample(
      "mirrored", Shape(rows: 5, columns: 7, channels: 2),
      [.convolution(channels: 4, kernelSize: 3), .relu, .maximumPooling(size: 2), .dense(units: 3)],
      averagesMirrored: true),
    ModelSample(
      "picture-at-the-end", Shape(rows: 4, columns: 6, channels: 1), classCount: 12,
      [.convolution(channels: 2, kernelSize: 3, padding: 1), .averagePooling(size: 2)]),
  ]

  /// The networks of the program, for the images of Fashion-MNIST.
  static let catalogue = ModelCatalogue.all.map { entry in
    ModelSample(
      entry.name, Shape(rows: 28, columns: 28, channels: 1), classCount: 10,
      entry.model(classCount: 10).layers,
      averagesMirrored: entry.model(classCount: 10).averagesMirrored)
  }

  static let program = ModelFolder.Program(name: "fmbuild", version: "1.2.3")

  var description: ModelDescription {
    ModelDescription(name: name, summary: "a sample", layers: layers, averagesMirrored: averagesMirrored)
  }

  /// Returns a model with random weights as for training, other parameters in -0.5...0.5, and scales and variances in
  /// 0.5...1.5, so that no layer's numbers overflow or vanish.
  func model(seed: UInt64 = 1) throws -> TrainedModel {
    var random = SeededRandom(seed: seed, purpose: .test)
    var values: [String: [Float]] = [:]
    for parameter in try ParameterLayout(description, input: input).parameters {
      var numbers: [Float] = []
      let limit = (6 / Double(parameter.inputCount)).squareRoot()
      for _ in 0..<parameter.count {
        let share = random.unitInterval()
        switch parameter.kind {
        case .weights: numbers.append(Float(limit * (2 * share - 1)))
        case .bias, .shift, .mean: numbers.append(Float(share - 0.5))
        case .scale, .variance: numbers.append(Float(share + 0.5))
        }
      }
      values[parameter.name] = numbers
    }
    return try TrainedModel(
      description, input: input, classCount: classCount,
      normalisation: Normalisation(mean: 0.2860405969887955, deviation: 0.35302424451492237), values: values)
  }

  func folder(seed: UInt64 = 1) throws -> ModelFolder {
    try ModelFolder(
      model(seed: seed), classes: (0..<classCount).map { "class \"\($0)\" é" },
      pipeline: .object(["name": .string("fashion-mnist"), "isFast": .boolean(false)]),
      training: .object(["accuracy": .number(0.9125), "seed": .unsigned(UInt(UInt64.max))]),
      program: Self.program)
  }

  /// Returns images of a block of one level on a background of another, with noise. Layers that average could hardly
  /// distinguish images of noise alone.
  func images(_ count: Int, seed: UInt64 = 2) throws -> LabelledImages {
    var random = SeededRandom(seed: seed, purpose: .test)
    var levels: [UInt8] = []
    for _ in 0..<count {
      let (ground, block) = (random.index(below: 200), random.index(below: 200))
      let (top, left) = (random.index(below: input.rows), random.index(below: input.columns))
      for row in 0..<input.rows {
        for column in 0..<input.columns {
          let level = row >= top && column >= left ? block : ground
          for _ in 0..<input.channels { levels.append(UInt8(level + random.index(below: 56))) }
        }
      }
    }
    return try LabelledImages(
      shape: input, images: levels, labels: [UInt8](repeating: 0, count: count), classCount: classCount)
  }
}
