internal import CKernels
package import ImageCore

/// A minimum cut on a grid of pixels with links to their eight neighbours, by the algorithm of Boykov and Kolmogorov.
///
/// Capacities are whole numbers. The flow stays from one cut to the next, so that a cut with similar preferences is
/// quick.
package struct GridCut {
  /// Directions in the order of the links: the three above, left, right, the three below. The opposite of direction d is
  /// 7 - d.
  package static let directions: [(x: Int, y: Int)] = [
    (-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1),
  ]

  private let size: Size
  /// The width with a margin of one pixel on both sides; links into the margin have no capacity, so that no neighbour
  /// needs a check.
  private let stride: Int
  private var nodes: [fm_grid_node]
  /// The residual capacity of each pixel's links, eight a pixel.
  private var links: [Int32]
  /// Room for the search.
  private var queues: [Int32]
  /// The preferences of the last cut.
  private var preferences: [Int32]

  /// Makes a grid without flow.
  ///
  /// - Parameter capacity: Returns the capacity between a pixel and its neighbour in a direction of `directions` from 4
  ///   to 7; it is the same both ways. Called once for each pair of neighbours.
  package init(size: Size, capacity: (_ x: Int, _ y: Int, _ direction: Int) -> Int32) {
    self.size = size
    let stride = size.width + 2
    self.stride = stride
    let count = stride * (size.height + 2)
    nodes = [fm_grid_node](repeating: fm_grid_node(), count: count)
    links = [Int32](repeating: 0, count: count * 8)
    queues = [Int32](repeating: 0, count: count * 2)
    preferences = [Int32](repeating: 0, count: size.pixelCount)
    for y in 0..<size.height {
      for x in 0..<size.width {
        for direction in 4..<8 {
          let step = Self.directions[direction]
          guard x + step.x >= 0, x + step.x < size.width, y + step.y < size.height else { continue }
          let value = capacity(x, y, direction)
          let pixel = (y + 1) * stride + x + 1
          links[pixel * 8 + direction] = value
          links[(pixel + step.y * stride + step.x) * 8 + 7 - direction] = value
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
    cut()
    var side: [Bool] = []
    side.reserveCapacity(size.pixelCount)
    for y in 0..<size.height {
      let start = (y + 1) * stride + 1
      for pixel in start..<start + size.width { side.append(nodes[pixel].is_source) }
    }
    return side
  }

  private mutating func cut() {
    // Unsafe because C works on the arrays, whose sizes `init` has made those that it asks for.
    unsafe nodes.withUnsafeMutableBufferPointer { nodes in
      unsafe links.withUnsafeMutableBufferPointer { links in
        unsafe queues.withUnsafeMutableBufferPointer { queues in
          guard let nodes = nodes.baseAddress, let links = links.baseAddress, let queues = queues.baseAddress
          else { return }
          unsafe fm_cut_grid(
            fm_grid(
              width: size.width, height: size.height, stride: stride, nodes: nodes, links: links,
              queues: queues))
        }
      }
    }
  }
}
