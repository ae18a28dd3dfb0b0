internal import Checksums
package import DatasetFormat
internal import Exporting
internal import FileSystem

/// The content of `layout.json`, the file by which a folder is known as a layout: what it is and of what it was made.
package struct LayoutRecord: Codable, Sendable {
  /// The name of the file.
  static let fileName = "layout.json"
  /// The version of the file's format.
  static let currentSchema = 1

  package struct File: Codable, Sendable {
    /// The path below the layout's folder.
    package var path: String
    /// The SHA-256 of a text that people may change, by which a changed one is known; nil for other files.
    package var sha256: String?
  }

  package var schema = Self.currentSchema
  package var program: DatasetDescription.Program
  /// The names of the loaders, or `classroom`.
  package var loaders: [String]
  /// The dataset's name, which is part of the names of files.
  package var name: String
  /// The type of the images.
  package var image: ExampleType
  /// The number of images of each split.
  package var images: [Split: Int]
  /// The names of the classes, by label.
  package var classes: [String]
  /// The SHA-256 of each IDX file of the dataset without compression, 64 hexadecimal digits, by its name without `.gz`.
  package var payloads: [String: String]
  /// All files of the layout but this one, sorted.
  package var files: [File]

  init(_ dataset: ExportedDataset, loaders: [String], files: [File]) {
    program = .current
    self.loaders = loaders
    name = dataset.name
    image = dataset.type
    images = Dictionary(uniqueKeysWithValues: dataset.parts.map { ($0.split, $0.count) })
    classes = dataset.classNames
    payloads = Dictionary(uniqueKeysWithValues: dataset.payloads.map { ($0.name, "\($0.sha256)") })
    self.files = files
  }
}

extension FolderContent {
  /// Returns the content of a layout's folder, which decides what may be replaced in it: the files of the layout that is
  /// there, by its record, except texts that were changed.
  ///
  /// - Parameter newNames: the names of what a new layout will have directly in the folder.
  /// - Throws: `DatasetError` if there is a record that is none of a layout, or a file cannot be read.
  static func layout(at path: String, replacedBy newNames: Set<String>) throws(DatasetError) -> FolderContent
  {
    var files: Set<String> = [LayoutRecord.fileName]
    if let former = try LayoutRecord(ofLayoutAt: path) {
      for file in former.files where try !file.isChanged(below: path) { files.insert(file.path) }
    }
    let folders = Set(
      files.flatMap { file in
        let names = pathNames(of: file)
        return (1..<max(1, names.count)).map { names.prefix($0).joined(separator: "/") }
      })
    let free = newNames.filter { FileIdentity(path + "/" + $0) == nil }
    return FolderContent(noun: "layout", marker: LayoutRecord.fileName, exampleName: "layout") {
      [files] path in
      files.contains(path) || folders.contains(path) || free.contains(path)
    }
  }
}

extension LayoutRecord {
  /// Reads the record of a layout; nil if there is none.
  ///
  /// - Throws: `DatasetError` if it cannot be read.
  fileprivate init?(ofLayoutAt path: String) throws(DatasetError) {
    let file = path + "/" + Self.fileName
    guard FileIdentity(file) != nil else { return nil }
    self = try JSONText.decode(contentsOf: file)
  }
}

extension LayoutRecord.File {
  /// Whether the file is a text that was changed since the layout was made.
  ///
  /// - Throws: `DatasetError` if it cannot be read.
  fileprivate func isChanged(below folder: String) throws(DatasetError) -> Bool {
    let place = folder + "/" + path
    guard let sha256, FileIdentity(place)?.kind == .file else { return false }
    do throws(FileSystemError) {
      return "\(try SHA256Digest(ofFile: place))" != sha256
    } catch {
      throw DatasetError(error)
    }
  }
}
