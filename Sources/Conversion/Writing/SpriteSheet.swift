internal import DatasetFormat
internal import ImageCore

/// A contact sheet of the first images of each class, training images first: three rows of up to 30 images per class,
/// or one row if there are more than ten classes.
struct SpriteSheet {
  private static let columnCount = 30
  /// The most pixels of a sheet: viewers do not open larger ones.
  private static let largestPixelCount = 1 << 27

  /// - Returns: the sheet as one picture; nil if there is no image, or the sheet would be too large to be opened.
  static func image(_ files: PlannedIDXFiles, classCount: Int) -> Image? {
    let (store, size, channels) = (files.store, files.type.size, files.type.channels)
    let rowsPerClass = classCount <= 10 ? 3 : 1
    var rows: [[Int]] = []
    var firstImages = [[Int]](repeating: [], count: classCount)
    for image in files.plan.splits.lazy.flatMap(files.plan.images) {
      let label = store.label(of: image)
      if firstImages[label].count < columnCount * rowsPerClass { firstImages[label].append(image) }
    }
    for first in firstImages {
      for start in stride(from: 0, to: first.count, by: columnCount) {
        rows.append(Array(first[start..<min(start + columnCount, first.count)]))
      }
    }
    guard let longest = rows.map(\.count).max() else { return nil }
    let sheetSize = Size(width: longest * size.width, height: rows.count * size.height)
    guard sheetSize.pixelCount <= largestPixelCount else { return nil }
    let tileLength = size.width * channels.rawValue
    let lineLength = sheetSize.width * channels.rawValue
    var bytes = [UInt8](repeating: 0, count: lineLength * sheetSize.height)
    // Unsafe for speed: a sheet has 25,200 lines of tiles, each of which is copied within the bounds of its tile.
    unsafe bytes.withUnsafeMutableBytes { bytes in
      for (row, examples) in rows.enumerated() {
        for (column, number) in examples.enumerated() {
          unsafe store.pixels(of: number).withUnsafeBytes { tile in
            for line in 0..<size.height {
              let target = (row * size.height + line) * lineLength + column * tileLength
              let source = unsafe UnsafeRawBufferPointer(
                rebasing: tile[(line * tileLength)...].prefix(tileLength))
              unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[target...]).copyMemory(from: source)
            }
          }
        }
      }
    }
    return Image(size: sheetSize, channels: channels, samples: .eightBit(bytes))
  }
}
