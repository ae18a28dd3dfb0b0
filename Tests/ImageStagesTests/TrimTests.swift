import ImageCore
import ImageStages
import Testing
import TestSupport

struct TrimTests {
  @Test(arguments: TestPictures.Filling.allCases)
  func keepsWhatTheReferenceKeeps(_ filling: TestPictures.Filling) {
    let pictures = TestPictures.small(filling) + TestPictures.medium(filling)
    expect(Trim(), isReference: { referenceTrim($0) }, for: pictures)
  }

  @Test(arguments: [0, 0.4, 2.5, 20, 57.735, 100])
  func keepsWhatTheReferenceKeepsWithAnyFuzz(_ fuzz: Double) {
    for filling in [TestPictures.Filling.noise, .nearlyFlat, .blobOnWhite, .halves] {
      expect(
        Trim(fuzzPercent: fuzz), isReference: { referenceTrim($0, fuzzPercent: fuzz) },
        for: TestPictures.medium(filling))
    }
  }

  @Test func notesThePartItKept() {
    var (partCount, nothingCount) = (0, 0)
    for picture in TestPictures.Filling.allCases.flatMap(TestPictures.small) {
      var record = StageRecord()
      _ = Trim().apply(to: picture, in: StageContext(), record: &record)
      let content = referenceContent(of: ReferencePicture(picture), fuzzPercent: 5)
      #expect(record.foundNothing == (content == nil))
      #expect(record.crop == content ?? Rectangle(x: 0, y: 0, width: 1, height: 1))
      if content == nil { nothingCount += 1 } else { partCount += 1 }
    }
    #expect(partCount > 1000)
    #expect(nothingCount > 1000)
  }

  @Test(arguments: [(12, false), (13, true)])
  func greysDifferFrom13On(_ difference: UInt8, _ isContent: Bool) {
    var rows = [[UInt8]](repeating: [UInt8](repeating: 200, count: 9), count: 9)
    rows[4][5] = 200 - difference
    rows[5][6] = 200 + difference
    let trimmed = Trim().picture(of: Image(grey: rows))
    #expect(trimmed.size == (isContent ? Size(width: 2, height: 2) : Size(width: 1, height: 1)))
    #expect(trimmed.eightBitSamples == (isContent ? [200 - difference, 200, 200, 200 + difference] : [255]))
  }

  @Test(arguments: [([21, 6, 3], false), ([22, 2, 0], true)])
  func coloursDifferFromASquaredDistanceOf488On(_ difference: [UInt8], _ isContent: Bool) {
    var pixels = [[UInt8]](repeating: [100, 100, 100], count: 5 * 5)
    pixels[12] = difference.map { 100 + $0 }
    let size = Size(width: 5, height: 5)
    let image = Image(size: size, channels: .rgb, samples: .eightBit(pixels.flatMap(\.self)))
    var record = StageRecord()
    _ = Trim().apply(to: image, in: StageContext(), record: &record)
    #expect(record.foundNothing == !isContent)
    if isContent { #expect(record.crop == Rectangle(x: 2, y: 2, width: 1, height: 1)) }
  }

  /// If the left bound is greater than the right one, the reference takes the positions of the bounds for width and
  /// height.
  @Test func twoPlainHalvesLeaveAPartOfTheSecond() {
    let row = [UInt8](repeating: 255, count: 15) + [UInt8](repeating: 40, count: 15)
    var record = StageRecord()
    let trimmed = Trim().apply(
      to: Image(grey: Array(repeating: row, count: 24)), in: StageContext(), record: &record)
    #expect(record.crop == Rectangle(x: 15, y: 0, width: 14, height: 23))
    #expect(trimmed.eightBitSamples == Array(repeating: 40, count: 14 * 23))
  }

  @Test func lowerRightCornerPlaysNoPart() {
    var rows = [[UInt8]](repeating: [UInt8](repeating: 255, count: 20), count: 10)
    for y in 3...6 { for x in 4...11 { rows[y][x] = 0 } }
    let content = Rectangle(x: 4, y: 3, width: 8, height: 4)
    var record = StageRecord()
    _ = Trim().apply(to: Image(grey: rows), in: StageContext(), record: &record)
    #expect(record.crop == content)
    rows[9][19] = 0
    _ = Trim().apply(to: Image(grey: rows), in: StageContext(), record: &record)
    #expect(record.crop == Rectangle(x: 4, y: 3, width: 16, height: 7))
    rows[9][19] = 255 - 12
    _ = Trim().apply(to: Image(grey: rows), in: StageContext(), record: &record)
    #expect(record.crop == content)
  }

  @Test func keepsTheDepth() {
    let image = Image(grey: [[255, 255, 255], [255, 0, 255], [255, 255, 255]])
    #expect(Trim().picture(of: image).samples == .eightBit([0]))
    #expect(Trim().picture(of: image.widened).samples == .sixteenBit([0]))
  }
}
