internal import COneDNN

/// Finds nearest neighbours in blocks of images: the squared distances of a block are |x|² - 2 x·y + |y|², and its
/// products x·y are one product of matrices.
///
/// All bytes are reduced by 128, which keeps their distances and makes the products smaller. The product, in floats,
/// only selects candidates, with a margin for its rounding; the distances that decide are sums of integers.
struct NeighbourSearch: Sendable {
  private let training: LabelledImages
  private let images: LabelledImages
  private let neighbourCount: Int
  /// The number |y|² / 2 of each training image.
  private let halfSquares: [Float]
  /// The most by which rounding may lower x·y - |y|²/2, doubled because two such numbers are compared.
  private let margin: Float

  private static let pieceLength = 512
  private static let blockLength = 512

  init(_ training: LabelledImages, _ images: LabelledImages, neighbourCount: Int) {
    self.training = training
    self.images = images
    self.neighbourCount = neighbourCount
    let length = training.shape.count
    halfSquares = (0..<training.count).map { index in
      Float(Self.squares(training.images.span.extracting((index * length)..<((index + 1) * length)))) / 2
    }
    // The error of a sum of n products, added in any order, is at most n u / (1 - n u) times the sum of their absolute
    // values, where u is 2^-24 (Higham 2002, Accuracy and Stability of Numerical Algorithms, section 3.1). Here the
    // absolute values are at most 128². Four more roundings turn the sum into the number that is compared.
    let terms = Double(length)
    let relativeError = (terms + 4) * 0x1p-24 / (1 - (terms + 4) * 0x1p-24)
    margin = Float(2 * relativeError * 1.5 * terms * 128 * 128 + 1)
  }

  /// The ranges of images that are searched as one task each.
  var pieces: [Range<Int>] {
    stride(from: 0, to: images.count, by: Self.pieceLength).map {
      $0..<min($0 + Self.pieceLength, images.count)
    }
  }

  /// Returns the neighbours of each image of a piece, nearest first.
  func neighbours(of piece: Range<Int>) throws -> [[NearestNeighbours.Neighbour]] {
    COneDNNUseOneThread()
    let length = training.shape.count
    let queries = Tensor(count: piece.count * length)
    Self.fill(queries, with: images, piece)
    let halfSquares = halfSquares.span
    let block = Tensor(count: Self.blockLength * length)
    let products = Tensor(count: piece.count * Self.blockLength)
    var nearest = piece.map { NearestList(count: neighbourCount, query: $0) }
    for start in stride(from: 0, to: training.count, by: Self.blockLength) {
      try Task.checkCancellation()
      let range = start..<min(start + Self.blockLength, training.count)
      Self.fill(block, with: training, range)
      try MatrixProduct(
        rows: piece.count, columns: range.count, inner: length, isRightTransposed: true
      ).compute(queries, block, into: products)
      for query in 0..<piece.count {
        pick(range, halfSquares, products, query * range.count, &nearest[query])
      }
    }
    return nearest.map(\.neighbours)
  }

  /// Adds the training images of a block that are near enough to the list of an image.
  private func pick(
    _ range: Range<Int>, _ halfSquares: Span<Float>, _ products: Tensor, _ offset: Int,
    _ list: inout NearestList
  ) {
    let row = unsafe products.pointer.advanced(by: offset)
    var place = 0
    while place < range.count {
      // Most groups have no image that is near enough, and are skipped as a whole.
      let end = min(place + 32, range.count)
      var largest = -Float.infinity
      for index in place..<end {
        let nearness = unsafe row[index] - halfSquares[range.lowerBound + index]
        largest = nearness > largest ? nearness : largest
      }
      if largest >= list.limit {
        for index in place..<end {
          let image = range.lowerBound + index
          if unsafe row[index] - halfSquares[image] >= list.limit { insert(image, into: &list) }
        }
      }
      place = end
    }
  }

  private func insert(_ image: Int, into list: inout NearestList) {
    let length = training.shape.count
    let first = images.images.span.extracting((list.query * length)..<((list.query + 1) * length))
    let second = training.images.span.extracting((image * length)..<((image + 1) * length))
    list.insert(image, squaredDistance: Self.squaredDistance(first, second))
    guard let farthest = list.farthest else { return }
    // The squared distance is below the farthest one where x·y - |y|²/2 > (|x|² - farthest) / 2.
    list.limit = Float(Self.squares(first) - farthest) / 2 - margin
  }

  private static func fill(_ tensor: Tensor, with images: LabelledImages, _ range: Range<Int>) {
    let length = images.shape.count
    let bytes = images.images.span.extracting((range.lowerBound * length)..<(range.upperBound * length))
    let to = unsafe tensor.pointer
    for index in 0..<bytes.count { unsafe to[index] = Float(Int32(bytes[index]) - 128) }
  }

  /// Returns the sum of the squares of the bytes, each reduced by 128.
  private static func squares(_ bytes: Span<UInt8>) -> Int {
    var sum = 0
    for index in 0..<bytes.count {
      let value = Int(bytes[index]) - 128
      sum += value * value
    }
    return sum
  }

  private static func squaredDistance(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Int {
    var sum = 0
    for index in 0..<first.count {
      let difference = Int(first[index]) - Int(second[index])
      sum += difference * difference
    }
    return sum
  }
}

/// The nearest training images found for one image.
private struct NearestList {
  let query: Int
  private(set) var neighbours: [NearestNeighbours.Neighbour] = []
  /// The limit on x·y - |y|²/2: training images below it are not nearer than those in the list.
  var limit = -Float.infinity
  private let count: Int

  init(count: Int, query: Int) {
    self.count = count
    self.query = query
    neighbours.reserveCapacity(count + 1)
  }

  /// The largest squared distance in the list; nil until the list is full.
  var farthest: Int? { neighbours.count == count ? neighbours.last?.squaredDistance : nil }

  /// Inserts a training image if it is near enough, after those that are equally distant.
  ///
  /// The calls must be in the order of the training images.
  mutating func insert(_ image: Int, squaredDistance: Int) {
    if let farthest, squaredDistance >= farthest { return }
    var place = neighbours.count
    while place > 0, neighbours[place - 1].squaredDistance > squaredDistance { place -= 1 }
    neighbours.insert(.init(index: image, squaredDistance: squaredDistance), at: place)
    if neighbours.count > count { neighbours.removeLast() }
  }
}
