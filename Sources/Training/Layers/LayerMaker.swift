/// Makes the layer of a description.
struct LayerMaker {
  let input: Shape
  let batchSize: Int
  /// Of the step, as in the layout.
  let name: String
  let memory: LayerMemory

  func layer(_ description: LayerDescription, isRectified: Bool) throws(TrainingError) -> any Layer {
    let output = try description.output(of: input)
    switch description {
    case .convolution(_, let side, let stride, let padding, _):
      return try Convolution(
        input, output, batchSize: batchSize, side: side, stride: stride, padding: padding,
        parameters: parts(of: memory.parameters), gradients: parts(of: memory.gradients))
    case .batchNormalisation:
      return try BatchNormalisation(
        input, batchSize: batchSize, isRectified: isRectified, parameters: parts(of: memory.parameters),
        gradients: parts(of: memory.gradients), statistics: parts(of: memory.statistics, areStatistics: true),
        batchStatistics: parts(of: memory.batchStatistics, areStatistics: true))
    case .rectifier: return Rectifier(input, batchSize: batchSize)
    case .maximumPooling(let side):
      return try Pooling(input, output, batchSize: batchSize, side: side, .maximum)
    case .averagePooling(let side):
      return try Pooling(input, output, batchSize: batchSize, side: side, .average)
    case .globalAveragePooling: return GlobalAveragePooling(input, batchSize: batchSize)
    case .dense(let units):
      return Dense(
        input, units: units, batchSize: batchSize, parameters: parts(of: memory.parameters),
        gradients: parts(of: memory.gradients))
    case .dropout(let rate): return Dropout(input, batchSize: batchSize, rate: rate, memory: memory)
    case .residual(let steps):
      let sequence = try LayerSequence(
        steps, input: input, batchSize: batchSize, prefix: name + ".", memory: memory)
      let own = parts(of: memory.parameters)
      let stride = try description.shortcutStride(from: input, to: output)
      let shortcut =
        own.isEmpty
        ? nil
        : try Convolution(
          input, output, batchSize: batchSize, side: 1, stride: stride, padding: 0, parameters: own,
          gradients: parts(of: memory.gradients))
      return Residual(input, output, batchSize: batchSize, steps: sequence, shortcut: shortcut)
    }
  }

  /// The step's own parameters, or statistics, in the order of the layout.
  private func parts(of tensor: Tensor, areStatistics: Bool = false) -> [Tensor] {
    memory.layout.parameters.filter { parameter in
      guard parameter.isStatistic == areStatistics, parameter.name.hasPrefix(name + ".") else { return false }
      // Those of steps inside have a number next.
      return parameter.name.dropFirst(name.count + 1).first?.isNumber == false
    }.map { tensor[$0.range] }
  }
}
