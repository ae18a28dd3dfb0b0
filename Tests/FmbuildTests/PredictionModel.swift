import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// A dataset of two classes with a model of it, for the tests of `predict`.
enum PredictionModel {
  /// Makes `photos` with 40 photos of each class, `data` of them, and `model`.
  static func with(_ body: (TemporaryFolder) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      for (label, name) in ["hat", "shoe"].enumerated() {
        try folder.makeFolder("photos/\(name)")
        for number in 0..<40 {
          try folder.write(
            ImageEncoder.png(picture(UInt64(100 * label + number), isWide: label == 1)),
            to: "photos/\(name)/\(number).png")
        }
      }
      for arguments in [
        ["convert", "photos", "--out", "data", "--quiet"],
        [
          "train", "data", "--model", "softmax", "--epochs", "30", "--validation", "0.4", "--no-baselines",
          "--quiet", "--out", "model",
        ],
      ] {
        let result = try await Program.run(arguments, in: folder)
        #expect(result.exitCode == 0, "\(result.errors)")
      }
      try await body(folder)
    }
  }

  /// Returns a photo of patches on white, of a wide product or of a high one, which a model can tell apart.
  static func picture(_ seed: UInt64, isWide: Bool) -> Image {
    let side = Size(width: isWide ? 48 : 24, height: isWide ? 24 : 48)
    return TestPhotos.picture(seed: seed, size: side, lightest: 120)
  }

  /// Returns a picture on a background that changes from the left to the right.
  static func gradientPNG() throws -> [UInt8] {
    let size = Size(width: 60, height: 60)
    var bytes: [UInt8] = []
    for y in 0..<60 {
      for x in 0..<60 {
        let isProduct = (20..<40).contains(x) && (15..<45).contains(y)
        bytes += [UInt8](repeating: isProduct ? 20 : UInt8(130 + 2 * x), count: 3)
      }
    }
    return try ImageEncoder.png(Image(size: size, channels: .rgb, samples: .eightBit(bytes)))
  }

  /// Returns a picture as binary PPM.
  static func ppm(_ picture: Image) -> [UInt8] {
    Array("P6\n# a camera\n\(picture.width) \(picture.height)\n255\n".utf8) + picture.eightBitSamples
  }

  /// Returns a PNG of this program without the chunk that names it, as another program would write it.
  static func unsigned(_ png: [UInt8]) throws -> [UInt8] {
    // The signature and the chunk IHDR have 33 bytes; the text's length, type, data and checksum follow.
    let length = png[33..<37].reduce(0) { $0 << 8 | Int($1) }
    #expect(Array(png[37..<41]) == Array("tEXt".utf8))
    return Array(png[..<33]) + Array(png[(33 + 12 + length)...])
  }

  /// Returns the predictions of a run with `--json`.
  static func predictions(_ arguments: [String], in folder: TemporaryFolder, exitCode: Int32 = 0) async throws
    -> [[String: Any]]
  {
    let result = try await Program.run(["predict", "--model", "model", "--json"] + arguments, in: folder)
    #expect(result.exitCode == exitCode, "\(result.errors)")
    let document = try PictureFixtures.document(result.output)
    return try #require(document["predictions"] as? [[String: Any]])
  }

  /// Returns the position of the image of a photo in `data`, such as `train:3`.
  static func position(of source: String, in folder: TemporaryFolder) throws -> String {
    let row = try #require(
      try folder.text("data/manifest.csv").split(separator: "\n").first { $0.contains(",\(source),") })
    let fields = row.split(separator: ",", omittingEmptySubsequences: false)
    return "\(fields[0]):\(fields[1])"
  }
}
