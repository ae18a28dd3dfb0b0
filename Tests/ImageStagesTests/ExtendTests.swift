import ImageCore
import ImageStages
import Testing
import TestSupport

struct ExtendTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func laysAsTheReference(_ filling: TestPictures.Filling) {
    let pictures = TestPictures.small(filling) + TestPictures.medium(filling)
    for canvas in [Size(width: 28, height: 28), Size(width: 9, height: 40), Size(width: 1, height: 1)] {
      expect(Extend(canvas: canvas), isReference: { referenceExtended($0, to: canvas) }, for: pictures)
    }
  }

  @Test func addsTheBackgroundsColour() {
    let (canvas, background) = (Size(width: 30, height: 30), Colour(red: 1, green: 128, blue: 254))
    expect(
      Extend(canvas: canvas, background: background),
      isReference: { referenceExtended($0, to: canvas, background: background) },
      for: TestPictures.small(.noise).filter { $0.channels == .rgb })
  }

  @Test func addsAGreyToGreyPictures() {
    for level in UInt8.min...UInt8.max {
      let background = Colour(red: level, green: level, blue: level)
      let extended = Extend(canvas: Size(width: 3, height: 1), background: background)
        .picture(of: Image(grey: [[9]]))
      #expect(extended.samples == .eightBit([level, 9, level]))
    }
  }

  @Test(arguments: [(21, 4), (20, 4), (27, 1), (28, 0), (1, 14), (2, 13)])
  func spareLineStandsLeftAndAbove(_ length: Int, _ before: Int) {
    for size in [Size(width: length, height: 28), Size(width: 28, height: length)] {
      let extended = Extend().picture(of: Image(plain: [5], size: size))
      let first = extended.sixteenBitSamples.firstIndex(of: 5)
      #expect(first == (size.width == length ? before : before * 28))
      #expect(extended.sixteenBitSamples.count { $0 == 5 } == length * 28)
    }
  }

  @Test func whatIsBeyondTheCanvasIsCutOffOnBothSides() {
    let image = Image(grey: [[1, 2, 3, 4, 5]])
    #expect(Extend(canvas: Size(width: 3, height: 1)).picture(of: image).eightBitSamples == [2, 3, 4])
    #expect(Extend(canvas: Size(width: 2, height: 1)).picture(of: image).eightBitSamples == [2, 3])
  }
}
