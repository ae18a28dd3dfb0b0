internal import ImageCore

/// What one pass over the pixels of an item tells. Levels are those of `DatasetPart.levels`: 0 is ground.
package struct ItemStatistics: Sendable, Hashable {
  /// Pixels of this level or more are content: published images have faint ones of 1 and 2, left by the photo's
  /// ground, and blurred edges.
  package static let contentLevel: UInt8 = 32

  package let minimum: UInt8
  package let maximum: UInt8
  /// Of all pixels, in levels.
  package let meanLevel: Double
  /// Pixels that are content.
  package let contentCount: Int
  /// Of the pixels that are content, in levels; 0 if there are none.
  package let meanContentLevel: Double
  /// The smallest box around all content, columns and rows counted from 0, both ends included; nil if there is none.
  package let box: Box?
  /// Of the levels, in pixels from the upper left corner of the upper left pixel; the middle of a blank item.
  package var centreOfMass: (x: Double, y: Double) { (massX, massY) }
  private let massX: Double
  private let massY: Double

  package struct Box: Sendable, Hashable {
    package let left: Int
    package let top: Int
    package let right: Int
    package let bottom: Int

    package var width: Int { right - left + 1 }
    package var height: Int { bottom - top + 1 }
  }

  /// - Parameters:
  ///   - levels: one byte a pixel, row-major.
  ///   - width: pixels in a row; `levels` holds whole rows, at least one.
  package init(_ levels: Span<UInt8>, width: Int) {
    let height = levels.count / width
    var minimum = UInt8.max
    var maximum = UInt8.min
    var (sum, contentSum, contentCount) = (0, 0, 0)
    var (momentX, momentY) = (0, 0)
    var (left, right, top, bottom) = (width, -1, height, -1)
    for y in 0..<height {
      let row = levels.extracting((y * width)..<((y + 1) * width))
      var (rowSum, rowMoment, rowContentCount, rowContentSum) = (0, 0, 0, 0)
      for x in 0..<width {
        let level = row[x]
        minimum = min(minimum, level)
        maximum = max(maximum, level)
        rowSum += Int(level)
        rowMoment += Int(level) * x
        let isContent = level >= Self.contentLevel
        rowContentCount += isContent ? 1 : 0
        rowContentSum += isContent ? Int(level) : 0
      }
      sum += rowSum
      momentX += rowMoment
      momentY += rowSum * y
      guard rowContentCount > 0 else { continue }
      contentCount += rowContentCount
      contentSum += rowContentSum
      top = min(top, y)
      bottom = y
      if let first = (0..<left).first(where: { row[$0] >= Self.contentLevel }) { left = first }
      if let last = ((right + 1)..<width).last(where: { row[$0] >= Self.contentLevel }) { right = last }
    }
    self.minimum = minimum
    self.maximum = maximum
    meanLevel = Double(sum) / Double(levels.count)
    self.contentCount = contentCount
    meanContentLevel = contentCount == 0 ? 0 : Double(contentSum) / Double(contentCount)
    box = contentCount == 0 ? nil : Box(left: left, top: top, right: right, bottom: bottom)
    massX = sum == 0 ? Double(width) / 2 : Double(momentX) / Double(sum) + 0.5
    massY = sum == 0 ? Double(height) / 2 : Double(momentY) / Double(sum) + 0.5
  }
}

extension ItemStatistics {
  /// Those of every item of a split.
  package static func all(of part: DatasetPart) async throws -> [ItemStatistics] {
    guard part.pixelCount > 0 else { return [] }
    return try await Parallel.map(part.count, pieceLength: 1000) { items in
      let levels = part.levels.span
      return items.map { item in
        ItemStatistics(
          levels.extracting((item * part.pixelCount)..<((item + 1) * part.pixelCount)), width: part.size.width
        )
      }
    }.flatMap { $0 }
  }
}
