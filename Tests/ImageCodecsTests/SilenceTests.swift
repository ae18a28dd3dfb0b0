import ImageCodecs
import Testing
import TestSupport

struct SilenceTests {
  @Test func nothingIsWrittenToStandardErrorOrOutput() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      let palette = PNGBuilder.Chunk(type: "PLTE", data: [1, 2, 3], hasRightChecksum: false)
      let jpeg = try Fixtures.bytes("png-stage/jpeg-baseline.jpg")
      let png = try Fixtures.bytes("png-stage/png-rgb-8.png")
      let files: [[UInt8]] = [
        jpeg.dropLast(50), jpeg.dropLast(2), png.dropLast(50), PNGBuilder.grey2x2(before: [palette]).bytes,
        [],
      ]
      let others = try [
        "lossy.webp", "plain.gif", "rgb.tif", "jpeg.tif", "fax.tif", "lossless.avif", "full-colour.heic",
      ].map { try Fixtures.bytes("formats/" + $0) }
      var decoder = PhotoDecoder()
      var generator = SeededGenerator(seed: 1)
      for file in others {
        for _ in 0..<100 { _ = try? decoder.decode(mutated(file, using: &generator)) }
      }
      for file in files {
        _ = try? decoder.decode(file)
        _ = try? decoder.decode(file, options: takingDamage)
      }
    }
    // The test's own output shows that the test runs.
    for content in [result?.standardErrorContent, result?.standardOutputContent] {
      let text = String(decoding: content ?? [], as: UTF8.self)
      for word in ["libpng", "JPEG", "CRC", "TIFF", "OBU", "sequence header", "Warning", "Error"] {
        #expect(!text.contains(word), "\(text)")
      }
    }
  }
}
