internal import ImageCore

/// A contact sheet: the first training items of each class, a band of rows a class.
struct SpriteSheet {
  private static let columnCount = 30

  /// - Returns: the sheet as one picture; nil if there is no item.
  static func image(
    _ plan: DatasetPlan, _ store: ItemStore, classCount: Int, item: Size, channels: Image.Channels
  ) -> Image? {
    let rowsPerClass = classCount <= 10 ? 3 : 1
    var rows: [[Int]] = []
    let byLabel = Dictionary(grouping: plan.train + plan.t10k) { store.records[$0].photo.label }
    for label in 0..<classCount {
      let first = (byLabel[label] ?? []).prefix(columnCount * rowsPerClass)
      for start in stride(from: 0, to: first.count, by: columnCount) {
        rows.append(
          Array(
            first[(first.startIndex + start)..<min(first.startIndex + start + columnCount, first.endIndex)]))
      }
    }
    guard let longest = rows.map(\.count).max() else { return nil }
    let size = Size(width: longest * item.width, height: rows.count * item.height)
    let lineLength = item.width * channels.rawValue
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size.pixelCount * channels.rawValue)
    for row in rows {
      let tiles = row.map { store.pixels(of: $0) }
      for line in 0..<item.height {
        for tile in tiles {
          bytes += tile[(tile.startIndex + line * lineLength)..<(tile.startIndex + (line + 1) * lineLength)]
        }
        bytes += repeatElement(0, count: (longest - tiles.count) * lineLength)
      }
    }
    return Image(size: size, channels: channels, samples: .eightBit(bytes))
  }
}
