extension LayerDescription {
  /// By how many pixels the convolution of 1x1 moves that brings what goes into residual steps to the shape of what
  /// comes out; 1 if the shapes are equal, when there is no such convolution.
  ///
  /// - Throws: `TrainingError` if no stride brings one to the other.
  func shortcutStride(from input: Shape, to output: Shape) throws(TrainingError) -> Int {
    // The smallest that leaves no more rows and columns than come out; a larger one may leave fewer.
    let stride = max(
      (input.rows + output.rows - 1) / output.rows, (input.columns + output.columns - 1) / output.columns)
    guard (input.rows - 1) / stride + 1 == output.rows, (input.columns - 1) / stride + 1 == output.columns
    else {
      throw TrainingError(
        .invalidModel,
        "\(name): its steps give \(output), to which no stride brings the \(input) that goes in, so they cannot be added; change strides or paddings"
      )
    }
    return stride
  }
}
