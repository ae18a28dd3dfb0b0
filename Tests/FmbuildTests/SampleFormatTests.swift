import ImageCodecs
import TestSupport
import Testing

struct SampleFormatTests {
  @Test(arguments: [("jpeg", "jpg"), ("webp", "webp"), ("heic", "heic"), ("png", "png")])
  func samplesOfEachFormatAreOfThatFormatAndCanBeConverted(_ format: String, _ ending: String) async throws {
    let known = try #require(FileFormat.all.first { $0.fileExtensions.contains(ending) })
    guard known.isBuiltIn else { return }
    try await withTemporaryFolder { folder in
      let drawn = try await Program.run(
        ["samples", "--out", "photos", "--per-class", "2", "--size", "60x80", "--format", format], in: folder)
      #expect(drawn.exitCode == 0, "\(drawn.errors)")
      #expect(try folder.names(in: "photos/Bag") == ["0000.\(ending)", "0001.\(ending)"])
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--max-rejected", "0"], in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
    }
  }
}
