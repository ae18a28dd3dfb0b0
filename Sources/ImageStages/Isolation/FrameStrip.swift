internal import CKernels
internal import ImageCore

/// The strip along the four sides of a picture, where the background is looked for.
struct FrameStrip {
  let size: Size
  /// The width of the strip in pixels: 3% of the shorter side, at least 1.
  let depth: Int

  init(of size: Size) {
    self.size = size
    depth = max(1, Int(0.03 * Double(min(size.width, size.height)) + 0.5))
  }

  func contains(x: Int, y: Int) -> Bool {
    x < depth || y < depth || x >= size.width - depth || y >= size.height - depth
  }

  /// The four sides of a picture.
  enum Side: CaseIterable {
    case top, bottom, left, right
  }

  func length(of side: Side) -> Int { side == .top || side == .bottom ? size.width : size.height }

  /// Returns the pixel at a position along the outermost line of a side, as an index by rows; `inwards` lines further in.
  func pixel(_ side: Side, _ position: Int, inwards: Int = 0) -> Int {
    switch side {
    case .top: inwards * size.width + position
    case .bottom: (size.height - 1 - inwards) * size.width + position
    case .left: position * size.width + inwards
    case .right: position * size.width + size.width - 1 - inwards
    }
  }

  /// Returns the pixels of the strip where a product leaves the frame, as indices by rows.
  ///
  /// A pixel of the outermost line of a side is unknown if hardly any pixel of the other three sides has its colour. The
  /// longest run of unknown pixels of a side counts if it covers at least 15% of the side and stays away from both
  /// corners. Where more than two sides have one, it is the background that varies, and no product leaves the frame.
  func pixelsOfLeavingProduct(_ colours: [RGB]) -> [Int] {
    let runs = Side.allCases.map { side in (side: side, run: leavingRun(on: side, colours)) }
    guard runs.count(where: { $0.run != nil }) <= 2 else { return [] }
    return runs.flatMap { side, run in
      (run ?? 0..<0).flatMap { position in
        (0..<min(depth, side == .top || side == .bottom ? size.height : size.width))
          .map { pixel(side, position, inwards: $0) }
      }
    }
  }

  private func leavingRun(on side: Side, _ colours: [RGB]) -> Range<Int>? {
    let others = Side.allCases.filter { $0 != side }.flatMap { other in
      (0..<self.length(of: other)).map { colours[pixel(other, $0)] }
    }
    let length = self.length(of: side)
    let isUnknown = (0..<length).map { position in
      let colour = colours[pixel(side, position)]
      let alikeCount = others.count { $0.squaredDistance(to: colour) <= 3888 }
      return Double(alikeCount) < 0.02 * Double(others.count)
    }
    let gap = max(1, length / 50)
    guard let run = Self.longestRun(isUnknown, bridging: gap), Double(run.count) >= 0.15 * Double(length),
      run.lowerBound > gap, run.upperBound - 1 < length - 1 - gap
    else { return nil }
    return run
  }

  /// Returns the longest run of true values, the first of equals; gaps of at most `gap` values belong to it.
  private static func longestRun(_ values: [Bool], bridging gap: Int) -> Range<Int>? {
    var (longest, current): (Range<Int>?, Range<Int>?) = (nil, nil)
    for (position, value) in values.enumerated() where value {
      if let open = current, position - open.upperBound <= gap {
        current = open.lowerBound..<position + 1
      } else {
        current = position..<position + 1
      }
      if let run = current, run.count > longest?.count ?? 0 { longest = run }
    }
    return longest
  }
}

extension FrameStrip {
  /// The squared distance of colours from which they count as different: 3 times 5% of 255, squared.
  static let leastDistance = 488

  /// The least level of each channel of white.
  static let leastWhite: UInt8 = 252

  /// Whether the strip is white nearly everywhere: one colour, with at least `leastWhite` in each channel.
  func isWhite(_ colours: [RGB]) -> Bool {
    Self.plainColour(of: pixels().map { colours[$0] })?.isWhite ?? false
  }

  /// The colour of pixels that have nearly all one colour.
  struct PlainColour {
    /// The median of each channel.
    let colour: RGB
    /// The share of the pixels that are close to it, at least half.
    let closeShare: Double

    var isWhite: Bool { min(colour.red, colour.green, colour.blue) >= FrameStrip.leastWhite }
  }

  /// Returns the colour that nearly all pixels have: the median of each channel, if at least half of them are close to it
  /// and at most 3% are off by one to two times as much, as a gradient or a shadow would be.
  static func plainColour(of pixels: [RGB]) -> PlainColour? {
    guard !pixels.isEmpty else { return nil }
    return unsafe pixels.withUnsafeBytes { colours in
      unsafe plainColour(
        colours.bindMemory(to: UInt8.self).baseAddress.unsafelyUnwrapped, count: pixels.count)
    }
  }

  /// - Parameter colours: at least one colour of three bytes.
  private static func plainColour(_ colours: UnsafePointer<UInt8>, count: Int) -> PlainColour? {
    // The numbers of pixels with each level of red, of green, of blue.
    let levels = 256
    let medians = unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * levels) { counts in
      unsafe counts.initialize(repeating: 0)
      unsafe fm_count_levels(colours, count, counts.baseAddress.unsafelyUnwrapped)
      return [0, levels, 2 * levels].map { first in
        // From the top, because most backgrounds are bright.
        var (level, atLeast) = (levels, 0)
        while atLeast < count - count / 2 {
          level -= 1
          unsafe atLeast += Int(counts[first + level])
        }
        return UInt8(level)
      }
    }
    var (closeCount, fourfoldCount) = (0, 0)
    unsafe fm_count_distances(colours, count, medians, Int32(leastDistance), &closeCount, &fourfoldCount)
    guard 2 * closeCount >= count, 100 * (fourfoldCount - closeCount) <= 3 * count else { return nil }
    return PlainColour(
      colour: RGB(red: medians[0], green: medians[1], blue: medians[2]),
      closeShare: Double(closeCount) / Double(count))
  }

  /// Pixels of the strip on a line or a column.
  struct Run {
    /// The first pixel, as an index by rows.
    let first: Int
    /// The distance of the pixels.
    let step: Int
    let count: Int
  }

  /// Returns the pixels of the strip, each once; of a large picture only those of every so many lines and columns.
  func runs(everyColumn stepX: Int = 1, everyRow stepY: Int = 1) -> [Run] {
    func multiples(below end: Int, of step: Int) -> Int { (end + step - 1) / step }
    var runs: [Run] = []
    runs.reserveCapacity(4 * depth)
    for y in stride(from: 0, to: size.height, by: stepY) where y < depth || y >= size.height - depth {
      runs.append(Run(first: y * size.width, step: stepX, count: multiples(below: size.width, of: stepX)))
    }
    let (passed, all) = (
      multiples(below: depth, of: stepY), multiples(below: max(depth, size.height - depth), of: stepY)
    )
    guard passed < all else { return runs }
    for x in stride(from: 0, to: size.width, by: stepX) where x < depth || x >= size.width - depth {
      runs.append(
        Run(first: passed * stepY * size.width + x, step: stepY * size.width, count: all - passed))
    }
    return runs
  }

  /// Returns the pixels of the strip as indices by rows.
  func pixels() -> [Int] {
    runs().flatMap { run in (0..<run.count).map { run.first + $0 * run.step } }
  }
}
