import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Fixtures for the tests of `stages`, `sprite` and `show`.
enum PictureFixtures {
  /// Makes `photos` with two classes, and converts them to `data`: 14 training and 2 test images.
  static func withDataset(
    converting options: [String] = [], _ body: (TemporaryFolder) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("Cap", 8), ("Scarf", 8)], to: folder)
      let converted = try await Program.run(
        ["convert", "photos", "--out", "data", "--per-class", "7,1", "--quiet"] + options, in: folder)
      #expect(converted.exitCode == 0, "\(converted.errors)")
      try await body(folder)
    }
  }

  /// Returns the decoded image of a PNG file.
  static func picture(_ name: String, in folder: TemporaryFolder) throws -> DecodedImage {
    var decoder = PhotoDecoder()
    return try decoder.decode(try folder.bytes(name)).image
  }

  static func document(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static func examples(_ text: String) throws -> [[String: Any]] {
    try #require(try document(text)["images"] as? [[String: Any]])
  }
}
