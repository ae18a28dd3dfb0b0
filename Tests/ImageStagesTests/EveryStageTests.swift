import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests of the properties that all stages have.
struct EveryStageTests {
  /// All stages with their default parameters, and with others that reach other code.
  static let stages: [any Stage] =
    StageCatalogueTests.defaults + [
      Thumbnail(frame: Size(width: 4, height: 3), above: Size(width: 5, height: 5)), Trim(fuzzPercent: 30),
      Resize(frame: Size(width: 6, height: 5), method: .filter(.catrom)),
      Extend(canvas: Size(width: 3, height: 5), background: .black), Blur(sigmaInPixels: 3), Flip(.vertical),
      CentreByMass(canvas: Size(width: 3, height: 3), background: .white),
    ]

  @Test(arguments: stages.indices)
  func greyIsAsRGBOfThreeEqualChannels(_ index: Int) {
    let stage = Self.stages[index]
    for picture in Self.pictures where picture.channels == .grey {
      var (greyRecord, record) = (StageRecord(), StageRecord())
      let grey = stage.apply(to: picture, in: StageContext(), record: &greyRecord)
      let colour = stage.apply(to: picture.asEqualChannels, in: StageContext(), record: &record)
      #expect(grey.asEqualChannels == colour.asEqualChannels, "\(stage.name): \(picture.kind)")
      #expect(greyRecord == record)
    }
  }

  @Test(arguments: stages.indices)
  func byteIsAsTheSampleOf257Times(_ index: Int) {
    let stage = Self.stages[index]
    for picture in Self.pictures where picture != picture.widened {
      var (byteRecord, record) = (StageRecord(), StageRecord())
      let narrow = stage.apply(to: picture, in: StageContext(), record: &byteRecord)
      let wide = stage.apply(to: picture.widened, in: StageContext(), record: &record)
      #expect(narrow.widened == wide.widened, "\(stage.name): \(picture.kind)")
      #expect(byteRecord == record)
    }
  }

  @Test(arguments: stages.indices)
  func samePictureGivesTheSame(_ index: Int) {
    let stage = Self.stages[index]
    for picture in Self.pictures {
      #expect(stage.picture(of: picture) == stage.picture(of: picture), "\(stage.name): \(picture.kind)")
    }
  }

  /// A size that the content decides is at most the size before.
  @Test(arguments: stages.indices)
  func sizeIsKnownBefore(_ index: Int) {
    let stage = Self.stages[index]
    for isShrunkOnLoad in [false, true] {
      let context = StageContext(isShrunkOnLoad: isShrunkOnLoad)
      for picture in Self.pictures {
        var record = StageRecord()
        let size = stage.apply(to: picture, in: context, record: &record).size
        if let known = stage.size(after: picture.size, in: context) {
          #expect(size == known, "\(stage.name): \(picture.kind)")
        } else {
          #expect(size.width <= picture.width && size.height <= picture.height, "\(stage.name)")
        }
      }
    }
    #expect(stage.cost.stepCount > 0 && stage.cost.byteCount >= 0)
  }

  private static let pictures =
    [TestPictures.Filling.noise, .blobOnWhite, .halves].flatMap(TestPictures.small)
}
