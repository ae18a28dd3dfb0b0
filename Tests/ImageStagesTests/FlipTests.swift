import ImageCore
import ImageStages
import Testing
import TestSupport

struct FlipTests {
  @Test(arguments: Flip.Direction.allCases)
  func everyPixelStandsOnTheOtherSide(_ direction: Flip.Direction) {
    expect(
      Flip(direction),
      isReference: { picture in
        ReferencePicture(width: picture.width, height: picture.height, channels: picture.channels) {
          x, y, channel in
          direction == .horizontal
            ? picture.sample(picture.width - 1 - x, y, channel)
            : picture.sample(x, picture.height - 1 - y, channel)
        }
      }, for: TestPictures.small(.noise))
  }

  @Test(arguments: Flip.Direction.allCases)
  func twiceIsThePictureItself(_ direction: Flip.Direction) {
    for picture in TestPictures.small(.noise) + TestPictures.medium(.noise) {
      #expect(Flip(direction).picture(of: Flip(direction).picture(of: picture)) == picture)
    }
  }

  @Test func horizontalMakesLeftRightAndVerticalTopBottom() {
    let image = Image(grey: [[1, 2], [3, 4]])
    #expect(Flip(.horizontal).picture(of: image).samples == .eightBit([2, 1, 4, 3]))
    #expect(Flip(.vertical).picture(of: image).samples == .eightBit([3, 4, 1, 2]))
  }
}
