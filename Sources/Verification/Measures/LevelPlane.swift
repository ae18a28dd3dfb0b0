package import ImageCore

/// The levels of one image, with measurements of places in the frame.
package struct LevelPlane {
  let levels: [UInt8]
  let size: Size

  /// - Parameter levels: the levels, one byte per pixel, row-major, as many as `size` has pixels.
  package init(_ levels: Span<UInt8>, _ size: Size) {
    self.levels = [UInt8](capacity: levels.count) { output in
      for index in levels.indices { output.append(levels[index]) }
    }
    self.size = size
  }

  /// Returns the smallest box around all pixels above a level; nil if there are none.
  package func box(above level: UInt8) -> ImageStatistics.Box? {
    var box = ImageStatistics.Box(left: size.width, top: size.height, right: -1, bottom: -1)
    for y in 0..<size.height {
      let row = levels[(y * size.width)..<((y + 1) * size.width)]
      guard let first = row.firstIndex(where: { $0 > level }), let last = row.lastIndex(where: { $0 > level })
      else { continue }
      box.left = min(box.left, first - row.startIndex)
      box.right = max(box.right, last - row.startIndex)
      box.top = min(box.top, y)
      box.bottom = y
    }
    return box.right < 0 ? nil : box
  }

  /// Returns the levels of the pixels on a box's border, each pixel once.
  package func ring(_ box: ImageStatistics.Box) -> [UInt8] {
    var ring: [UInt8] = []
    ring.reserveCapacity(2 * (box.width + box.height))
    for x in box.left...box.right {
      ring.append(levels[box.top * size.width + x])
      if box.bottom > box.top { ring.append(levels[box.bottom * size.width + x]) }
    }
    guard box.bottom - box.top > 1 else { return ring }
    for y in (box.top + 1)..<box.bottom {
      ring.append(levels[y * size.width + box.left])
      if box.right > box.left { ring.append(levels[y * size.width + box.right]) }
    }
    return ring
  }

  /// Returns the share of pixels above a level in each of the frame's border lines, 0...1.
  package func contact(above level: UInt8) -> ImageStatistics.Borders {
    func share(_ start: Int, _ step: Int, _ count: Int) -> Double {
      var found = 0
      for number in 0..<count where levels[start + number * step] > level { found += 1 }
      return Double(found) / Double(count)
    }
    let (width, height) = (size.width, size.height)
    return ImageStatistics.Borders(
      left: share(0, width, height), top: share(0, 1, width), right: share(width - 1, width, height),
      bottom: share((height - 1) * width, 1, width))
  }

  /// Returns whether the border of the box is bright, and whether the background around the product is not plain.
  ///
  /// A background that was not trimmed fills its box to the border and has the same level further inwards. A product
  /// that fills its box is brighter inwards, because its edge is blurred: the median level of the second line from the
  /// border is 1.6 times that of the first line in bags, and 1.0 times in photos of rooms. A long and narrow box is not
  /// taken for a background, because trousers fill it.
  ///
  /// - Parameter box: the box around all pixels above level 0.
  package func background(in box: ImageStatistics.Box?) -> (isFramed: Bool, isCluttered: Bool) {
    guard let box, min(box.width, box.height) >= 5, 2 * box.longestSide >= max(size.width, size.height) else {
      return (false, false)
    }
    let outer = ring(box)
    guard 10 * outer.count(where: { $0 > 8 }) >= 9 * outer.count else { return (false, false) }
    let inner = ring(
      ImageStatistics.Box(left: box.left + 1, top: box.top + 1, right: box.right - 1, bottom: box.bottom - 1))
    let isBroad = 100 * min(box.width, box.height) >= 55 * box.longestSide
    return (true, isBroad && Self.median(inner) <= 1.1 * Self.median(outer))
  }

  static func median(_ levels: [UInt8]) -> Double {
    let sorted = levels.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2 : Double(sorted[middle])
  }
}
