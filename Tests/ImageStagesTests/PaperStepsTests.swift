import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests that the paper's steps in sequence equal the reference steps in sequence.
struct PaperStepsTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func bytesAreTheReferences(_ filling: TestPictures.Filling) {
    for picture in TestPictures.small(filling) + TestPictures.medium(filling) {
      let expected = referencePaperBytes(of: ReferencePicture(picture))
      #expect(GoldenPaperTests.bytes(of: picture) == expected, "\(picture.kind)")
    }
  }

  /// The image of a plain picture of any colour is all zeros.
  @Test func plainPictureGives784Zeros() {
    for pixel: [UInt16] in [[0, 0, 0], [65535, 65535, 65535], [9000, 200, 65000], [12345]] {
      for size in [Size(width: 1, height: 1), Size(width: 60, height: 80), Size(width: 28, height: 28)] {
        let bytes = GoldenPaperTests.bytes(of: Image(plain: pixel, size: size))
        #expect(bytes == Array(repeating: 0, count: 784))
      }
    }
  }

  @Test func lineOfPixelsGives784Zeros() {
    for picture in TestPictures.Filling.allCases.flatMap(TestPictures.small)
    where picture.width == 1 || picture.height == 1 {
      #expect(GoldenPaperTests.bytes(of: picture) == Array(repeating: 0, count: 784))
    }
  }
}
