internal import CKernels

/// A mixture of normal distributions of colours: `componentCount` of them, with full covariance.
///
/// Sums over pixels are whole numbers, so that they do not depend on any order.
struct ColourMixture {
  static let componentCount = 5
  /// Added to the variances, so that a surface of one colour has a density.
  private static let leastVariance = 2.0

  private let components: [fm_colour_component]

  /// Fits a normal distribution to the pixels of each component.
  ///
  /// - Parameter assignment: the component of each of the colours, below `componentCount`.
  init(fitting colours: some Collection<RGB>, assignment: [UInt8]) {
    var sums = [ColourSums](repeating: ColourSums(), count: Self.componentCount)
    for (colour, component) in zip(colours, assignment) { sums[Int(component)].add(colour) }
    let total = sums.reduce(0) { $0 + $1.count }
    components = sums.filter { $0.count > 0 }.map { Self.component(of: $0, total: total) }
  }

  /// Returns, for each colour, the component with the smallest cost, the first of equals, and that cost: ½ Mahalanobis² +
  /// ½ ln det - ln weight.
  func best(for colours: ColourPlanes) -> (components: [UInt8], costs: [Double]) {
    var numbers = [Double](repeating: 0, count: colours.count)
    var costs = [Double](repeating: .infinity, count: colours.count)
    for (number, component) in components.enumerated() {
      // Unsafe because C reads and writes the arrays, all of one length.
      unsafe numbers.withUnsafeMutableBufferPointer { numbers in
        unsafe costs.withUnsafeMutableBufferPointer { costs in
          guard let numbers = numbers.baseAddress, let costs = costs.baseAddress else { return }
          unsafe fm_cheapest_component(
            colours.reds, colours.greens, colours.blues, colours.count, component, Double(number), costs,
            numbers)
        }
      }
    }
    return (numbers.map { UInt8($0) }, costs)
  }

  private static func component(of sums: ColourSums, total: Int) -> fm_colour_component {
    let n = Double(sums.count)
    let (mx, my, mz) = (Double(sums.x) / n, Double(sums.y) / n, Double(sums.z) / n)
    let xx = Double(sums.xx) / n - mx * mx + leastVariance
    let yy = Double(sums.yy) / n - my * my + leastVariance
    let zz = Double(sums.zz) / n - mz * mz + leastVariance
    let (xy, xz, yz) = (
      Double(sums.xy) / n - mx * my, Double(sums.xz) / n - mx * mz, Double(sums.yz) / n - my * mz
    )
    // The inverse of a symmetric matrix by its cofactors.
    let (cxx, cxy, cxz) = (yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy)
    let (cyy, czz, cyz) = (xx * zz - xz * xz, xx * yy - xy * xy, xy * xz - xx * yz)
    let determinant = xx * cxx + xy * cxy + xz * cxz
    return fm_colour_component(
      mean: (mx, my, mz),
      precision: (
        cxx / determinant, cyy / determinant, czz / determinant,
        2 * cxy / determinant, 2 * cxz / determinant, 2 * cyz / determinant
      ),
      offset: 0.5 * ElementaryFunctions.ln(determinant) - ElementaryFunctions.ln(n / Double(total)))
  }
}

/// Colours with each channel by itself, as the arithmetic needs them.
struct ColourPlanes {
  let reds: [Double]
  let greens: [Double]
  let blues: [Double]

  var count: Int { reds.count }

  init(_ colours: [RGB]) {
    reds = colours.map { Double($0.red) }
    greens = colours.map { Double($0.green) }
    blues = colours.map { Double($0.blue) }
  }
}

/// A colour of 8 bits a channel.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// The sum of the squared differences of the channels, at most 195,075.
  func squaredDistance(to other: RGB) -> Int {
    let red = Int(red) - Int(other.red)
    let green = Int(green) - Int(other.green)
    let blue = Int(blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }
}

/// Sums of colours and of products of their channels, as whole numbers.
struct ColourSums {
  var count = 0
  var (x, y, z) = (0, 0, 0)
  var (xx, yy, zz) = (0, 0, 0)
  var (xy, xz, yz) = (0, 0, 0)

  mutating func add(_ colour: RGB) {
    let (red, green, blue) = (Int(colour.red), Int(colour.green), Int(colour.blue))
    count += 1
    (x, y, z) = (x + red, y + green, z + blue)
    (xx, yy, zz) = (xx + red * red, yy + green * green, zz + blue * blue)
    (xy, xz, yz) = (xy + red * green, xz + red * blue, yz + green * blue)
  }
}
