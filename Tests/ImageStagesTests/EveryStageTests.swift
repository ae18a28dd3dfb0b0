import ImageCore
import ImageStages
import TestSupport
import Testing

/// What holds for all stages.
struct EveryStageTests {
  /// With the defaults, and with others where they take another way.
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
      var (greyTrace, trace) = (Trace(), Trace())
      let grey = stage.apply(to: picture, trace: &greyTrace)
      let colour = stage.apply(to: picture.asEqualChannels, trace: &trace)
      #expect(grey.asEqualChannels == colour.asEqualChannels, "\(stage.name): \(picture.kind)")
      #expect(greyTrace == trace)
    }
  }

  @Test(arguments: stages.indices)
  func byteIsAsTheSampleOf257Times(_ index: Int) {
    let stage = Self.stages[index]
    for picture in Self.pictures where picture != picture.widened {
      var (byteTrace, trace) = (Trace(), Trace())
      let narrow = stage.apply(to: picture, trace: &byteTrace)
      let wide = stage.apply(to: picture.widened, trace: &trace)
      #expect(narrow.widened == wide.widened, "\(stage.name): \(picture.kind)")
      #expect(byteTrace == trace)
    }
  }

  @Test(arguments: stages.indices)
  func samePictureGivesTheSame(_ index: Int) {
    let stage = Self.stages[index]
    for picture in Self.pictures {
      #expect(stage.picture(of: picture) == stage.picture(of: picture), "\(stage.name): \(picture.kind)")
    }
  }

  private static let pictures =
    [TestPictures.Filling.noise, .blobOnWhite, .halves].flatMap(TestPictures.small)
}
