import ImageCore
import ImageStages
import Testing
import TestSupport

struct StretchTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func bytesAreTheReferences(_ filling: TestPictures.Filling) {
    for picture in TestPictures.small(filling) + TestPictures.medium(filling) {
      var record = StageRecord()
      let stretched = Stretch().apply(to: picture, in: StageContext(), record: &record)
      let bytes = picture.eightBitSamples
      #expect(stretched.samples == .eightBit(referenceStretched(bytes)), "\(picture.kind)")
      #expect(record.levels?.lowerBound == bytes.min())
      #expect(record.levels?.upperBound == bytes.max())
    }
  }

  /// The ranges for which the factor, in doubles, is just too small, so that the largest byte becomes 254.
  static let rangesThatReach254: Set<UInt8> = [
    25, 29, 50, 53, 58, 91, 93, 100, 103, 105, 106, 116, 117, 121, 182, 185, 186, 187, 191, 200, 203, 206,
    207, 210, 212, 217, 221, 232, 233, 234, 235, 242,
  ]

  @Test func lightestByteBecomes255And254For32RangesFrom0() {
    #expect(Self.rangesThatReach254.count == 32)
    for range in UInt8(1)...255 {
      let stretched = Stretch().picture(of: Image(grey: [[0, range]]))
      let expected: UInt8 = Self.rangesThatReach254.contains(range) ? 254 : 255
      #expect(stretched.samples == .eightBit([0, expected]), "range \(range)")
    }
  }

  @Test func everyPairOfLevelsIsTheReferences() {
    for low in UInt8(0)...255 {
      for high in low...255 {
        let bytes = [low, high, low / 2 + high / 2]
        guard bytes[2] >= low else { continue }
        #expect(Stretch().picture(of: Image(grey: [bytes])).samples == .eightBit(referenceStretched(bytes)))
      }
    }
  }

  @Test func plainPictureStaysAsItIs() {
    for level in UInt8(0)...255 {
      let image = Image(grey: [[level, level]])
      #expect(Stretch().picture(of: image) == image)
    }
  }

  @Test func channelsShareOneScale() {
    let bytes: [UInt8] = [10, 60, 60, 61, 60, 35]
    let image = Image(size: Size(width: 2, height: 1), channels: .rgb, samples: .eightBit(bytes))
    #expect(Stretch().picture(of: image).samples == .eightBit([0, 250, 250, 255, 250, 125]))
  }
}
