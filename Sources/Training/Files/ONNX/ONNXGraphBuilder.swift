/// Converts the layers of a model into the nodes of an ONNX graph.
///
/// ONNX expects images as batch x channels x rows x columns, but this program stores them as batch x rows x columns x
/// channels. The weights of dense layers that follow an image are therefore reordered.
struct ONNXGraphBuilder {
  /// A value that one node computes and others use.
  private struct Value {
    /// The name of the node or input that computes the value.
    var name: String
    var shape: Shape
    /// Whether the value is batch x channels rather than batch x channels x rows x columns; the shape of a list has one
    /// row and one column.
    var isList: Bool
  }

  private let model: TrainedModel
  private let values: [String: (parameter: ParameterLayout.Parameter, numbers: [Float])]
  private(set) var graph: ONNXGraph
  /// The names of the nodes that change the layout of a value, so that two users of a value share one node.
  private var reshaped: Set<String> = []

  init(_ model: TrainedModel) {
    self.model = model
    values = Dictionary(uniqueKeysWithValues: model.values.map { ($0.parameter.name, $0) })
    graph = ONNXGraph(name: model.model.name)
  }

  /// - Throws: `TrainingError` if the layers do not fit the input, or do not give one number per class.
  mutating func build() throws(TrainingError) {
    let shape = model.input
    graph.addInput("image", [shape.channels, shape.rows, shape.columns], ONNXModel.inputDocumentation)
    // The normalisation (level / 255 - mean) / deviation takes two operations instead of three.
    let normalisation = model.normalisation
    graph.addNumbers("normalisation.factor", [], [Float(1 / (255 * normalisation.deviation))])
    graph.addNumbers("normalisation.shift", [], [Float(-normalisation.mean / normalisation.deviation)])
    graph.addNode("Mul", name: "normalisation.scaled", inputs: ["image", "normalisation.factor"])
    graph.addNode("Add", name: "normalisation", inputs: ["normalisation.scaled", "normalisation.shift"])
    let averages = model.model.averagesMirrored
    if averages { addMirrorImages(of: "normalisation", columns: shape.columns) }
    let output = try add(
      model.model.layers,
      Value(name: averages ? "both" : "normalisation", shape: shape, isList: false), prefix: "")
    guard output.shape.count == model.classCount else {
      throw TrainingError(
        .invalidModel,
        "\(model.model.name): the last layer gives \(output.shape.count) numbers for \(model.classCount) classes; change its units"
      )
    }
    graph.addNode(
      "Softmax", name: averages ? "both.probabilities" : "probabilities", inputs: [list(output).name],
      attributes: ["axis": .integer(1)])
    if averages { addMean(of: "both.probabilities") }
    graph.addOutput("probabilities", [model.classCount], ONNXModel.outputDocumentation)
  }

  /// Appends the mirror images to the images of the batch.
  private mutating func addMirrorImages(of images: String, columns: Int) {
    graph.addIntegers("mirror.starts", [-1])
    // The position before the first column, counted from the end.
    graph.addIntegers("mirror.ends", [-columns - 1])
    graph.addIntegers("mirror.axes", [3])
    graph.addIntegers("mirror.steps", [-1])
    graph.addNode(
      "Slice", name: "mirrored",
      inputs: [images, "mirror.starts", "mirror.ends", "mirror.axes", "mirror.steps"])
    graph.addNode("Concat", name: "both", inputs: [images, "mirrored"], attributes: ["axis": .integer(0)])
  }

  /// Averages the probabilities of each image and its mirror image.
  private mutating func addMean(of probabilities: String) {
    graph.addIntegers("halves", [2, -1, model.classCount])
    graph.addNode("Reshape", name: "both.halves", inputs: [probabilities, "halves"])
    graph.addNode(
      "ReduceMean", name: "probabilities", inputs: ["both.halves"],
      attributes: ["axes": .integers([0]), "keepdims": .integer(0)])
  }

  private mutating func add(
    _ layers: [LayerDescription], _ input: Value, prefix: String
  ) throws(TrainingError) -> Value {
    var value = input
    for (number, layer) in layers.enumerated() {
      value = try add(layer, value, name: "\(prefix)\(number + 1).\(layer.name)")
    }
    return value
  }

  private mutating func add(
    _ layer: LayerDescription, _ input: Value, name: String
  ) throws(TrainingError) -> Value {
    let shape = try layer.output(of: input.shape)
    switch layer {
    case .convolution(_, let kernelSize, let stride, let padding, let hasBias):
      let from = picture(input)
      addConvolution(
        from, name: name, parameters: hasBias ? ["\(name).weights", "\(name).bias"] : ["\(name).weights"],
        kernelSize: kernelSize, stride: stride, padding: padding)
    case .batchNormalisation:
      let parameters = ["scale", "shift", "mean", "variance"].map { "\(name).\($0)" }
      parameters.forEach { addParameter($0) }
      graph.addNode(
        "BatchNormalization", name: name, inputs: [input.name] + parameters,
        attributes: ["epsilon": .float(BatchNormalisation.epsilon)])
      return Value(name: name, shape: shape, isList: input.isList)
    case .relu:
      graph.addNode("Relu", name: name, inputs: [input.name])
      return Value(name: name, shape: shape, isList: input.isList)
    case .maximumPooling(let size): addPooling("MaxPool", picture(input), name: name, size: size)
    case .averagePooling(let size): addPooling("AveragePool", picture(input), name: name, size: size)
    case .globalAveragePooling:
      // The global average of a list is the list itself, because it has one pixel.
      if input.isList { return input }
      graph.addNode("GlobalAveragePool", name: name, inputs: [input.name])
      return list(Value(name: name, shape: shape, isList: false))
    case .dense:
      addDense(input, name: name)
      return Value(name: name, shape: shape, isList: true)
    case .dropout:
      // Dropout does nothing outside training.
      return input
    case .residual(let layers):
      return try addResidual(
        layers, input, name: name, stride: layer.shortcutStride(from: input.shape, to: shape))
    }
    return Value(name: name, shape: shape, isList: false)
  }

