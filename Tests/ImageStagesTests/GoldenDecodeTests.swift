import ImageCodecs
import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests that decoding and the following steps equal the golden vectors exactly, for files of every kind.
struct GoldenDecodeTests {
  @Test func vectorsAreThere() {
    #expect(Golden.shared.pngStages.count == 56)
    #expect(Golden.shared.pngStages.count { $0.deviationRgb != nil } == 2)
  }

  @Test(arguments: Golden.shared.pngStages)
  func decodeGivesTheReferencesPixels(_ result: Golden.PNGStageResult) throws {
    var decoder = PhotoDecoder()
    let image = try Decode().image(from: decoder.decode(Golden.bytes(result.input)).image)
    #expect(image.size == result.ourSize)
    #expect(image.channels == .rgb)
    #expect(try image.samples == .eightBit(Golden.bytes(result.ourRGB)))
  }

  @Test(arguments: Golden.shared.pngStages)
  func sevenStepsGiveTheReferencesBytes(_ result: Golden.PNGStageResult) throws {
    var decoder = PhotoDecoder()
    let image = try Decode().image(from: decoder.decode(Golden.bytes(result.input)).image)
    #expect(try GoldenPaperTests.bytes(of: image) == Golden.bytes(result.ourExpected))
  }
}
