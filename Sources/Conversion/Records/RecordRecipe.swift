internal import Checksums
package import DatasetFormat
internal import ImageCodecs

/// All that decides what image a photo gives: records with equal recipes can stand in one dataset.
///
/// Records carry it as 32 hexadecimal digits, because the metadata of a stream is lost where an engine stores its rows.
package struct RecordRecipe: Codable, Sendable, Hashable {
  /// The version of the records.
  package let records: String
  package let program: DatasetDescription.Program
  package let stages: [Recipe.Pipeline.Stage]
  package let isFast: Bool
  package let keepsBlank: Bool
  package let acceptsTruncated: Bool
  package let minimumContrast: Int
  package let maximumPixels: Int
  package let libjpegTurbo: String
  package let libpng: String

  package init(_ recipe: Recipe) {
    records = ImageRecord.version
    program = .current
    stages = recipe.pipeline.stages
    isFast = recipe.isFast
    keepsBlank = recipe.selection.keepsBlank
    acceptsTruncated = recipe.selection.acceptsTruncated
    minimumContrast = recipe.selection.minimumContrast
    maximumPixels = recipe.selection.maximumPixels
    libjpegTurbo = LibraryVersions.jpeg
    libpng = LibraryVersions.png
  }

  /// The recipe as JSON with sorted keys.
  package var text: String {
    get throws { try JSONText.encode(self) }
  }

  /// The first half of the SHA-256 of the JSON, 32 lower-case hexadecimal digits.
  package var digits: String {
    get throws { String("\(SHA256Hasher.digest(Array(try text.utf8)))".prefix(32)) }
  }
}
