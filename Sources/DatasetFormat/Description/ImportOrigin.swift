/// The files of other programs from which the images of a dataset were imported, as they were.
public struct ImportOrigin: Codable, Sendable, Hashable {
  public enum Kind: String, Codable, Sendable {
    case imported = "import"
  }

  public var kind = Kind.imported
  /// The name of the files' format, such as `npz`.
  public var format: String
  /// The files that were read, in the order of their names; for folders of pictures, the tables beside them only, as
  /// the manifest has the checksum of each picture.
  public var files: [Recipe.FileReference]

  package init(format: String, files: [Recipe.FileReference]) {
    self.format = format
    self.files = files
  }
}

extension Recipe.Pipeline {
  /// The pipeline that recipes of imported datasets name: it has no stage, as no photo was converted.
  package static let imported = Self(
    name: "import", summary: "images taken as another program made them", stages: [])

  /// Whether no photo was converted, because the images were imported.
  package var isImport: Bool { self == .imported }
}
