import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests that every stage gives exactly the 16-bit samples that the reference stores after it.
struct GoldenStageTests {
  /// The results for pictures without alpha, because no picture has alpha after `decode`.
  static let results = Golden.shared.stages.filter { result in
    result.name != "rgba-noise-20x31"
      // If trim finds nothing, the reference continues with a transparent pixel, and its edge map depends on alpha,
      // which pictures here never have. The result is white in both cases.
      && !(result.name == "uniform-within-fuzz"
        && ["edge", "level1", "blur", "level2"].contains(result.stage))
  }

  @Test func vectorsAreThere() {
    #expect(Self.results.count == 106)
  }

  @Test(arguments: results)
  func stageStoresTheReferencesSamples(_ result: Golden.StageResult) throws {
    let decoded = try #require(Golden.shared.stages.first { $0.name == result.name && $0.stage == "decode" })
    let image = try Self.picture(decoded.image(), after: result.stage)
    let expected = try result.image()
    #expect(image.size == expected.size)
    #expect(image.sixteenBitSamples == expected.sixteenBitSamples)
  }

  private static func picture(_ decoded: Image, after stage: String) throws -> Image {
    var record = StageRecord()
    let order = ["decode", "trim", "sample", "sharpen", "extent", "negate", "gray"]
    let stages: [any Stage] = [Trim(), Resize(), Sharpen(), Extend(), Negate()]
    if let count = order.firstIndex(of: stage) {
      let image = stages.prefix(count).reduce(decoded) {
        $1.apply(to: $0, in: StageContext(), record: &record)
      }
      guard stage == "gray" else { return image }
      let grey = Grayscale().lumaImage(of: image).sixteenBitSamples
      return Image(size: image.size, channels: .rgb, samples: .sixteenBit(grey.flatMap { [$0, $0, $0] }))
    }
    let sampled = stages.prefix(2).reduce(decoded) { $1.apply(to: $0, in: StageContext(), record: &record) }
    var map = EdgeMap(edgesOf: sampled)
    for step in ["level1", "blur", "level2"] {
      if stage == "edge" { break }
      if step == "blur" { map.blur() } else { map.level() }
      if step == stage { break }
    }
    return map.image
  }
}
