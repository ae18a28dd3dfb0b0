internal import ImageCore

/// The connected pieces of a mask.
enum PixelPieces {
  /// Makes pieces of background that do not touch the frame and are below 1% of the picture part of the product.
  static func fillHoles(in mask: inout [Bool], size: Size) {
    for piece in pieces(
      of: mask, value: false, size: size, neighbours: GridCut.directions.filter { $0.x * $0.y == 0 })
    where !piece.touchesFrame && piece.pixels.count * 100 < size.pixelCount {
      for pixel in piece.pixels { mask[pixel] = true }
    }
  }

  /// Makes pieces of the product below 10% of the largest background.
  static func dropCrumbs(in mask: inout [Bool], size: Size) {
    let pieces = pieces(of: mask, value: true, size: size, neighbours: GridCut.directions)
    let largest = pieces.map(\.pixels.count).max() ?? 0
    for piece in pieces where piece.pixels.count * 10 < largest {
      for pixel in piece.pixels { mask[pixel] = false }
    }
  }

  /// Returns the number of connected pieces of the product.
  static func count(in mask: [Bool], size: Size) -> Int {
    pieces(of: mask, value: true, size: size, neighbours: GridCut.directions).count
  }

  private struct Piece {
    /// Indices by rows.
    var pixels: [Int] = []
    var touchesFrame = false
  }

  private static func pieces(
    of mask: [Bool], value: Bool, size: Size, neighbours: [(x: Int, y: Int)]
  ) -> [Piece] {
    var isSeen = [Bool](repeating: false, count: mask.count)
    var pieces: [Piece] = []
    for start in mask.indices where mask[start] == value && !isSeen[start] {
      var piece = Piece(pixels: [start])
      isSeen[start] = true
      var next = 0
      while next < piece.pixels.count {
        let (x, y) = (piece.pixels[next] % size.width, piece.pixels[next] / size.width)
        next += 1
        if x == 0 || y == 0 || x == size.width - 1 || y == size.height - 1 { piece.touchesFrame = true }
        for step in neighbours {
          let (column, row) = (x + step.x, y + step.y)
          guard column >= 0, column < size.width, row >= 0, row < size.height else { continue }
          let pixel = row * size.width + column
          guard mask[pixel] == value, !isSeen[pixel] else { continue }
          isSeen[pixel] = true
          piece.pixels.append(pixel)
        }
      }
      pieces.append(piece)
    }
    return pieces
  }
}
