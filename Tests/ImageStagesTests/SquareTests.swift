import ImageCore
import ImageStages
import Testing
import TestSupport

struct SquareTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func laysInTheMiddleOfTheLongerEdgesSquare(_ filling: TestPictures.Filling) {
    expect(
      Square(background: .black),
      isReference: { picture in
        let side = max(picture.width, picture.height)
        return referenceExtended(picture, to: Size(width: side, height: side), background: .black)
      }, for: TestPictures.small(filling) + TestPictures.medium(filling))
  }

  @Test func squarePassesUnchanged() {
    let image = Image(grey: [[1, 2], [3, 4]])
    #expect(Square().picture(of: image) == image)
  }

  @Test func spareLineStandsAbove() {
    let squared = Square().picture(of: Image(grey: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]))
    #expect(squared.eightBitSamples == [255, 255, 255, 255] + Array(1...12))
  }
}
