/// A format from which datasets are imported. A format is a file of `Formats` and a line of `ImportFormats.all`.
protocol ImportFormat: Sendable {
  static var description: ImportDescription { get }

  /// Whether a source looks like this format. Formats are asked in the order of the list.
  static func recognises(_ source: ImportSource) -> Bool

  /// Whether a source that looks like this format is meant as a dataset even where nobody asks for an import: what may as
  /// well be photos, or a dataset of MNIST's kind that is not whole, is not.
  static func isCertain(_ source: ImportSource) -> Bool

  /// Reads a source.
  ///
  /// - Throws: `ImportError` that names the file and the row; `FileSystemError`, `DatasetError`, `CancellationError`.
  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples
}

extension ImportFormat {
  static func isCertain(_ source: ImportSource) -> Bool { true }
}

/// The description of a format, from which help texts and the documentation are made.
package struct ImportDescription: Sendable {
  package let name: String
  /// What is imported, in a few words.
  package let title: String
  /// The datasets and programs that have such files.
  package let origins: String
  /// What surprises people, a sentence each.
  package let notes: [String]
}

/// The choices of the user about how a source is to be understood.
package struct ImportOptions: Sendable {
  /// The names of the classes by label; nil for what the source has.
  package var classNames: [String]?
  /// The height of the images of a table; nil for squares.
  package var height: Int?
  /// The name of the column that has the labels, in tables of pixels also `first` or `last`; nil to find it.
  package var labelColumn: String?
  /// The name of the column of a Parquet file that has the pictures; nil to find it.
  package var imageColumn: String?
  /// Whether rows and columns of IDX images are exchanged, as EMNIST has them; nil if the user does not say.
  package var transposes: Bool?

  package init() {}
}
