/// The first bytes of an IDX file: the type of the elements, and their number along each dimension.
///
/// In the file, the header is two zero bytes, the element type, the rank, then each dimension as a 32-bit unsigned
/// integer with its most significant byte first. Elements follow in row-major order, the last dimension running
/// fastest, so a file of images has the dimensions [images, rows, columns].
///
/// Rank 0 is allowed and means one element, a scalar, as the empty product is one. Most readers of IDX refuse it.
public struct IDXHeader: Hashable, Sendable {
  public let elementType: IDXElementType

  /// The number of elements along each of 0 to 255 dimensions, each 0...4,294,967,295.
  public let dimensions: [Int]

  /// The number of elements, the product of the dimensions.
  public let elementCount: Int

  /// The largest number of elements along one dimension, for instance of images in a file.
  public static let largestDimension = Int(UInt32.max)

  /// The largest number of dimensions.
  public static let largestRank = Int(UInt8.max)

  /// - Throws: `IDXError` with the code `invalidDimensions` for a rank or a dimension that the file cannot hold,
  ///   `sizeOverflow` if the whole file would be larger than `Int.max` bytes.
  public init(elementType: IDXElementType, dimensions: [Int]) throws(IDXError) {
    guard dimensions.count <= Self.largestRank else {
      throw IDXError(
        .invalidDimensions,
        "\(dimensions.count) dimensions are too many: an IDX header holds at most \(Self.largestRank). "
          + "Join some of them into one.")
    }
    for (index, dimension) in dimensions.enumerated() {
      guard dimension >= 0 else {
        throw IDXError(
          .invalidDimensions,
          "dimension \(index) is \(dimension); a count cannot be negative. Pass 0 or more.")
      }
      guard dimension <= Self.largestDimension else {
        throw IDXError(
          .invalidDimensions,
          "dimension \(index) is \(dimension); an IDX header counts to \(Self.largestDimension) at most. "
            + "Split the data into several files.")
      }
    }
    let count = Self.elementCount(elementType, dimensions)
    guard let count else {
      throw IDXError(
        .sizeOverflow,
        "\(Self.describe(elementType, dimensions)) takes more than \(Int.max) bytes, which no file can hold; "
          + "check the dimensions.")
    }
    self.elementType = elementType
    self.dimensions = dimensions
    elementCount = count
  }

  /// The size of the header in bytes.
  public var byteCount: Int { 4 + 4 * dimensions.count }

  /// The size of all elements together in bytes, without the header.
  public var payloadByteCount: Int { elementCount * elementType.byteCount }

  /// Returns the product of the dimensions; nil if the file, header and elements, would be larger than `Int.max` bytes.
  private static func elementCount(_ elementType: IDXElementType, _ dimensions: [Int]) -> Int? {
    // A dimension of zero makes the product zero, however large the others are.
    if dimensions.contains(0) { return 0 }
    let headerByteCount = 4 + 4 * dimensions.count
    let largest = (Int.max - headerByteCount) / elementType.byteCount
    var count = 1
    for dimension in dimensions {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= largest else { return nil }
      count = product
    }
    return count
  }

  private static func describe(_ elementType: IDXElementType, _ dimensions: [Int]) -> String {
    "\(elementType) [\(dimensions.map { String($0) }.joined(separator: ", "))]"
  }
}

extension IDXHeader: CustomStringConvertible {
  /// The element type and the dimensions: `uint8 [60000, 28, 28]`.
  public var description: String { Self.describe(elementType, dimensions) }
}
