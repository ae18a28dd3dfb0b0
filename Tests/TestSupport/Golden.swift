import Foundation
import Testing
package import ImageCore

/// The golden vectors: what the reference program made of each input, in every stage and in the end.
package struct Golden: Decodable, Sendable {
  /// An input and the 784 bytes that the seven steps of the paper make of it.
  package struct Picture: Decodable, Sendable, CustomTestStringConvertible {
    package let name: String
    package let input: String
    package let expected: String
    package let width: Int
    package let height: Int
    package let alpha: Bool
    package let grey: Bool
    package let insertedFirst: String
    package var testDescription: String { name }
  }

  /// What one stage stores for one of the pictures, 16 bits.
  package struct StageResult: Decodable, Sendable, CustomTestStringConvertible {
    package let name: String
    package let stage: String
    package let file: String
    package let width: Int
    package let height: Int
    package let channels: Int
    package var testDescription: String { "\(name), \(stage)" }

    /// The stored samples; an alpha channel is left out.
    package func image() throws -> Image {
      let samples = try Golden.sixteenBitSamples(file)
      let colours =
        channels == 3 ? samples : samples.indices.filter { $0 % 4 != 3 }.map { samples[$0] }
      return Image(size: Size(width: width, height: height), channels: .rgb, samples: .sixteenBit(colours))
    }
  }

  /// An input and what the `png` stage makes of it: 8-bit RGB, upright.
  package struct PNGStageResult: Decodable, Sendable, CustomTestStringConvertible {
    package let name: String
    package let input: String
    package let width: Int
    package let height: Int
    package let rgb: String
    package let expected: String
    // Where ours is meant to differ from the reference program.
    package let deviationWidth: Int?
    package let deviationHeight: Int?
    package let deviationRgb: String?
    package let deviationExpected: String?
    package var testDescription: String { name }

    /// What our stage is to give.
    package var ourSize: Size { Size(width: deviationWidth ?? width, height: deviationHeight ?? height) }
    package var ourRGB: String { deviationRgb ?? rgb }
    package var ourExpected: String { deviationExpected ?? expected }
  }

  /// A photo and its thumbnail, by way of the full decode and, where it applies, of a reduced one.
  package struct ThumbnailResult: Decodable, Sendable, CustomTestStringConvertible {
    package struct Variant: Decodable, Sendable {
      package let midWidth: Int
      package let midHeight: Int
      package let midSha256: String
      package let eighths: Int?
      package let thumbnailWidth: Int
      package let thumbnailHeight: Int
      package let thumbnail: String
      package let expected: String
    }
    package let name: String
    package let input: String
    package let full: Variant
    package let shrink: Variant?
    package var testDescription: String { name }
  }

  private struct PNGStageSection: Decodable, Sendable { let pictures: [PNGStageResult] }
  private struct ThumbnailSection: Decodable, Sendable { let pictures: [ThumbnailResult] }

  package let pictures: [Picture]
  package let stages: [StageResult]
  private let pngStage: PNGStageSection
  private let thumbnail: ThumbnailSection

  package var pngStages: [PNGStageResult] { pngStage.pictures }
  package var thumbnails: [ThumbnailResult] { thumbnail.pictures }

  /// Loaded once; empty only if the resource is broken, which the tests notice by their counts.
  package static let shared: Golden = {
    do {
      return try JSONDecoder().decode(Golden.self, from: Data(bytes("index.json")))
    } catch {
      preconditionFailure("the golden vectors cannot be read: \(error)")
    }
  }()

  /// The file of that name among the vectors.
  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Golden/" + name)))
  }

  /// Unsigned 16 bits, little endian.
  package static func sixteenBitSamples(_ name: String) throws -> [UInt16] {
    let bytes = try bytes(name)
    return stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
  }
}
