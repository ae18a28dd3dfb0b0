import ImageCore
import ImageStages
import Testing
import TestSupport

struct PadTests {
  @Test(arguments: [0, 1, 2, 7])
  func addsTheSameBorderOnAllSides(_ pixels: Int) {
    for filling in [TestPictures.Filling.noise, .blobOnWhite] {
      expect(
        Pad(widthInPixels: pixels),
        isReference: { picture in
          let canvas = Size(width: picture.width + 2 * pixels, height: picture.height + 2 * pixels)
          return referencePlaced(picture, on: canvas, left: pixels, top: pixels, background: .white)
        }, for: TestPictures.small(filling))
    }
  }

  @Test func borderHasTheBackgroundsColour() {
    let pixel = Image(size: Size(width: 1, height: 1), channels: .rgb, samples: .eightBit([7, 8, 9]))
    let padded = Pad(widthInPixels: 1, background: Colour(red: 1, green: 2, blue: 3)).picture(of: pixel)
    let row: [UInt8] = [1, 2, 3, 1, 2, 3, 1, 2, 3]
    #expect(padded.samples == .eightBit(row + [1, 2, 3, 7, 8, 9, 1, 2, 3] + row))
  }
}
