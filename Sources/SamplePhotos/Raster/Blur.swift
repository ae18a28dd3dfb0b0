extension Plane {
  /// Returns the plane blurred by two box filters in each direction, which together are a tent filter. Values outside
  /// the plane count as 0. The radius is half the width of one box in pixels, and may have a fraction.
  package func blurred(radius: Double) -> Plane {
    guard width > 0, height > 0 else { return self }
    var result = self
    for _ in 0..<2 {
      result.blurRows(radius: Float(max(0, radius)))
      result.blurColumns(radius: Float(max(0, radius)))
    }
    return result
  }

  /// Returns the plane with its values continued upward and downward, fading out linearly within `reach` pixels.
  func continued(by reach: Double) -> Plane {
    guard reach >= 1 else { return self }
    var result = self
    let step = Float(1 / reach)
    for row in stride(from: 1, to: height, by: 1) {
      for index in row * width..<(row + 1) * width {
        result.values[index] = max(result.values[index], result.values[index - width] - step)
      }
    }
    for row in stride(from: height - 2, through: 0, by: -1) {
      for index in row * width..<(row + 1) * width {
        result.values[index] = max(result.values[index], result.values[index + width] - step)
      }
    }
    return result
  }

  private mutating func blurRows(radius: Float) {
    // A box of 2r+1 whole pixels, and one more pixel at either end with the weight of the fraction.
    let whole = Int(radius)
    let fraction = radius - Float(whole)
    let scale = 1 / (2 * radius + 1)
    var padded = [Float](repeating: 0, count: width + 2 * whole + 2)
    let shift = whole + 1
    for row in 0..<height {
      let base = row * width
      for column in 0..<width { padded[column + shift] = values[base + column] }
      var sum: Float = 0
      for column in 0..<2 * whole + 1 { sum += padded[column + 1] }
      for column in 0..<width {
        let outer = padded[column] + padded[column + 2 * whole + 2]
        values[base + column] = (sum + fraction * outer) * scale
        sum += padded[column + 2 * whole + 2] - padded[column + 1]
      }
    }
  }

  private mutating func blurColumns(radius: Float) {
    // All columns are processed side by side: a row of sums moves down the plane.
    let whole = Int(radius)
    let fraction = radius - Float(whole)
    let scale = 1 / (2 * radius + 1)
    let source = values
    var sums = [Float](repeating: 0, count: width)
    for row in 0..<min(height, whole + 1) {
      for column in 0..<width { sums[column] += source[row * width + column] }
    }
    for row in 0..<height {
      let above = row - whole - 1
      let below = row + whole + 1
      for column in 0..<width {
        var outer: Float = 0
        if above >= 0 { outer += source[above * width + column] }
        if below < height { outer += source[below * width + column] }
        values[row * width + column] = (sums[column] + fraction * outer) * scale
      }
      if below < height {
        for column in 0..<width { sums[column] += source[below * width + column] }
      }
      if row - whole >= 0 {
        for column in 0..<width { sums[column] -= source[(row - whole) * width + column] }
      }
    }
  }
}
