/// The description of a format, from which help texts, the list of formats and the documentation are made.
package struct ExportDescription: Sendable {
  /// The language of the code that loads an export.
  package enum Language: String, Sendable {
    case python
    case r
    case matlab
    case c
  }

  /// The name for the option `--to`.
  package let name: String
  /// What it is, in a few words.
  package let title: String
  /// The people for whom it is meant, in a few words.
  package let audience: String
  /// The files of an export.
  let files: [PathPattern]

  /// The files of an export, with `NAME` for its name, `SPLIT` for train, validation or test, and `#` for digits.
  package var fileNames: [String] { files.map(\.text) }

  /// The options that the format takes.
  package let options: [ExportOption]
  package let language: Language
  /// The programs that open an export unchanged, as `scripts/check-exports` tests.
  package let readers: [String]
  /// What surprises people, a sentence each.
  package let notes: [String]

  init(
    _ name: String, _ title: String, for audience: String, files: [PathPattern], options: [ExportOption] = [],
    language: Language = .python, readers: [String], notes: [String] = []
  ) {
    self.name = name
    self.title = title
    self.audience = audience
    self.files = files
    self.options = options
    self.language = language
    self.readers = readers
    self.notes = notes
  }
}
