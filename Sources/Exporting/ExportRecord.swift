package import DatasetFormat
internal import FileSystem

/// The content of `export.json`, the file by which a folder is known as an export: what it is and of what it was made.
package struct ExportRecord: Codable, Sendable {
  /// The name of the file.
  package static let fileName = "export.json"
  /// The version of the file's format.
  static let currentSchema = 1

  package struct ClassEntry: Codable, Sendable {
    package var label: Int
    package var name: String
    /// The number of images of the class in each split.
    package var images: [Split: Int]
  }

  /// One IDX file of which the export was made.
  package struct Source: Codable, Sendable {
    /// The name of the file without `.gz`.
    package var file: String
    /// The SHA-256 of the uncompressed file, header and elements, 64 lower-case hexadecimal digits.
    package var payloadSHA256: String
  }

  package var schema = Self.currentSchema
  package var program: DatasetDescription.Program
  /// The format's name, as for `--to`.
  package var format: String
  /// The export's name, which is part of the names of files.
  package var name: String
  /// The type of the images.
  package var image: ExampleType
  /// The number of images of each split in the dataset; some formats hold only some of them.
  package var images: [Split: Int]
  package var classes: [ClassEntry]
  package var sources: [Source]
  /// The version of the dataset that was published; nil for an export that is not for publishing.
  package var version: String?

  package init(_ dataset: ExportedDataset, format: String) {
    program = .current
    self.format = format
    name = dataset.name
    image = dataset.type
    images = Dictionary(uniqueKeysWithValues: dataset.parts.map { ($0.split, $0.count) })
    let counts = dataset.parts.map { ($0.split, ClassCounts($0, classCount: dataset.classNames.count)) }
    classes = dataset.classNames.enumerated().map { label, name in
      ClassEntry(
        label: label, name: name,
        images: Dictionary(uniqueKeysWithValues: counts.map { ($0, $1[label]) }))
    }
    sources = dataset.payloads.map { Source(file: $0.name, payloadSHA256: "\($0.sha256)") }
  }
}

extension ExportRecord {
  /// Reads the record of an export's folder.
  ///
  /// - Parameter isRequired: whether it is an error if there is no record; otherwise the result is then nil.
  /// - Throws: `DatasetError` if there is none, or it cannot be read.
  package init?(ofFolder folder: String, isRequired: Bool = false) throws(DatasetError) {
    let file = folder + "/" + Self.fileName
    guard isRequired || FileIdentity(file) != nil else { return nil }
    self = try JSONText.decode(contentsOf: file)
  }
}

extension FolderContent {
  /// Returns the content of an export's folder, which decides what may be replaced in it: the files of the export that is
  /// there, by its record, and those of the new one.
  ///
  /// - Throws: `DatasetError` if there is a record that is none of an export.
  static func export(
    at path: String, replacedBy format: ExportDescription, name: String
  ) throws(DatasetError) -> FolderContent {
    var owners = [(format.files, name)]
    if let former = try ExportRecord(ofFolder: path),
      let files = ExportFormats.descriptions.first(where: { $0.name == former.format })?.files
    {
      owners.append((files, former.name))
    }
    return FolderContent(noun: "export", marker: ExportRecord.fileName, exampleName: "export") {
      [owners] path in
      path == ExportRecord.fileName
        || owners.contains { files, name in files.contains { $0.matches(path, of: name) } }
    }
  }
}
