import Foundation
package import ImageCore
import Testing

/// The golden vectors: the reference program's results for each input, after every stage and at the end.
package struct Golden: Decodable, Sendable {
  /// An input with the 784 bytes that the paper's seven steps make of it.
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

  /// The result of one stage for one of the pictures, 16 bits.
  package struct StageResult: Decodable, Sendable, CustomTestStringConvertible {
    package let name: String
    package let stage: String
    package let file: String
    package let width: Int
    package let height: Int
    package let channels: Int
    package var testDescription: String { "\(name), \(stage)" }

    /// Returns the stored samples as an image without alpha.
    package func image() throws -> Image {
      let samples = try Golden.sixteenBitSamples(file)
      let colours =
        channels == 3 ? samples : samples.indices.filter { $0 % 4 != 3 }.map { samples[$0] }
      return Image(size: Size(width: width, height: height), channels: .rgb, samples: .sixteenBit(colours))
    }
  }

  /// An input with the result of the `png` stage: 8-bit RGB, upright.
  package struct PNGStageResult: Decodable, Sendable, CustomTestStringConvertible {
    package let name: String
    package let input: String
    package let width: Int
    package let height: Int
    package let rgb: String
    package let expected: String
    // The intended deviations from the reference program; nil if there are none.
    package let deviationWidth: Int?
    package let deviationHeight: Int?
    package let deviationRgb: String?
    package let deviationExpected: String?
    package var testDescription: String { name }

    /// The expected size of our stage's result.
    package var ourSize: Size { Size(width: deviationWidth ?? width, height: deviationHeight ?? height) }
    package var ourRGB: String { deviationRgb ?? rgb }
    package var ourExpected: String { deviationExpected ?? expected }
  }

  /// A photo with its thumbnail, by the full decode and, where possible, by a reduced one.
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

  /// The index of the vectors. A broken resource ends the tests.
  package static let shared: Golden = {
    do {
      return try JSONDecoder().decode(Golden.self, from: Data(bytes("index.json")))
    } catch {
      preconditionFailure("the golden vectors cannot be read: \(error)")
    }
  }()

  /// Returns the bytes of a file among the vectors.
  package static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Golden/" + name)))
  }

  /// Returns the samples of a file of unsigned 16-bit little-endian numbers.
  package static func sixteenBitSamples(_ name: String) throws -> [UInt16] {
    let bytes = try bytes(name)
    return stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8 }
  }
}
