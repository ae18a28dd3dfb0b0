/// Writes images to the input of a network, normalised and optionally augmented.
struct BatchWriter: Sendable {
  private let shape: Shape
  /// The normalised value of each byte, 256 numbers.
  private let table: [Float]

  init(_ shape: Shape, _ normalisation: Normalisation) {
    self.shape = shape
    table = normalisation.table
  }

  /// Writes an image to a position of the batch.
  func write(_ index: Int, of images: LabelledImages, to place: Int, of input: Tensor) {
    let to = unsafe input.pointer.advanced(by: place * shape.count)
    let bytes = images.images.span.extracting((index * shape.count)..<((index + 1) * shape.count))
    let numbers = table.span
    for position in 0..<bytes.count { unsafe to[position] = numbers[Int(bytes[position])] }
  }

  /// Writes an image to a position of the batch, shifted, mirrored and partly erased.
  func write(
    _ index: Int, of images: LabelledImages, to place: Int, of input: Tensor, _ change: Augmentation.Change
  ) {
    let to = unsafe input.pointer.advanced(by: place * shape.count)
    let bytes = images.images.span.extracting((index * shape.count)..<((index + 1) * shape.count))
    let numbers = table.span
    let (rows, columns, channels) = (shape.rows, shape.columns, shape.channels)
    for row in 0..<rows {
      let fromRow = row - change.down
      for column in 0..<columns {
        let moved = column - change.right
        let fromColumn = change.isMirrored ? columns - 1 - moved : moved
        let isInside = fromRow >= 0 && fromRow < rows && moved >= 0 && moved < columns
        let isErased = change.erased.map { $0.rows.contains(row) && $0.columns.contains(column) } ?? false
        let position = (row * columns + column) * channels
        for channel in 0..<channels {
          let byte = isInside && !isErased ? bytes[(fromRow * columns + fromColumn) * channels + channel] : 0
          unsafe to[position + channel] = numbers[Int(byte)]
        }
      }
    }
  }
}
