import Foundation

/// A slow reference for adaptive sharpening of radius 1 and sigma 1, step by step.
package enum ReferenceSharpening {
  package static func edges(of picture: ReferencePicture) -> ReferencePicture {
    ReferencePicture(width: picture.width, height: picture.height, channels: picture.channels) {
      x, y, channel in
      var sum = 0.0
      for v in -1...1 {
        for u in -1...1 {
          sum += (u == 0 && v == 0 ? 8 : -1) * picture.clampedSample(x + u, y + v, channel)
        }
      }
      return quantum(sum)
    }
  }

  /// Returns the map stretched to the full range, all channels together.
  package static func levelled(_ map: ReferencePicture) -> ReferencePicture {
    let (low, high) = (map.samples.min() ?? 0, map.samples.max() ?? 0)
    if low == high { return map }
    let factor = 1 / (high - low)
    return map.mapped { quantum(65535 * (factor * ($0 - low))) }
  }

  /// The weights of a Gaussian of sigma 3 at -4...4, summed in groups of three, normalised to a sum of 1.
  private static let blurWeights: [Double] = {
    func gaussian(_ u: Double) -> Double {
      exp(-(u * u) * (1.0 / 18)) * (1 / ((2 * Double.pi).squareRoot() * 3))
    }
    let outer = gaussian(-4) + gaussian(-3) + gaussian(-2)
    let middle = gaussian(-1) + gaussian(0) + gaussian(1)
    let share = 1 / (outer + middle + outer)
    return [outer * share, middle * share, outer * share]
  }()

  package static func blurred(_ map: ReferencePicture) -> ReferencePicture {
    func pass(_ map: ReferencePicture, _ stepX: Int, _ stepY: Int) -> ReferencePicture {
      ReferencePicture(width: map.width, height: map.height, channels: map.channels) { x, y, channel in
        var sum = 0.0
        for offset in -1...1 {
          sum += blurWeights[offset + 1] * map.clampedSample(x + offset * stepX, y + offset * stepY, channel)
        }
        return quantum(sum)
      }
    }
    return pass(pass(map, 1, 0), 0, 1)
  }

  /// Returns the finished map: edges, levelled, blurred, levelled.
  package static func map(of picture: ReferencePicture) -> ReferencePicture {
    levelled(blurred(levelled(edges(of: picture))))
  }

  /// Returns the side of the kernel at a pixel of the finished map: 3, or 1, which leaves the pixel unchanged.
  package static func kernelSide(_ map: ReferencePicture, _ x: Int, _ y: Int) -> Int {
    let intensity = referenceLuma(map.colour(x, y))
    var reduction = (3.0 * (1.0 - (1.0 / 65535) * intensity) - 0.5).rounded(.up)
    reduction = min(max(reduction, 0), 3)
    if Int(reduction) % 2 == 1 { reduction -= 1 }
    return 3 - Int(reduction)
  }

  /// The nine weights, rows from the top; the middle is -2 times the sum of all before its replacement.
  private static let kernel: [Double] = {
    var weights: [Double] = []
    for v in -1...1 {
      for u in -1...1 { weights.append(-exp(-Double(u * u + v * v) / 2) / (2 * Double.pi)) }
    }
    weights[4] = -2 * weights.reduce(0, +)
    return weights
  }()

  package static func sharpened(_ picture: ReferencePicture) -> ReferencePicture {
    let map = map(of: picture)
    let gain = 1 / kernel.reduce(0, +)
    return ReferencePicture(width: picture.width, height: picture.height, channels: picture.channels) {
      x, y, channel in
      if kernelSide(map, x, y) == 1 { return picture.sample(x, y, channel) }
      var sum = 0.0
      for v in -1...1 {
        for u in -1...1 {
          sum += kernel[(v + 1) * 3 + u + 1] * picture.clampedSample(x + u, y + v, channel)
        }
      }
      return quantum(gain * sum)
    }
  }
}
