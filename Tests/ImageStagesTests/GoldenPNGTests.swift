import ImageCodecs
import ImageCore
import ImageStages
import TestSupport
import Testing

/// The first step on files of every kind, no pixel different, and what the other steps make of its result.
struct GoldenPNGTests {
  @Test func vectorsAreThere() {
    #expect(Golden.shared.pngStages.count == 56)
    #expect(Golden.shared.pngStages.count { $0.deviationRgb != nil } == 2)
  }

  @Test(arguments: Golden.shared.pngStages)
  func pngGivesTheReferencesPixels(_ result: Golden.PNGStageResult) throws {
    var decoder = PhotoDecoder()
    let image = try PNG().image(from: decoder.decode(Golden.bytes(result.input)).image)
    #expect(image.size == result.ourSize)
    #expect(image.channels == .rgb)
    #expect(try image.samples == .eightBit(Golden.bytes(result.ourRGB)))
  }

  @Test(arguments: Golden.shared.pngStages)
  func sevenStepsGiveTheReferencesBytes(_ result: Golden.PNGStageResult) throws {
    var decoder = PhotoDecoder()
    let image = try PNG().image(from: decoder.decode(Golden.bytes(result.input)).image)
    #expect(try GoldenPaperTests.bytes(of: image) == Golden.bytes(result.ourExpected))
  }
}
