import Foundation
import ImageCore
import TestSupport
import Testing

/// Files beside the tests: kinds of JPEG that only the decoders need, next to the golden vectors.
enum Fixtures {
  /// The file of that name here or, where there is none, among the golden vectors.
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let file = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: file.path) else { return try Golden.bytes(path) }
    return try [UInt8](Data(contentsOf: file))
  }

  private struct Index: Decodable {
    let pngStage: [StagePicture]
  }

  /// A picture and the 8-bit RGB that the `png` stage makes of it.
  struct StagePicture: Decodable, CustomTestStringConvertible {
    let input: String
    let rgb: String
    let width: Int
    let height: Int
    var testDescription: String { input }
  }

  /// The pictures of the golden vectors and those that are only here.
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
