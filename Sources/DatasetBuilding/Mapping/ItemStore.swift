/// The items of all photos in the order of the photos, pixels beside records.
public struct ItemStore: Sendable {
  /// The items of one stretch of photos; workers make one after the other.
  package struct Chunk: Sendable {
    package var records: [ItemRecord] = []
    /// The pixels of the records, one item after the other.
    package var pixels: [UInt8] = []
    package var rejects: [Reject] = []

    package init() {}
  }

  /// How many bytes each item has.
  public let itemByteCount: Int
  public let records: [ItemRecord]
  /// The photos that gave no item, in their order.
  public let rejects: [Reject]

  private let chunkPixels: [[UInt8]]
  /// For each item the chunk and the byte where it begins.
  private let places: [(chunk: Int32, start: Int32)]

  package init(_ chunks: [Chunk], itemByteCount: Int) {
    self.itemByteCount = itemByteCount
    var records: [ItemRecord] = []
    records.reserveCapacity(chunks.reduce(0) { $0 + $1.records.count })
    for chunk in chunks { records += chunk.records }
    self.records = records
    rejects = chunks.flatMap(\.rejects)
    chunkPixels = chunks.map(\.pixels)
    places = chunks.enumerated().flatMap { chunk, content in
      content.records.indices.map { (Int32(chunk), Int32($0 * itemByteCount)) }
    }
  }

  public var count: Int { records.count }

  /// The bytes of one item.
  public func pixels(of item: Int) -> ArraySlice<UInt8> {
    let place = places[item]
    return chunkPixels[Int(place.chunk)][Int(place.start)..<(Int(place.start) + itemByteCount)]
  }
}