  // MARK: - Layers

  private mutating func addConvolution(
    _ input: Value, name: String, parameters: [String], kernelSize: Int, stride: Int, padding: Int
  ) {
    parameters.forEach { addParameter($0) }
    graph.addNode(
      "Conv", name: name, inputs: [input.name] + parameters,
      attributes: [
        "kernel_shape": .integers([kernelSize, kernelSize]),
        "pads": .integers([padding, padding, padding, padding]),
        "strides": .integers([stride, stride]),
      ])
  }

  private mutating func addPooling(_ operation: String, _ input: Value, name: String, size: Int) {
    graph.addNode(
      operation, name: name, inputs: [input.name],
      attributes: ["kernel_shape": .integers([size, size]), "strides": .integers([size, size])])
  }

  private mutating func addDense(_ input: Value, name: String) {
    let (weights, bias) = ("\(name).weights", "\(name).bias")
    var from = input
    if !input.isList {
      graph.addNode("Flatten", name: "\(name).input", inputs: [input.name], attributes: ["axis": .integer(1)])
      from.name = "\(name).input"
    }
    addParameter(weights) { Self.channelsFirst($0, input.shape) }
    addParameter(bias)
    graph.addNode(
      "Gemm", name: name, inputs: [from.name, weights, bias], attributes: ["transB": .integer(1)])
  }

  /// Returns the weights of a dense layer with their inputs reordered from rows, columns, channels to channels, rows,
  /// columns.
  static func channelsFirst(_ weights: [Float], _ shape: Shape) -> [Float] {
    let (pixelCount, channels) = (shape.rows * shape.columns, shape.channels)
    guard pixelCount > 1, channels > 1 else { return weights }
    var result: [Float] = []
    result.reserveCapacity(weights.count)
    for row in stride(from: 0, to: weights.count, by: shape.count) {
      for channel in 0..<channels {
        for pixel in 0..<pixelCount { result.append(weights[row + pixel * channels + channel]) }
      }
    }
    return result
  }

  private mutating func addResidual(
    _ layers: [LayerDescription], _ input: Value, name: String, stride: Int
  ) throws(TrainingError) -> Value {
    var deep = try add(layers, input, prefix: name + ".")
    var short = input
    if deep.shape != input.shape {
      let from = picture(input)
      let shortcut = "\(name).shortcut"
      addConvolution(
        from, name: shortcut, parameters: ["\(shortcut).weights"], kernelSize: 1, stride: stride, padding: 0)
      short = Value(name: shortcut, shape: deep.shape, isList: false)
    }
    // A list and an image must have the same layout, or ONNX would broadcast one over the other.
    if deep.isList != short.isList { (deep, short) = (list(deep), list(short)) }
    graph.addNode("Add", name: name, inputs: [deep.name, short.name])
    return Value(name: name, shape: deep.shape, isList: deep.isList)
  }

  // MARK: - Parameters and shapes

  private mutating func addParameter(_ name: String, _ reorder: ([Float]) -> [Float] = { $0 }) {
    guard let (parameter, numbers) = values[name] else {
      preconditionFailure("the model has a parameter '\(name)'")
    }
    graph.addNumbers(name, parameter.dimensions, reorder(numbers))
  }

  /// Returns the value as batch x channels x rows x columns.
  private mutating func picture(_ value: Value) -> Value {
    guard value.isList else { return value }
    let name = "\(value.name).picture"
    if reshaped.insert(name).inserted {
      // The dimension 0 keeps the size of the batch.
      graph.addIntegers("\(name).shape", [0, value.shape.channels, 1, 1])
      graph.addNode("Reshape", name: name, inputs: [value.name, "\(name).shape"])
    }
    return Value(name: name, shape: value.shape, isList: false)
  }

  /// Returns the value as batch x features, in the order of this program's memory, channels contiguous.
  private mutating func list(_ value: Value) -> Value {
    guard !value.isList else { return value }
    let name = "\(value.name).list"
    let result = Value(name: name, shape: Shape(features: value.shape.count), isList: true)
    guard reshaped.insert(name).inserted else { return result }
    var from = value.name
    if value.shape.rows * value.shape.columns > 1, value.shape.channels > 1 {
      from = "\(value.name).channels-last"
      graph.addNode(
        "Transpose", name: from, inputs: [value.name], attributes: ["perm": .integers([0, 2, 3, 1])])
    }
    graph.addNode("Flatten", name: name, inputs: [from], attributes: ["axis": .integer(1)])
    return result
  }
}
