internal import COneDNN

/// Finds nearest neighbours block by block: a block's squared distances are |x|² - 2 x·y + |y|², and the products x·y of a
/// block are one product of matrices.
///
/// Bytes less 128 are as far apart as the bytes, and their products are smaller. The product, in floats, only picks who may be
/// a neighbour, with room for its rounding; distances that decide are sums of integers.
struct NeighbourSearch: Sendable {
  private let training: LabelledImages
  private let images: LabelledImages
  private let neighbourCount: Int
  /// |y|² / 2 of each training image.
  private let halfSquares: [Float]
  /// How much less x·y - |y|²/2 may seem than it is, doubled for two such numbers to be compared.
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
    // A sum of n products, rounded in any order, is wrong by no more than n u / (1 - n u) times the sum of their sizes, u being
    // 2^-24 (Higham 2002, Accuracy and Stability of Numerical Algorithms, section 3.1); the sizes are 128² at most. Four
    // roundings more turn it into what is compared.
    let terms = Double(length)
    let relativeError = (terms + 4) * 0x1p-24 / (1 - (terms + 4) * 0x1p-24)
    margin = Float(2 * relativeError * 1.5 * terms * 128 * 128 + 1)
  }

  /// Images to search for at a time.
  var pieces: [Range<Int>] {
    stride(from: 0, to: images.count, by: Self.pieceLength).map {
      $0..<min($0 + Self.pieceLength, images.count)
    }
  }

  /// The neighbours of each of some images, nearest first.
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
      let items = start..<min(start + Self.blockLength, training.count)
      Self.fill(block, with: training, items)
      unsafe COneDNNMultiply(
        queries.pointer, 0, block.pointer, 1, Int64(piece.count), Int64(items.count), Int64(length), 0,
        products.pointer)
      for query in 0..<piece.count {
        pick(items, halfSquares, products, query * items.count, &nearest[query])
      }
    }
    return nearest.map(\.neighbours)
  }

  /// Puts those of a block that are near enough into the list of an image.
  private func pick(
    _ items: Range<Int>, _ halfSquares: Span<Float>, _ products: Tensor, _ offset: Int,
    _ list: inout NearestList
  ) {
    let row = unsafe products.pointer.advanced(by: offset)
    var place = 0
    while place < items.count {
      // Whole groups in which nobody is near enough are passed over: nearly all are.
      let end = min(place + 32, items.count)
      var largest = -Float.infinity
      for index in place..<end {
        let nearness = unsafe row[index] - halfSquares[items.lowerBound + index]
        largest = nearness > largest ? nearness : largest
      }
      if largest >= list.limit {
        for index in place..<end {
          let item = items.lowerBound + index
          if unsafe row[index] - halfSquares[item] >= list.limit { insert(item, into: &list) }
        }
      }
      place = end
    }
  }

  private func insert(_ item: Int, into list: inout NearestList) {
    let length = training.shape.count
    let first = images.images.span.extracting((list.query * length)..<((list.query + 1) * length))
    let second = training.images.span.extracting((item * length)..<((item + 1) * length))
    list.insert(item, squaredDistance: Self.squaredDistance(first, second))
    guard let farthest = list.farthest else { return }
    // d² < farthest where x·y - |y|²/2 > (|x|² - farthest) / 2.
    list.limit = Float(Self.squares(first) - farthest) / 2 - margin
  }

  private static func fill(_ tensor: Tensor, with images: LabelledImages, _ items: Range<Int>) {
    let length = images.shape.count
    let bytes = images.images.span.extracting((items.lowerBound * length)..<(items.upperBound * length))
    let to = unsafe tensor.pointer
    for index in 0..<bytes.count { unsafe to[index] = Float(Int32(bytes[index]) - 128) }
  }

  /// Of the bytes less 128.
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

/// The nearest training images found so far for one image.
private struct NearestList {
  let query: Int
  private(set) var neighbours: [NearestNeighbours.Neighbour] = []
  /// Whose x·y - |y|²/2 is below it is not nearer.
  var limit = -Float.infinity
  private let count: Int

  init(count: Int, query: Int) {
    self.count = count
    self.query = query
    neighbours.reserveCapacity(count + 1)
  }

  /// The largest squared distance, once the list is full.
  var farthest: Int? { neighbours.count == count ? neighbours.last?.squaredDistance : nil }

  /// To be called in the order of the training images: one as far away as another stands behind it.
  mutating func insert(_ item: Int, squaredDistance: Int) {
    if let farthest, squaredDistance >= farthest { return }
    var place = neighbours.count
    while place > 0, neighbours[place - 1].squaredDistance > squaredDistance { place -= 1 }
    neighbours.insert(.init(index: item, squaredDistance: squaredDistance), at: place)
    if neighbours.count > count { neighbours.removeLast() }
  }
}
