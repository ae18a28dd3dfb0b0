import ImageCore
import ImageStages
import Testing
import TestSupport

struct NegateTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func everySampleIsTakenFromTheLargest(_ filling: TestPictures.Filling) {
    expect(
      Negate(), isReference: referenceNegated,
      for: TestPictures.small(filling) + TestPictures.medium(filling))
  }

  @Test func twiceIsThePictureItself() {
    for picture in TestPictures.small(.noise) {
      #expect(Negate().picture(of: Negate().picture(of: picture)) == picture)
    }
  }
}
