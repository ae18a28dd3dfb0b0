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

  /// Whether the strip is white nearly everywhere: one colour, with at least 252 in each channel.
  func isWhite(_ colours: [RGB]) -> Bool {
    Self.plainColour(of: pixels().map { colours[$0] })?.isWhite ?? false
  }

  /// The colour of pixels that have nearly all one colour.
  struct PlainColour {
    /// The median of each channel.
    let colour: RGB
    /// The share of the pixels that are close to it, at least half.
    let closeShare: Double

    var isWhite: Bool { min(colour.red, colour.green, colour.blue) >= 252 }
  }

  /// Returns the colour that nearly all pixels have: the median of each channel, if at least half of them are close to it
  /// and at most 3% are off by one to two times as much, as a gradient or a shadow would be.
  static func plainColour(of pixels: [RGB]) -> PlainColour? {
    guard !pixels.isEmpty else { return nil }
    // The counts of the levels of red, of green, of blue.
    var counts = [Int32](repeating: 0, count: 3 * 256)
    for pixel in pixels {
      counts[Int(pixel.red)] += 1
      counts[256 + Int(pixel.green)] += 1
      counts[512 + Int(pixel.blue)] += 1
    }
    func median(_ first: Int) -> UInt8 {
      var below = 0
      for level in 0..<256 {
        below += Int(counts[first + level])
        if below > pixels.count / 2 { return UInt8(level) }
      }
      return 255
    }
    let middle = RGB(red: median(0), green: median(256), blue: median(512))
    var (closeCount, offCount) = (0, 0)
    for pixel in pixels {
      let distance = pixel.squaredDistance(to: middle)
      if distance < leastDistance { closeCount += 1 } else if distance < 4 * leastDistance { offCount += 1 }
    }
    guard 2 * closeCount >= pixels.count, 100 * offCount <= 3 * pixels.count else { return nil }
    return PlainColour(colour: middle, closeShare: Double(closeCount) / Double(pixels.count))
  }

  /// Returns the pixels of the strip as indices by rows; of a large picture only those of every so many lines and columns.
  func pixels(everyColumn stepX: Int = 1, everyRow stepY: Int = 1) -> [Int] {
    let columns = stride(from: 0, to: size.width, by: stepX)
    let ends = columns.filter { $0 < depth || $0 >= size.width - depth }
    var pixels: [Int] = []
    pixels.reserveCapacity(4 * depth * (size.width / stepX + size.height / stepY + 2))
    for y in stride(from: 0, to: size.height, by: stepY) {
      if y < depth || y >= size.height - depth {
        for x in columns { pixels.append(y * size.width + x) }
      } else {
        for x in ends { pixels.append(y * size.width + x) }
      }
    }
    return pixels
  }
}
