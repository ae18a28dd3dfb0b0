package import DatasetFormat
package import ImageCore
internal import Processors
internal import Wording

/// Measurements of one image. The levels are those of `SplitData.levels`, 0...255, where 0 is background.
package struct ImageStatistics: Sendable, Hashable {
  /// The level above which a pixel is content. Published images have fainter pixels of levels 1 and 2, left by the
  /// photo's background, and blurred edges.
  package static let contentLevel: UInt8 = 16
  /// The level above which a pixel is strong.
  package static let strongLevel: UInt8 = 32

  package let minimum: UInt8
  package let maximum: UInt8
  /// The mean level of all pixels.
  package let meanLevel: Double
  /// The mean level of the content pixels; 0 if there are none.
  package let meanContentLevel: Double
  /// The number of strong pixels.
  package let strongCount: Int
  /// Whether less than 2% of the pixels are strong, as in images of dust.
  package let isSpeck: Bool
  /// The smallest box around all content pixels; nil if there are none.
  package let box: Box?
  /// The smallest box around all pixels above level 0; nil if all levels are 0.
  package let faintBox: Box?
  /// The horizontal centre of mass of the levels, in pixels from the left edge; the middle of the frame if all levels
  /// are 0. `massY` is the vertical one, in pixels from the top edge.
  package let massX: Double
  package let massY: Double
  /// The mean level of the frame's outermost pixels.
  package let borderMeanLevel: Double
  /// The share of strong pixels in each of the frame's border lines, 0...1.
  package let contact: Borders
  /// Whether the image shows a background that is not plain; `LevelPlane.background(in:)` describes the rule.
  package let hasClutteredBackground: Bool
  /// Whether bars, a card or another plain surface stands around the product; `LevelPlane.residue(in:)` describes the
  /// rule.
  package let hasResidue: Bool
  /// The smallest box around the pixels above half of the brightest, without bars at the borders of `faintBox`: the
  /// brightest is that of all but the two outermost lines, and these count only where the bright pixels reach them; nil
  /// if the image is too small or too dark to measure it.
  package let brightBox: Box?
  /// Whether the border of `faintBox` is bright enough for a background that remained after trimming.
  package let isFramed: Bool

  /// A box of pixels by its first and last columns and rows, counted from 0.
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
  ///   - levels: the levels, one byte per pixel, row-major.
  ///   - size: the size of the image: at least 1x1, and as many pixels as there are levels.
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
    (isFramed, hasClutteredBackground) = plane.background(in: faintBox)
    (hasResidue, brightBox) = plane.residue(in: faintBox)
  }

  /// Whether all pixels have the same level.
  package var isBlank: Bool { minimum == maximum }

  /// Whether background and product are exchanged: the outermost pixels have a mean level above 127.5, not below that
  /// of all pixels.
  package var isInverted: Bool { !isBlank && borderMeanLevel > 127.5 && borderMeanLevel >= meanLevel }

  /// Whether background, product and frame can be distinguished, so that the product's place can be measured.
  package var isPlain: Bool {
    !isBlank && !isSpeck && !isInverted && !hasClutteredBackground && !hasResidue
  }

  /// The longest side of `box`, and that of `brightBox` if it is shorter by more than 15%, as text; nil if there is no
  /// content.
  package var sideText: String? {
    guard let box else { return nil }
    let side = "\(counted(box.longestSide, "pixel")) above level \(Self.contentLevel)"
    guard let brightBox, 100 * brightBox.longestSide < 85 * box.longestSide else { return side }
    return side + ", \(brightBox.longestSide) above half of its brightest"
  }
}

extension ImageStatistics {
  /// Returns the statistics of every image of a split, in the order of the images.
  package static func all(of part: SplitData) async throws -> [ImageStatistics] {
    guard part.pixelCount > 0 else { return [] }
    var statistics: [ImageStatistics] = []
    statistics.reserveCapacity(part.count)
    let pieceLength = 1000
    try await Parallel.inOrder((part.count + pieceLength - 1) / pieceLength) { piece in
      let levels = part.levels.span
      return ((piece * pieceLength)..<min((piece + 1) * pieceLength, part.count)).map { example in
        ImageStatistics(
          levels.extracting((example * part.pixelCount)..<((example + 1) * part.pixelCount)), part.size)
      }
    } consume: { _, piece in
      statistics += piece
    }
    return statistics
  }
}
