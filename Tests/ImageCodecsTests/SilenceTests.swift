import ImageCodecs
import Testing

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
      var decoder = PhotoDecoder()
      for file in files {
        _ = try? decoder.decode(file)
        _ = try? decoder.decode(file, options: takingDamage)
      }
    }
    // The test's own output shows that the test runs.
    for content in [result?.standardErrorContent, result?.standardOutputContent] {
      let text = String(decoding: content ?? [], as: UTF8.self)
      #expect(!text.contains("libpng") && !text.contains("JPEG") && !text.contains("CRC"), "\(text)")
    }
  }
}
