import ImageCore
import Testing
import TestSupport

/// Tests of `fmbuild convert` with photos that are neither JPEG nor PNG.
struct PhotoFormatConvertTests {
  /// Returns a picture as a raw PPM.
  private func ppm(seed: UInt64) -> [UInt8] {
    let picture = TestPhotos.picture(seed: seed)
    return Array("P6\n\(picture.width) \(picture.height)\n255\n".utf8) + picture.eightBitSamples
  }

  @Test func photosOfAnotherFormatGiveTheImagesThatPNGsOfTheSamePixelsGive() async throws {
    try await withTemporaryFolder { folder in
      for seed in 0..<6 {
        let name = "\(seed % 2 == 0 ? "hat" : "shoe")/\(seed)"
        try folder.makeFolder("png/\(seed % 2 == 0 ? "hat" : "shoe")")
        try folder.makeFolder("ppm/\(seed % 2 == 0 ? "hat" : "shoe")")
        try folder.write(TestPhotos.png(seed: UInt64(seed)), to: "png/\(name).png")
        // The file's name does not decide.
        try folder.write(ppm(seed: UInt64(seed)), to: "ppm/\(name).\(seed < 3 ? "ppm" : "jpg")")
      }
      var images: [[UInt8]] = []
      for photos in ["png", "ppm"] {
        // Files with other bytes would go to other splits.
        let result = try await Program.run(
          ["convert", photos, "--out", "data-\(photos)", "--test-fraction", "0", "--no-shuffle"], in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
        try images.append(folder.bytes("data-\(photos)/train-images-idx3-ubyte.gz"))
      }
      #expect(images[0] == images[1])
      #expect(images[0].count > 100)
    }
  }

  @Test func damagedPhotoOfEachFormatIsNamedWithItsPathAndWhatToDo() async throws {
    let starts: [(name: String, bytes: [UInt8])] = [
      ("a.webp", Array("RIFF\u{40}\0\0\0WEBPVP8L\u{30}\0\0\0/".utf8)),
      ("b.heic", Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic\0\0".utf8)),
      ("c.tif", Array("II*\0\u{8}\0\0\0\u{9}\0".utf8)), ("d.gif", Array("GIF89a\u{9}\0\u{9}\0".utf8)),
      ("e.bmp", Array("BM\u{40}\0\0\0\0\0\0\0\u{36}\0\0\0".utf8)), ("f.pgm", Array("P5\n9 9\n255\nxyz".utf8)),
    ]
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("hat", 7), ("shoe", 7)], to: folder)
      for start in starts { try folder.write(start.bytes, to: "photos/hat/\(start.name)") }
      let result = try await Program.run(
        ["convert", "photos", "--out", "data", "--max-rejects", "\(starts.count)"], in: folder)
      #expect(result.exitCode == 0)
      let rejected = try folder.text("data/rejects.csv").split(separator: "\n")
      #expect(rejected.count == 1 + starts.count)
      for start in starts {
        let line = try #require(
          result.errors.split(separator: "\n").first { $0.hasPrefix("hat/\(start.name): ") })
        #expect(line.contains("; "))
        #expect(rejected.contains { $0.hasPrefix("hat/\(start.name),") })
      }
    }
  }
}
