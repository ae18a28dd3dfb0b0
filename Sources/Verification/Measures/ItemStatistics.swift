package import DatasetReading
package import ImageCore

/// What one look at the pixels of an item tells. Levels are those of `DatasetPart.levels`: 0 is ground.
package struct ItemStatistics: Sendable, Hashable {
  /// Above this level a pixel is content: published images have faint ones of 1 and 2, left by the photo's ground,
  /// and blurred edges.
  package static let contentLevel: UInt8 = 16
  /// Above this level a pixel is strong.
  package static let strongLevel: UInt8 = 32

  package let minimum: UInt8
  package let maximum: UInt8
  /// Of all pixels, in levels.
  package let meanLevel: Double
  /// Of the pixels that are content, in levels; 0 if there are none.
  package let meanContentLevel: Double
  /// Pixels that are strong.
  package let strongCount: Int
  /// Whether fewer pixels are strong than any product has: dust.
  package let isSpeck: Bool
  /// The smallest box around all content; nil if there is none.
  package let box: Box?
  /// The smallest box around all that is not 0; nil of a blank item.
  package let faintBox: Box?
  /// Of the levels, in pixels from the left edge and from the top edge; the middle of an item that is all 0.
  package let massX: Double
  package let massY: Double
  /// Of the outermost line of pixels all around, in levels.
  package let borderMeanLevel: Double
  /// Strong pixels of each border line as a share of the line, 0...1.
  package let contact: Borders
  /// Whether the item is a picture with a ground that is not plain; see `hasClutteredGround(_:)`.
  package let hasClutteredGround: Bool
  /// Whether the lines around all that is not 0 are strong enough for a ground that was left standing.
  package let isFramed: Bool

  /// Columns and rows counted from 0, both ends included.
  package struct Box: Sendable, Hashable {
    package var left: Int
    package var top: Int
    package var right: Int
    package var bottom: Int

    package init(left: Int, top: Int, right: Int, bottom: Int) {
      self.left = left
      self.top = top
      self.right = right
      self.bottom = bottom
    }

    package var width: Int { right - left + 1 }
    package var height: Int { bottom - top + 1 }
    package var longestSide: Int { max(width, height) }
  }

  package struct Borders: Sendable, Hashable {
    package let left: Double
    package let top: Double
    package let right: Double
    package let bottom: Double

    package var all: [Double] { [left, top, right, bottom] }
  }

  /// - Parameters:
  ///   - levels: one byte a pixel, row-major.
  ///   - size: at least one pixel wide and high; as many pixels as there are levels.
  package init(_ levels: Span<UInt8>, _ size: Size) {
    let (width, height) = (size.width, size.height)
    var (minimum, maximum) = (UInt8.max, UInt8.min)
    var (sum, momentX, momentY) = (0, 0, 0)
    var (contentSum, contentCount, strongCount) = (0, 0, 0)
    for y in 0..<height {
      let row = levels.extracting((y * width)..<((y + 1) * width))
      var (rowSum, rowMoment) = (0, 0)
      for x in 0..<width {
        let level = row[x]
        minimum = min(minimum, level)
        maximum = max(maximum, level)
        rowSum += Int(level)
        rowMoment += Int(level) * x
        contentCount += level > Self.contentLevel ? 1 : 0
        contentSum += level > Self.contentLevel ? Int(level) : 0
        strongCount += level > Self.strongLevel ? 1 : 0
      }
      sum += rowSum
      momentX += rowMoment
      momentY += rowSum * y
    }
    self.minimum = minimum
    self.maximum = maximum
    meanLevel = Double(sum) / Double(levels.count)
    meanContentLevel = contentCount == 0 ? 0 : Double(contentSum) / Double(contentCount)
    self.strongCount = strongCount
    isSpeck = 50 * strongCount < levels.count
    massX = sum == 0 ? Double(width) / 2 : Double(momentX) / Double(sum) + 0.5
    massY = sum == 0 ? Double(height) / 2 : Double(momentY) / Double(sum) + 0.5
    let plane = LevelPlane(levels, size)
    box = plane.box(above: Self.contentLevel)
    faintBox = plane.box(above: 0)
    let whole = Box(left: 0, top: 0, right: width - 1, bottom: height - 1)
    let border = plane.ring(whole)
    borderMeanLevel = Double(border.reduce(0) { $0 + Int($1) }) / Double(border.count)
    contact = plane.contact(above: Self.strongLevel)
    (isFramed, hasClutteredGround) = plane.ground(in: faintBox)
  }

  /// All pixels are equal: there is nothing to see.
  package var isBlank: Bool { minimum == maximum }

  /// The outermost pixels are bright, and brighter than the rest: ground and product have changed places.
  package var isInverted: Bool { !isBlank && borderMeanLevel > 127.5 && borderMeanLevel >= meanLevel }

  /// Ground, product and frame can be told apart, so that it makes sense to ask where the product is.
  package var isPlain: Bool { !isBlank && !isSpeck && !isInverted && !hasClutteredGround }
}

extension ItemStatistics {
  /// Those of every item of a split.
  package static func all(of part: DatasetPart) async throws -> [ItemStatistics] {
    guard part.pixelCount > 0 else { return [] }
    return try await Parallel.map(part.count, pieceLength: 1000) { items in
      let levels = part.levels.span
      return items.map { item in
        ItemStatistics(
          levels.extracting((item * part.pixelCount)..<((item + 1) * part.pixelCount)), part.size)
      }
    }.flatMap { $0 }
  }
}
