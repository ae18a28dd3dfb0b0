import ImageCore
import ImageStages
import Testing
import TestSupport

struct CentreByMassTests {
  private let canvas = Size(width: 41, height: 38)
  /// Pictures that fit into the canvas wherever their centre of mass is.
  private let pictures = TestPictures.Filling.allCases.flatMap(TestPictures.small)

  @Test func centreOfMassIsWithinHalfAPixelOfTheMiddle() throws {
    var massiveCount = 0
    for picture in pictures {
      for (background, level) in [
        (Colour.black, 0.0), (.white, 65535), (Colour(red: 90, green: 90, blue: 90), 90 * 257),
      ] {
        let laid = CentreByMass(canvas: canvas, background: background).picture(of: picture)
        #expect(laid.size == canvas)
        guard let centre = centreOfMass(of: laid, background: level) else { continue }
        massiveCount += 1
        #expect(abs(centre.x - 20.5) < 0.5 + 1e-9, "\(picture.kind)")
        #expect(abs(centre.y - 19) < 0.5 + 1e-9, "\(picture.kind)")
      }
    }
    #expect(massiveCount > 10000)
  }

  @Test func wholePictureIsOnTheCanvas() {
    for picture in pictures where picture.channels == .grey {
      let laid = CentreByMass(canvas: canvas).picture(of: picture)
      #expect(laid.sixteenBitSamples.filter { $0 != 0 } == picture.sixteenBitSamples.filter { $0 != 0 })
    }
  }

  @Test func isTheSameBeforeAndAfterNegate() {
    for picture in pictures {
      let before = Negate().picture(of: CentreByMass(canvas: canvas, background: .white).picture(of: picture))
      let after = CentreByMass(canvas: canvas, background: .black).picture(of: Negate().picture(of: picture))
      #expect(before == after, "\(picture.kind)")
    }
  }

  @Test func pictureWithoutMassIsLaidByItsMiddle() {
    let white = Image(plain: [65535], size: Size(width: 4, height: 4))
    let canvas = Size(width: 6, height: 6)
    let laid = CentreByMass(canvas: canvas, background: .white).picture(of: white)
    #expect(laid == Image(plain: [65535], size: canvas))
  }

  @Test func onePixelGoesToTheMiddleWhereverItWas() {
    for x in 0..<7 {
      for y in 0..<7 {
        var rows = [[UInt8]](repeating: [UInt8](repeating: 0, count: 7), count: 7)
        rows[y][x] = 200
        let laid = CentreByMass(canvas: Size(width: 9, height: 9)).picture(of: Image(grey: rows))
        var expected = [UInt8](repeating: 0, count: 81)
        expected[40] = 200
        #expect(laid.eightBitSamples == expected)
      }
    }
  }

  /// Returns the centre of mass in pixels from the upper left corner; nil if all pixels equal the background.
  private func centreOfMass(of image: Image, background: Double) -> (x: Double, y: Double)? {
    let luma = referenceGrey(ReferencePicture(image))
    var (mass, momentX, momentY) = (0.0, 0.0, 0.0)
    for y in 0..<luma.height {
      for x in 0..<luma.width {
        let weight = abs(luma.sample(x, y, 0) - background)
        mass += weight
        momentX += weight * (Double(x) + 0.5)
        momentY += weight * (Double(y) + 0.5)
      }
    }
    return mass == 0 ? nil : (momentX / mass, momentY / mass)
  }
}
