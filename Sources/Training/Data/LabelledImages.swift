/// Images with their labels, in the layout of MNIST's IDX files.
public struct LabelledImages: Sendable {
  /// The shape of one image.
  public let shape: Shape
  /// The pixels of one image after the other, row-major, channels interleaved.
  public let images: [UInt8]
  /// The class of each image, below `classCount`.
  public let labels: [UInt8]
  public let classCount: Int

  public var count: Int { labels.count }

  /// The number of images of each class.
  public var classCounts: [Int] {
    labels.reduce(into: [Int](repeating: 0, count: classCount)) { $0[Int($1)] += 1 }
  }

  /// - Throws: `TrainingError` if there are not as many images as labels, or a label is not below `classCount`.
  public init(shape: Shape, images: [UInt8], labels: [UInt8], classCount: Int) throws(TrainingError) {
    guard images.count == labels.count * shape.count else {
      throw TrainingError(
        .invalidData,
        "there are \(images.count / shape.count) images but \(labels.count) labels; run 'fmbuild verify' for details"
      )
    }
    if let label = labels.first(where: { Int($0) >= classCount }) {
      throw TrainingError(
        .invalidData, "label \(label) is none of the \(classCount) classes; run 'fmbuild verify' for details")
    }
    self.shape = shape
    self.images = images
    self.labels = labels
    self.classCount = classCount
  }

  /// Returns the images at these indices, in their order.
  public func subset(_ indices: [Int]) -> LabelledImages {
    var images: [UInt8] = []
    images.reserveCapacity(indices.count * shape.count)
    for index in indices { images += self.images[(index * shape.count)..<((index + 1) * shape.count)] }
    return LabelledImages(unchecked: shape, images, indices.map { labels[$0] }, classCount)
  }

  /// Returns all images mirrored left to right.
  public func mirrored() -> LabelledImages {
    var mirrored: [UInt8] = []
    mirrored.reserveCapacity(images.count)
    let rowLength = shape.columns * shape.channels
    for start in stride(from: 0, to: images.count, by: rowLength) {
      for column in (0..<shape.columns).reversed() {
        let pixel = start + column * shape.channels
        mirrored += images[pixel..<(pixel + shape.channels)]
      }
    }
    return LabelledImages(unchecked: shape, mirrored, labels, classCount)
  }

  private init(unchecked shape: Shape, _ images: [UInt8], _ labels: [UInt8], _ classCount: Int) {
    self.shape = shape
    self.images = images
    self.labels = labels
    self.classCount = classCount
  }
}
