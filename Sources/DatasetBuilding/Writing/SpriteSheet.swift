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
    let tileLength = item.width * channels.rawValue
    let lineLength = size.width * channels.rawValue
    var bytes = [UInt8](repeating: 0, count: lineLength * size.height)
    // Unsafe for speed: a sheet has 25,200 lines of tiles, each of which is copied within its tile's place.
    unsafe bytes.withUnsafeMutableBytes { bytes in
      for (row, items) in rows.enumerated() {
        for (column, number) in items.enumerated() {
          unsafe store.pixels(of: number).withUnsafeBytes { tile in
            for line in 0..<item.height {
              let target = (row * item.height + line) * lineLength + column * tileLength
              let source = unsafe UnsafeRawBufferPointer(
                rebasing: tile[(line * tileLength)...].prefix(tileLength))
              unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[target...]).copyMemory(from: source)
            }
          }
        }
      }
    }
    return Image(size: size, channels: channels, samples: .eightBit(bytes))
  }
}
