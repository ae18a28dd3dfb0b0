import Foundation
import ImageCodecs
import ImageCore
import Testing

/// A small file of a photo format, drawn by `Fixtures/formats/draw.py`, and the samples that it decodes to.
struct FormatFixture: Decodable, CustomTestStringConvertible {
  /// The file's name in the folder.
  let file: String
  /// The PNG with the samples.
  let expected: String
  let kind: String
  /// What made the PNG: "drawn" if the file is lossless and the PNG has the very pixels that were encoded, otherwise the
  /// program that decoded the file.
  let by: String
  let orientation: Int
  let warnings: [String]

  var testDescription: String { "\(file), samples by \(by)" }

  var format: FileFormat? {
    FileFormat.all.first { $0.fileExtensions.contains(String(file.split(separator: ".")[1])) }
  }

  func bytes() throws -> [UInt8] { try Fixtures.bytes("formats/" + file) }

  /// The fixtures whose formats this build decodes.
  static let all: [FormatFixture] = {
    do {
      let list = try JSONDecoder().decode(
        [FormatFixture].self, from: Data(Fixtures.bytes("formats/formats.json")))
      return list.filter { $0.format?.isBuiltIn ?? true }
    } catch {
      Issue.record("formats.json: \(error)")
      return []
    }
  }()
}
