import SamplePhotos
import Testing

struct CoverageTests {
  @Test func squareOnPixelBordersCoversItsPixelsWholly() {
    let plane = coverage(of: .rectangle(x: 2...6, y: 3...5), size: 8)
    for row in 0..<8 {
      for column in 0..<8 {
        let isInside = (2..<6).contains(column) && (3..<5).contains(row)
        #expect(plane.values[row * 8 + column] == (isInside ? 1 : 0))
      }
    }
  }

  @Test func squareBetweenPixelBordersCoversTheSharesOfItsBorderPixels() {
    let plane = coverage(of: .rectangle(x: 1.25...3.5, y: 1.5...3), size: 5)
    #expect(plane.values[1 * 5 + 1] == 0.75 * 0.5)
    #expect(plane.values[1 * 5 + 2] == 0.5)
    #expect(plane.values[2 * 5 + 2] == 1)
    #expect(plane.values[2 * 5 + 3] == 0.5)
    #expect(plane.values[3 * 5 + 2] == 0)
  }

  @Test(arguments: [0.4, 1, 3, 7.3, 14])
  func circleCoversTheAreaOfItsPolygon(radius: Double) {
    let path = Path.circle(center: Point(15.3, 16.1), radius: radius)
    let covered = coverage(of: path, size: 32).values.reduce(0) { $0 + Double($1) }
    #expect(abs(covered - area(of: path)) < 1e-4 * max(1, radius * radius))
    #expect(abs(covered / (Double.pi * radius * radius) - 1) < 0.005)
  }

  @Test func slantedEdgeCoversHalfOfThePixelsOnTheDiagonal() {
    let plane = coverage(of: .polygon([Point(0, 0), Point(6, 6), Point(0, 6)]), size: 6)
    for row in 0..<6 {
      for column in 0..<6 {
        #expect(abs(plane.values[row * 6 + column] - (column < row ? 1 : column == row ? 0.5 : 0)) < 1e-6)
      }
    }
  }

  @Test func contoursOfOneDirectionUnite() {
    let both = Path.rectangle(x: 1...5, y: 1...5) + .rectangle(x: 3...7, y: 3...7)
    let plane = coverage(of: both, size: 8)
    #expect(plane.values.reduce(0, +) == 16 + 16 - 4)
    #expect(plane.values[4 * 8 + 4] == 1)
  }

  @Test func contourOfTheOppositeDirectionCutsAHole() {
    let hole = Path.polygon([Point(3, 3), Point(3, 5), Point(5, 5), Point(5, 3)])
    let plane = coverage(of: .rectangle(x: 1...7, y: 1...7) + hole, size: 8)
    #expect(plane.values.reduce(0, +) == 36 - 4)
    #expect(plane.values[4 * 8 + 4] == 0)
  }

  @Test func windingDirectionOfASingleContourDoesNotMatter() {
    let points = [Point(1.2, 0.7), Point(6.1, 2.3), Point(3.3, 6.8)]
    #expect(
      coverage(of: .polygon(points), size: 8).values
        == coverage(of: .polygon(points.reversed()), size: 8).values)
  }

  @Test func partsOutsideThePlaneAreCutOff() {
    let plane = coverage(of: .rectangle(x: -10...20, y: -10...20), size: 4)
    #expect(plane.values.allSatisfy { $0 == 1 })
    #expect(coverage(of: .rectangle(x: 5...9, y: 0...3), size: 4).values.allSatisfy { $0 == 0 })
    #expect(coverage(of: .rectangle(x: -9 ... -5, y: 0...3), size: 4).values.allSatisfy { $0 == 0 })
  }

  @Test func blurKeepsTheSumAwayFromTheBorder() {
    var plane = Plane(left: 0, top: 0, width: 21, height: 19)
    plane.values[9 * 21 + 10] = 1
    for radius in [0.3, 1, 1.7, 3] {
      let blurred = plane.blurred(radius: radius)
      #expect(abs(blurred.values.reduce(0, +) - 1) < 1e-5)
      #expect(abs(blurred.values[9 * 21 + 9] - blurred.values[9 * 21 + 11]) < 1e-6)
      #expect(abs(blurred.values[8 * 21 + 10] - blurred.values[10 * 21 + 10]) < 1e-6)
    }
  }

  private func coverage(of path: Path, size: Int) -> Plane {
    Plane.coverage(of: path, left: 0, top: 0, width: size, height: size)
  }

  /// Returns the area of a path by the shoelace formula.
  private func area(of path: Path) -> Double {
    path.contours.reduce(0) { sum, contour in
      let pairs = zip(contour, contour.dropFirst() + contour.prefix(1))
      return sum + pairs.reduce(0) { $0 + $1.0.x * $1.1.y - $1.1.x * $1.0.y } / 2
    }
  }
}
