import Foundation
import Testing

/// Files beside the tests.
enum Fixtures {
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return try [UInt8](Data(contentsOf: folder.appending(path: path)))
  }

  /// Samples of 16 bits, stored little-endian.
  static func wideSamples(_ path: String) throws -> [UInt16] {
    let bytes = try bytes(path)
    return stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0 + 1]) << 8 | UInt16(bytes[$0]) }
  }

  /// What is known about the pictures among them.
  struct Index: Decodable {
    let pngStage: [StagePicture]
    let decode: [DecodedPicture]
    let photos: [Photo]
  }

  /// A picture and the 8-bit RGB that the `png` stage makes of it.
  struct StagePicture: Decodable, CustomTestStringConvertible {
    let input: String
    let rgb: String
    let width: Int
    let height: Int
    var testDescription: String { input }
  }

  /// A picture and its samples at 16 bits, not turned; grey as three equal channels.
  struct DecodedPicture: Decodable, CustomTestStringConvertible {
    let input: String
    let samples: String
    let width: Int
    let height: Int
    let channels: Int
    var testDescription: String { input }
  }

  /// A photo and the SHA-256 of the 8-bit RGB that the `png` stage makes of it.
  struct Photo: Decodable, CustomTestStringConvertible {
    struct Result: Decodable {
      let width: Int
      let height: Int
      let sha256: String
      let eighths: Int?
    }

    let input: String
    /// Decoded in full; not given where that takes long to compare.
    let full: Result?
    /// Decoded at a fraction of its size; not given where shrinking does nothing.
    let shrunk: Result?
    var testDescription: String { input }
  }

  static let index: Index = {
    do {
      return try JSONDecoder().decode(Index.self, from: Data(bytes("index.json")))
    } catch {
      Issue.record("Fixtures/index.json: \(error)")
      return Index(pngStage: [], decode: [], photos: [])
    }
  }()
}
