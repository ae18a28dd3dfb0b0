internal import ImageCore

extension LevelPlane {
  /// Returns whether something plain stands around the product, and the box around the brightest of what is inside.
  ///
  /// The bars of a letterbox, the card or the grey surface on which a product lies stop the stage `trim`, because it
  /// compares with the corners: the product stays small, in the middle of a rectangle. Such a rectangle has a full line
  /// at one of its borders at least, as its edge or because it is filled; behind the first one or two lines, at three
  /// borders or four, further lines have one low level; and what is brighter than half of the brightest takes less than
  /// 85% of the longest side. In the 70,000 images of Fashion-MNIST that holds for 5.
  ///
  /// - Parameter box: the box around all pixels above level 0.
  func residue(in box: ImageStatistics.Box?) -> (isFound: Bool, brightBox: ImageStatistics.Box?) {
    guard let box, min(box.width, box.height) >= 7 else { return (false, nil) }
    let inside = ImageStatistics.Box(
      left: box.left + 2, top: box.top + 2, right: box.right - 2, bottom: box.bottom - 2)
    let highest = highestLevel(in: inside)
    guard highest > ImageStatistics.strongLevel, let inner = self.box(above: highest / 2, in: inside)
    else { return (false, nil) }
    // What is bright may go on in the outermost lines.
    let brightBox = self.box(
      above: highest / 2,
      in: ImageStatistics.Box(
        left: inner.left == inside.left ? box.left : inner.left,
        top: inner.top == inside.top ? box.top : inner.top,
        right: inner.right == inside.right ? box.right : inner.right,
        bottom: inner.bottom == inside.bottom ? box.bottom : inner.bottom))
    guard 100 * inner.longestSide < 85 * inside.longestSide else { return (false, brightBox) }
    let borders = Border.allCases.map { border in
      (0..<(2 + plainLineCount)).map { levels(of: border, line: $0, in: box) }
    }
    let isBordered = borders.contains { lines in
      lines.prefix(2).contains { line in 100 * line.count(where: { $0 > 0 }) >= 85 * line.count }
    }
    let plainCount = borders.count { lines in
      [1, 2].contains { Self.isPlain(lines[$0..<($0 + plainLineCount)], below: highest / 2) }
    }
    return (isBordered && plainCount >= 3, brightBox)
  }

  /// The number of plain lines that are looked for at a border: 2 at 28 pixels, more in larger images.
  private var plainLineCount: Int { max(2, (max(size.width, size.height) + 7) / 14) }

  private enum Border: CaseIterable {
    case left
    case top
    case right
    case bottom
  }

  /// Returns the levels of a line of a box, counted from a border inwards; empty beyond the opposite border.
  private func levels(of border: Border, line: Int, in box: ImageStatistics.Box) -> [UInt8] {
    func row(_ y: Int) -> [UInt8] { (box.left...box.right).map { levels[y * size.width + $0] } }
    func column(_ x: Int) -> [UInt8] { (box.top...box.bottom).map { levels[$0 * size.width + x] } }
    switch border {
    case .left: return line < box.width ? column(box.left + line) : []
    case .right: return line < box.width ? column(box.right - line) : []
    case .top: return line < box.height ? row(box.top + line) : []
    case .bottom: return line < box.height ? row(box.bottom - line) : []
    }
  }

  /// The largest difference of levels on a plain surface.
  private static let tolerance = 10.0

  /// Whether lines have one level: 85% of each line are near its median, the medians are near that of the first line
  /// and below a limit.
  private static func isPlain(_ lines: ArraySlice<[UInt8]>, below limit: UInt8) -> Bool {
    guard let first = lines.first, !first.isEmpty else { return false }
    let level = median(first)
    return lines.allSatisfy { line in
      guard !line.isEmpty, case let own = median(line), own < Double(limit), abs(own - level) <= tolerance
      else { return false }
      return 100 * line.count(where: { abs(Double($0) - own) <= tolerance }) >= 85 * line.count
    }
  }

  private func highestLevel(in box: ImageStatistics.Box) -> UInt8 {
    (box.top...box.bottom).reduce(0) { highest, y in
      max(highest, levels[(y * size.width + box.left)...(y * size.width + box.right)].max() ?? 0)
    }
  }

  /// Returns the smallest box around all pixels of a box above a level; nil if there are none.
  private func box(above level: UInt8, in outer: ImageStatistics.Box) -> ImageStatistics.Box? {
    var box: ImageStatistics.Box?
    for y in outer.top...outer.bottom {
      for x in outer.left...outer.right where levels[y * size.width + x] > level {
        guard let known = box else {
          box = ImageStatistics.Box(left: x, top: y, right: x, bottom: y)
          continue
        }
        box = ImageStatistics.Box(
          left: min(known.left, x), top: known.top, right: max(known.right, x), bottom: y)
      }
    }
    return box
  }
}
