import ImageCore
import ImageStages
import Testing
import TestSupport

struct BlurTests {
  @Test(arguments: [0.1, 0.5, 1, 1.7, 4])
  func blursAsTheReference(_ sigma: Double) {
    let pictures =
      TestPictures.small(.noise) + TestPictures.small(.extremes)
      + TestPictures.medium(.blobOnWhite).prefix(20)
    expect(
      Blur(sigmaInPixels: sigma), isReference: { referenceBlurred($0, sigmaInPixels: sigma) }, for: pictures)
  }

  @Test(arguments: [0.1, 1, 3.3, 32])
  func plainPictureStaysPlain(_ sigma: Double) {
    for level: UInt16 in [0, 1, 255, 32768, 65534, 65535] {
      let image = Image(plain: [level, 65535 - level, 77], size: Size(width: 9, height: 4))
      #expect(Blur(sigmaInPixels: sigma).picture(of: image) == image)
    }
  }

  /// The comparison excludes the border, where samples are repeated; the tolerance allows for one rounding in each
  /// pass.
  @Test(arguments: [0.5, 1, 2])
  func lightIsSpreadNotLost(_ sigma: Double) {
    let side = 31
    var samples = [UInt16](repeating: 0, count: side * side)
    samples[side * 15 + 15] = 60000
    samples[side * 14 + 17] = 30000
    let image = Image(size: Size(width: side, height: side), channels: .grey, samples: .sixteenBit(samples))
    let sum = Blur(sigmaInPixels: sigma).picture(of: image).sixteenBitSamples.reduce(0) { $0 + Int($1) }
    #expect(abs(sum - 90000) <= side * side)
    #expect(Blur(sigmaInPixels: sigma).picture(of: image).sixteenBitSamples.max() ?? 0 < 60000)
  }

  @Test func spotSpreadsAsFarAcrossAsDown() {
    var rows = [[UInt8]](repeating: [UInt8](repeating: 0, count: 9), count: 9)
    rows[4][4] = 255
    let blurred = ReferencePicture(Blur().picture(of: Image(grey: rows)))
    for y in 0..<9 {
      for x in 0..<9 {
        #expect(abs(blurred.sample(x, y, 0) - blurred.sample(y, x, 0)) <= 1)
        #expect(blurred.sample(x, y, 0) == blurred.sample(8 - x, 8 - y, 0))
      }
    }
    #expect(blurred.sample(4, 4, 0) > blurred.sample(4, 5, 0))
    #expect(blurred.sample(4, 5, 0) > blurred.sample(4, 6, 0))
  }
}
