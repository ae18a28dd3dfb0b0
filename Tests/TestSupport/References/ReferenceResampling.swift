package import ImageCore

/// A slow reference for resizing by weighted means in two passes, as in the reference program.
package enum ReferenceResampling {
  /// A filter's support radius, and its weight at a distance within it.
  package struct Filter: Sendable {
    package let reach: Double
    package let weight: @Sendable (Double) -> Double
  }

  package static let filters: [String: Filter] = [
    "box": Filter(reach: 0.5) { _ in 1 },
    "triangle": Filter(reach: 1) { $0 < 1 ? 1 - $0 : 0 },
    "hermite": Filter(reach: 1) { cubic($0, 0, 0) },
    "catrom": Filter(reach: 2) { cubic($0, 0, 1.0 / 2) },
    "mitchell": Filter(reach: 2) { cubic($0, 1.0 / 3, 1.0 / 3) },
    "spline": Filter(reach: 2) { cubic($0, 1, 0) },
    "lanczos2": Filter(reach: 2) { sinc($0 * (1.0 / 2)) * sinc($0) },
    "lanczos": Filter(reach: 3) { sinc($0 * (1.0 / 3)) * sinc($0) },
  ]

  private static func cubic(_ x: Double, _ b: Double, _ c: Double) -> Double {
    if x < 1 { return 1 - (1.0 / 3) * b + x * (x * ((-3 + 2 * b + c) + x * (2 - 1.5 * b - c))) }
    if x < 2 {
      return ((4.0 / 3) * b + 4 * c) + x * ((-8 * c - 2 * b) + x * ((b + 5 * c) + x * ((-1.0 / 6) * b - c)))
    }
    return 0
  }

  /// Returns an approximation of sin(pi x) / (pi x) for 0 <= x <= 4.
  private static func sinc(_ x: Double) -> Double {
    let a = [
      0.0017361110735732023, -0.0003842409211149466, 3.942011823593181e-05, -2.509633016091172e-06,
      1.1190203281809579e-07, -3.728951014087796e-09, 9.576941966775726e-11, -1.872085777765907e-12,
      2.5352432142686477e-14, -1.770848050107011e-16,
    ]
    let z = x * x
    let high = a[5] + z * (a[6] + z * (a[7] + z * (a[8] + z * a[9])))
    let p = a[0] + z * (a[1] + z * (a[2] + z * (a[3] + z * (a[4] + z * high))))
    return (z - 1) * (z - 4) * (z - 9) * (z - 16) * p
  }

  /// Returns the size that fits the frame, with neither side larger than before.
  package static func reducedSize(_ size: Size, into frame: Size) -> Size {
    let fitted = referenceFittedSize(size, into: frame)
    return Size(width: min(fitted.width, size.width), height: min(fitted.height, size.height))
  }

  package static func goesAcrossFirst(_ picture: ReferencePicture, to size: Size) -> Bool {
    Double(size.width) / Double(picture.width) > Double(size.height) / Double(picture.height)
  }

  package static func resized(_ picture: ReferencePicture, to size: Size, _ filter: Filter)
    -> ReferencePicture
  {
    goesAcrossFirst(picture, to: size)
      ? down(across(picture, size.width, filter), size.height, filter)
      : across(down(picture, size.height, filter), size.width, filter)
  }

  private static func across(_ picture: ReferencePicture, _ width: Int, _ filter: Filter) -> ReferencePicture
  {
    let windows = windows(picture.width, width, filter)
    return ReferencePicture(width: width, height: picture.height, channels: picture.channels) {
      x, y, channel in
      quantum(windows[x].reduce(0.0) { $0 + $1.weight * picture.sample($1.line, y, channel) })
    }
  }

  private static func down(_ picture: ReferencePicture, _ height: Int, _ filter: Filter) -> ReferencePicture {
    let windows = windows(picture.height, height, filter)
    return ReferencePicture(width: picture.width, height: height, channels: picture.channels) {
      x, y, channel in
      quantum(windows[y].reduce(0.0) { $0 + $1.weight * picture.sample(x, $1.line, channel) })
    }
  }

  /// Returns, for each of m target lines, the source lines of n with their weights.
  private static func windows(_ n: Int, _ m: Int, _ filter: Filter) -> [[(line: Int, weight: Double)]] {
    let e = 1e-12
    let f = Double(m) / Double(n)
    var s = max(1 / f + e, 1)
    var r = filter.reach * s
    if r < 0.5 {
      r = 0.5
      s = 1
    }
    let q = 1 / s
    return (0..<m).map { i in
      let c = (Double(i) + 0.5) / f + e
      let first = Int(max(c - r + 0.5, 0).rounded(.towardZero))
      let end = Int(min(c + r + 0.5, Double(n)).rounded(.towardZero))
      let weights = (first..<end).map { j in filter.weight(abs(q * (Double(j) - c + 0.5))) }
      let sum = weights.reduce(0, +)
      let factor = sum == 0 || sum == 1 ? 1 : 1 / sum
      return (first..<end).map { j in (j, weights[j - first] * factor) }
    }
  }
}
