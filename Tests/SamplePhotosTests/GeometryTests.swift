import Foundation
import SamplePhotos
import Testing

struct GeometryTests {
  @Test func rotationAgreesWithTheMathematicalLibrary() {
    for degrees in stride(from: -720.0, through: 720, by: 7.5) {
      let rotation = Rotation(degrees: degrees)
      #expect(abs(rotation.cosine - cos(degrees * .pi / 180)) < 1e-12)
      #expect(abs(rotation.sine - sin(degrees * .pi / 180)) < 1e-12)
    }
  }

  @Test func curvePassesThroughItsKnots() {
    let knots: [Knot] = [.corner(0, 0), .smooth(1, 2), .smooth(3, 1), .corner(4, 4)]
    let points = Curve(through: knots).points
    for knot in knots {
      #expect(points.contains { ($0 - knot.point).length < 1e-12 })
    }
  }

  @Test func cornersJoinedByCornersMakeStraightLines() {
    #expect(Curve(through: [.corner(0, 0), .corner(3, 4)]).points == [Point(0, 0), Point(3, 4)])
  }

  @Test func halfTheLengthOfALineIsItsMiddle() {
    let line = Curve.line(Point(1, 1), Point(5, 4))
    #expect(line.length == 5)
    #expect((line.place(at: 0.5).point - Point(3, 2.5)).length < 1e-12)
    #expect((line.place(at: 1).point - Point(5, 4)).length < 1e-12)
  }

  @Test func ribbonOfALineIsARectangle() {
    let bounds = Curve.line(Point(0, 2), Point(8, 2)).ribbon(width: 1).bounds
    #expect(bounds?.low == Point(0, 1.5))
    #expect(bounds?.high == Point(8, 2.5))
  }

  @Test func roundedRibbonReachesHalfAWidthBeyondBothEnds() throws {
    let bounds = try #require(Curve.line(Point(0, 2), Point(8, 2)).roundedRibbon(width: 1).bounds)
    #expect(abs(bounds.low.x + 0.5) < 1e-9)
    #expect(abs(bounds.high.x - 8.5) < 1e-9)
  }
}
