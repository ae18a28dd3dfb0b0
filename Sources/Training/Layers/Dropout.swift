/// Dropout (Srivastava and others 2014, Journal of Machine Learning Research 15, 1929-1958): in training, a random
/// share of the numbers becomes 0, and the others are scaled up to keep the expected sum.
final class Dropout: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  /// The factor of each number: 0 if it was dropped, otherwise 1 / (1 - rate).
  private let factors: Tensor
  private let rate: Double
  private let memory: LayerMemory

  init(_ shape: Shape, batchSize: Int, rate: Double, memory: LayerMemory) {
    self.rate = rate
    self.memory = memory
    output = Tensor(count: batchSize * shape.count)
    inputGradient = Tensor(count: batchSize * shape.count)
    factors = Tensor(count: batchSize * shape.count)
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    let (from, to, factors) = unsafe (input.pointer, output.pointer, self.factors.pointer)
    guard isTraining else {
      unsafe to.update(from: from, count: output.count)
      return
    }
    let kept = Float(1 / (1 - rate))
    for index in 0..<output.count {
      unsafe factors[index] = memory.random.unitInterval() < rate ? 0 : kept
      unsafe to[index] = from[index] * factors[index]
    }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    let (gradients, factors, to) = unsafe (
      outputGradient.pointer, self.factors.pointer, inputGradient.pointer
    )
    for index in 0..<output.count { unsafe to[index] = gradients[index] * factors[index] }
    return inputGradient
  }
}
