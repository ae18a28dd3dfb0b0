/// The mean of each channel over all pixels of an image.
final class GlobalAveragePooling: Layer {
  let output: Tensor
  private let inputGradient: Tensor
  private let batchSize: Int
  private let pixelCount: Int
  private let channels: Int

  init(_ input: Shape, batchSize: Int) {
    self.batchSize = batchSize
    pixelCount = input.rows * input.columns
    channels = input.channels
    output = Tensor(count: batchSize * channels)
    inputGradient = Tensor(count: batchSize * input.count)
  }

  func forward(_ input: Tensor, isTraining: Bool) {
    output.setToZero()
    let share = 1 / Float(pixelCount)
    for image in 0..<batchSize {
      let means = unsafe output.pointer.advanced(by: image * channels)
      for pixel in 0..<pixelCount {
        let values = unsafe input.pointer.advanced(by: (image * pixelCount + pixel) * channels)
        for channel in 0..<channels { unsafe means[channel] += values[channel] * share }
      }
    }
  }

  func backward(_ outputGradient: Tensor, wantsInputGradient: Bool) -> Tensor {
    let share = 1 / Float(pixelCount)
    for image in 0..<batchSize {
      let gradients = unsafe outputGradient.pointer.advanced(by: image * channels)
      for pixel in 0..<pixelCount {
        let values = unsafe inputGradient.pointer.advanced(by: (image * pixelCount + pixel) * channels)
        for channel in 0..<channels { unsafe values[channel] = gradients[channel] * share }
      }
    }
    return inputGradient
  }
}
