package import ImageCore

/// A minimum cut on a grid of pixels with links to their eight neighbours.
///
/// Boykov and Kolmogorov, "An experimental comparison of min-cut/max-flow algorithms for energy minimization in
/// vision", 2004: two trees grow from source and sink; where they meet, flow is pushed along the path, and the pixels
/// that lose their link to a tree look for another parent. What the source still reaches in the residual graph is the
/// same for every maximum flow, so that the result does not depend on the order in which pixels are visited.
///
/// Capacities are whole numbers. The flow stays from one cut to the next, so that a cut with similar preferences is
/// quick.
package struct GridCut {
  /// What the search knows of a pixel.
  private struct Node {
    /// The residual capacity from the source if positive, to the sink if negative.
    var terminal: Int32 = 0
    /// The number of links to the terminal, known at `time`.
    var distance: Int32 = 0
    var time: Int32 = 0
    /// The direction of the parent, 0 to 7, or one of the three values below.
    var parent = GridCut.free
    var isSink = false
    var isQueued = false
  }
  private static let root: UInt8 = 8
  private static let orphan: UInt8 = 9
  private static let free: UInt8 = 10

  /// Directions in the order of the links: the three above, left, right, the three below. The opposite of direction d is
  /// 7 - d.
  package static let directions: [(x: Int, y: Int)] = [
    (-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1),
  ]

  private let size: Size
  /// The width with a margin of one pixel on both sides; links into the margin have no capacity, so that no neighbour
  /// needs a check.
  private let stride: Int
  private let offsets: [Int]
  private var nodes: [Node]
  /// The residual capacity of each pixel's links, eight a pixel.
  private var links: [Int32]
  /// The preferences of the last cut.
  private var preferences: [Int32]
  /// The pixels whose neighbours are to be looked at, from `nextActive` on.
  private var active: [Int32] = []
  private var nextActive = 0
  private var orphans: [Int32] = []
  private var time: Int32 = 0

  /// Makes a grid without flow.
  ///
  /// - Parameter capacity: Returns the capacity between a pixel and its neighbour in a direction of `directions` from 4
  ///   to 7; it is the same both ways. Called once for each pair of neighbours.
  package init(size: Size, capacity: (_ x: Int, _ y: Int, _ direction: Int) -> Int32) {
    self.size = size
    let stride = size.width + 2
    self.stride = stride
    offsets = Self.directions.map { $0.y * stride + $0.x }
    let count = stride * (size.height + 2)
    nodes = [Node](repeating: Node(), count: count)
    links = [Int32](repeating: 0, count: count * 8)
    preferences = [Int32](repeating: 0, count: size.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width {
        for direction in 4..<8 {
          let step = Self.directions[direction]
          guard x + step.x >= 0, x + step.x < size.width, y + step.y < size.height else { continue }
          let value = capacity(x, y, direction)
          let pixel = (y + 1) * stride + x + 1
          links[pixel * 8 + direction] = value
          links[(pixel + offsets[direction]) * 8 + 7 - direction] = value
        }
      }
    }
  }

  /// Returns for each pixel, by rows, whether it is on the source's side of the minimum cut.
  ///
  /// - Parameter preferences: The capacity from the source if positive, to the sink if negative, by rows.
  package mutating func sourceSide(_ preferences: [Int32]) -> [Bool] {
    precondition(preferences.count == size.pixelCount, "each pixel has a preference")
    var index = 0
    for y in 0..<size.height {
      for pixel in ((y + 1) * stride + 1)..<((y + 1) * stride + 1 + size.width) {
        nodes[pixel].terminal += preferences[index] - self.preferences[index]
        index += 1
      }
    }
    self.preferences = preferences
    pushToNeighbours()
    plantTrees()
    maximiseFlow()
    var side: [Bool] = []
    side.reserveCapacity(size.pixelCount)
    for y in 0..<size.height {
      let start = (y + 1) * stride + 1
      for pixel in start..<start + size.width {
        side.append(nodes[pixel].parent != Self.free && !nodes[pixel].isSink)
      }
    }
    return side
  }

  /// Pushes flow along single links between pixels of opposite preference, which needs no search.
  private mutating func pushToNeighbours() {
    for y in 1...size.height {
      for pixel in (y * stride + 1)..<(y * stride + 1 + size.width) where nodes[pixel].terminal > 0 {
        for direction in 0..<8 {
          let neighbour = pixel + offsets[direction]
          let amount = min(nodes[pixel].terminal, -nodes[neighbour].terminal, links[pixel * 8 + direction])
          guard amount > 0 else { continue }
          nodes[pixel].terminal -= amount
          nodes[neighbour].terminal += amount
          links[pixel * 8 + direction] -= amount
          links[neighbour * 8 + 7 - direction] += amount
        }
      }
    }
  }

  private mutating func plantTrees() {
    (active, nextActive, orphans, time) = ([], 0, [], 0)
    active.reserveCapacity(nodes.count * 2)
    for pixel in nodes.indices {
      let terminal = nodes[pixel].terminal
      nodes[pixel] = Node(terminal: terminal)
      guard terminal != 0 else { continue }
      nodes[pixel].parent = Self.root
      nodes[pixel].isSink = terminal < 0
      nodes[pixel].distance = 1
      activate(pixel)
    }
  }

  private mutating func activate(_ pixel: Int) {
    guard !nodes[pixel].isQueued else { return }
    nodes[pixel].isQueued = true
    active.append(Int32(truncatingIfNeeded: pixel))
  }

  private mutating func maximiseFlow() {
    while nextActive < active.count {
      let pixel = Int(active[nextActive])
      guard nodes[pixel].parent != Self.free else {
        nodes[pixel].isQueued = false
        nextActive += 1
        continue
      }
      time &+= 1
      // A pixel stays at the front as long as it finds paths.
      if let (source, direction) = grow(pixel) {
        push(from: source, direction)
        adoptOrphans()
      } else {
        nodes[pixel].isQueued = false
        nextActive += 1
      }
    }
  }

  /// Adds the free neighbours of a pixel to its tree, until one is of the other tree.
  ///
  /// - Returns: the link from the source's tree to the sink's, if there is one.
  private mutating func grow(_ pixel: Int) -> (source: Int, direction: Int)? {
    let node = nodes[pixel]
    for direction in 0..<8 {
      let neighbour = pixel + offsets[direction]
      let residual =
        node.isSink ? links[neighbour * 8 + 7 - direction] : links[pixel * 8 + direction]
      guard residual > 0 else { continue }
      let other = nodes[neighbour]
      if other.parent == Self.free {
        nodes[neighbour].parent = UInt8(truncatingIfNeeded: 7 - direction)
        nodes[neighbour].isSink = node.isSink
        nodes[neighbour].distance = node.distance + 1
        nodes[neighbour].time = node.time
        activate(neighbour)
      } else if other.isSink != node.isSink {
        return node.isSink ? (neighbour, 7 - direction) : (pixel, direction)
      } else if other.time <= node.time && other.distance > node.distance {
        // A shorter way to the terminal.
        nodes[neighbour].parent = UInt8(truncatingIfNeeded: 7 - direction)
        nodes[neighbour].distance = node.distance + 1
        nodes[neighbour].time = node.time
      }
    }
    return nil
  }

  /// Pushes as much flow as fits along the path through a link between the trees.
  private mutating func push(from source: Int, _ direction: Int) {
    let middle = source * 8 + direction
    let sink = source + offsets[direction]
    var amount = links[middle]
    var pixel = source
    while nodes[pixel].parent < 8 {
      let up = Int(nodes[pixel].parent)
      pixel += offsets[up]
      amount = min(amount, links[pixel * 8 + 7 - up])
    }
    amount = min(amount, nodes[pixel].terminal)
    pixel = sink
    while nodes[pixel].parent < 8 {
      let up = Int(nodes[pixel].parent)
      amount = min(amount, links[pixel * 8 + up])
      pixel += offsets[up]
    }
    amount = min(amount, -nodes[pixel].terminal)

    links[middle] -= amount
    links[sink * 8 + 7 - direction] += amount
    pixel = source
    while nodes[pixel].parent < 8 {
      let (child, up) = (pixel, Int(nodes[pixel].parent))
      pixel += offsets[up]
      links[child * 8 + up] += amount
      links[pixel * 8 + 7 - up] -= amount
      if links[pixel * 8 + 7 - up] == 0 { abandon(child) }
    }
    nodes[pixel].terminal -= amount
    if nodes[pixel].terminal == 0 { abandon(pixel) }
    pixel = sink
    while nodes[pixel].parent < 8 {
      let (child, up) = (pixel, Int(nodes[pixel].parent))
      pixel += offsets[up]
      links[pixel * 8 + 7 - up] += amount
      links[child * 8 + up] -= amount
      if links[child * 8 + up] == 0 { abandon(child) }
    }
    nodes[pixel].terminal += amount
    if nodes[pixel].terminal == 0 { abandon(pixel) }
  }

  private mutating func abandon(_ pixel: Int) {
    nodes[pixel].parent = Self.orphan
    orphans.append(Int32(truncatingIfNeeded: pixel))
  }

  private mutating func adoptOrphans() {
    var next = 0
    while next < orphans.count {
      adopt(Int(orphans[next]))
      next += 1
    }
    orphans.removeAll(keepingCapacity: true)
  }

  /// Finds the neighbour nearest to the terminal as a parent for an orphan, or sets it free.
  private mutating func adopt(_ pixel: Int) {
    let isSink = nodes[pixel].isSink
    var best: (direction: Int, distance: Int32)?
    for direction in 0..<8 {
      let neighbour = pixel + offsets[direction]
      let residual = isSink ? links[pixel * 8 + direction] : links[neighbour * 8 + 7 - direction]
      guard residual > 0, nodes[neighbour].parent != Self.free, nodes[neighbour].isSink == isSink,
        let distance = distanceToTerminal(from: neighbour)
      else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (direction, distance) }
    }
    if let best {
      nodes[pixel].parent = UInt8(truncatingIfNeeded: best.direction)
      nodes[pixel].distance = best.distance + 1
      nodes[pixel].time = time
      return
    }
    nodes[pixel].parent = Self.free
    for direction in 0..<8 {
      let neighbour = pixel + offsets[direction]
      let parent = nodes[neighbour].parent
      guard parent != Self.free, nodes[neighbour].isSink == isSink else { continue }
      let residual = isSink ? links[pixel * 8 + direction] : links[neighbour * 8 + 7 - direction]
      if residual > 0 { activate(neighbour) }
      if Int(parent) == 7 - direction { abandon(neighbour) }
    }
  }

  /// Returns the number of links from a pixel to its terminal; nil if its line of parents ends at an orphan. What was
  /// found is remembered for this time.
  private mutating func distanceToTerminal(from start: Int) -> Int32? {
    var (pixel, distance) = (start, Int32(0))
    while true {
      let node = nodes[pixel]
      if node.time == time {
        distance += node.distance
        break
      }
      distance += 1
      if node.parent == Self.root {
        nodes[pixel].time = time
        nodes[pixel].distance = 1
        break
      }
      if node.parent == Self.orphan { return nil }
      pixel += offsets[Int(node.parent)]
    }
    let result = distance
    pixel = start
    while nodes[pixel].time != time {
      nodes[pixel].time = time
      nodes[pixel].distance = distance
      distance -= 1
      pixel += offsets[Int(nodes[pixel].parent)]
    }
    return result
  }
}
