import ImageCore
import ImageStages
import Testing
import TestSupport

/// Every stage against what the reference stores after it, 16 bits, no sample different.
struct GoldenStageTests {
  /// The pictures without an alpha channel: ours has none after `png`.
  static let results = Golden.shared.stages.filter { result in
    result.name != "rgba-noise-20x31"
      // The reference goes on with a transparent pixel where trim found nothing; its map of outlines then shows
      // how it treats alpha, which ours never sees. What comes of it is the same white.
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
    var trace = Trace()
    let order = ["decode", "trim", "sample", "sharpen", "extent", "negate", "gray"]
    let stages: [any Stage] = [Trim(), Resize(), Sharpen(), Extend(), Negate()]
    if let count = order.firstIndex(of: stage) {
      let image = stages.prefix(count).reduce(decoded) { $1.apply(to: $0, trace: &trace) }
      guard stage == "gray" else { return image }
      let grey = Grayscale().lumaImage(of: image).sixteenBitSamples
      return Image(size: image.size, channels: .rgb, samples: .sixteenBit(grey.flatMap { [$0, $0, $0] }))
    }
    let sampled = stages.prefix(2).reduce(decoded) { $1.apply(to: $0, trace: &trace) }
    var map = EdgeMap(edgesOf: sampled)
    for step in ["level1", "blur", "level2"] {
      if stage == "edge" { break }
      if step == "blur" { map.blur() } else { map.level() }
      if step == stage { break }
    }
    return map.image
  }
}
