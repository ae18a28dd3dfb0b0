/// Creates layers from their descriptions.
struct LayerFactory {
  let input: Shape
  let batchSize: Int
  /// The layer's name in the parameter layout, such as `3.convolution`.
  let name: String
  let memory: LayerMemory

  /// - Parameter fusesReLU: whether a batch normalisation computes the ReLU that follows it as well.
  /// - Throws: `TrainingError` if the layer does not fit its input, or oneDNN cannot make it.
  func layer(_ description: LayerDescription, fusesReLU: Bool) throws(TrainingError) -> any Layer {
    let output = try description.output(of: input)
    switch description {
    case .convolution(_, let kernelSize, let stride, let padding, _):
      return try Convolution(
        input, output, batchSize: batchSize, kernelSize: kernelSize, stride: stride, padding: padding,
        precision: memory.precision, parameters: parts(of: memory.parameters),
        gradients: parts(of: memory.gradients))
    case .batchNormalisation:
      return try BatchNormalisation(
        input, batchSize: batchSize, fusesReLU: fusesReLU, parameters: parts(of: memory.parameters),
        gradients: parts(of: memory.gradients), statistics: parts(of: memory.statistics, areStatistics: true),
        batchStatistics: parts(of: memory.batchStatistics, areStatistics: true))
    case .relu: return ReLU(input, batchSize: batchSize)
    case .maximumPooling(let size):
      return try Pooling(input, output, batchSize: batchSize, size: size, .maximum)
    case .averagePooling(let size):
      return try Pooling(input, output, batchSize: batchSize, size: size, .average)
    case .globalAveragePooling: return GlobalAveragePooling(input, batchSize: batchSize)
    case .dense(let units):
      return Dense(
        input, units: units, batchSize: batchSize, parameters: parts(of: memory.parameters),
        gradients: parts(of: memory.gradients))
    case .dropout(let rate): return Dropout(input, batchSize: batchSize, rate: rate, memory: memory)
    case .residual(let layers):
      let sequence = try LayerSequence(
        layers, input: input, batchSize: batchSize, prefix: name + ".", memory: memory)
      let own = parts(of: memory.parameters)
      let stride = try description.shortcutStride(from: input, to: output)
      let shortcut =
        own.isEmpty
        ? nil
        : try Convolution(
          input, output, batchSize: batchSize, kernelSize: 1, stride: stride, padding: 0,
          precision: memory.precision, parameters: own, gradients: parts(of: memory.gradients))
      return Residual(input, output, batchSize: batchSize, layers: sequence, shortcut: shortcut)
    }
  }

  /// Returns the parameters, or the statistics, of the layer itself, in the order of the layout.
  private func parts(of tensor: Tensor, areStatistics: Bool = false) -> [Tensor] {
    memory.layout.parameters.filter { parameter in
      guard parameter.isStatistic == areStatistics, parameter.name.hasPrefix(name + ".") else { return false }
      // The names of layers inside a residual layer continue with a number.
      return parameter.name.dropFirst(name.count + 1).first?.isNumber == false
    }.map { tensor[$0.range] }
  }
}
