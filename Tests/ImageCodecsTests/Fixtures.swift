import Foundation
import ImageCore
import Testing
import TestSupport

/// Files in the tests' folder: kinds of JPEG that only the decoders' tests need, in addition to the golden vectors.
enum Fixtures {
  /// Returns the bytes of the file at a path in the tests' folder, or else among the golden vectors.
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let file = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: file.path) else { return try Golden.bytes(path) }
    return try [UInt8](Data(contentsOf: file))
  }

  private struct Index: Decodable {
    let pngStage: [StagePicture]
  }

  /// A picture and the 8-bit RGB that the `png` stage makes from it.
  struct StagePicture: Decodable, CustomTestStringConvertible {
    let input: String
    let rgb: String
    let width: Int
    let height: Int
    var testDescription: String { input }
  }

  /// The pictures of the golden vectors and those in the tests' folder.
  static let stagePictures: [StagePicture] = {
    do {
      let own = try JSONDecoder().decode(Index.self, from: Data(bytes("index.json"))).pngStage
      let golden = Golden.shared.pngStages.map { picture in
        StagePicture(
          input: picture.input, rgb: picture.ourRGB, width: picture.ourSize.width,
          height: picture.ourSize.height)
      }
      return own + golden
    } catch {
      Issue.record("Fixtures/index.json: \(error)")
      return []
    }
  }()
}
