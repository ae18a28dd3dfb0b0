package import DatasetFormat
package import FileSystem
internal import Wording

/// Folders of classes for photos whose labels a table gives: hard links, or copies where the system allows no links.
package struct SortedFolders: Sendable {
  /// What a folder of classes is made of: it can be made, and is never replaced.
  package static let content = FolderContent(
    noun: "folder of classes", marker: nil, exampleName: "folders", isOwn: { _ in false })

  package struct File: Sendable, Hashable {
    /// The path of the photo below the heap's folder.
    package let source: String
    /// The path of the link or copy below the new folder.
    package let path: String
  }

  package let files: [File]
  /// The names of the classes' folders with the number of photos, in order.
  package let counts: [(folder: String, count: Int)]

  /// - Parameter photos: the photos with their labels, in the order of the paths.
  /// - Throws: `DatasetError` if a label cannot be the name of a folder, or two labels would be one folder.
  package init(_ photos: [(source: String, label: String)]) throws(DatasetError) {
    var owners: [String: String] = [:]
    var taken: [String: Set<String>] = [:]
    var files: [File] = []
    var counts: [String: Int] = [:]
    for photo in photos {
      let folder = Self.folderName(of: photo.label)
      // A folder of a system without upper and lower case would hold both classes.
      let key = folder.lowercased()
      if let owner = owners[key], owner != photo.label {
        throw DatasetError(
          .invalidInput,
          "the labels '\(owner)' and '\(photo.label)' would be one folder, \(folder); give one of them another name"
        )
      }
      owners[key] = photo.label
      guard !folder.isEmpty, !folder.hasPrefix("."), folder.utf8.count <= 255, !folder.utf8.contains(0) else {
        throw DatasetError(
          .invalidInput,
          "the label '\(photo.label)' cannot be the name of a folder; give it another name in the table")
      }
      let name = Self.freeName(lastName(of: photo.source) ?? photo.source, among: &taken[key, default: []])
      files.append(File(source: photo.source, path: "\(folder)/\(name)"))
      counts[folder, default: 0] += 1
    }
    self.files = files
    self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Returns the name of a class's folder: `T-shirt-top` for `T-shirt/top`, which `convert` takes for the same class.
  static func folderName(of label: String) -> String { onOneLine(label).replacing("/", with: "-") }

  /// Returns the name of a photo, with a number behind it if another photo of the class has the same.
  private static func freeName(_ name: String, among taken: inout Set<String>) -> String {
    if taken.insert(name.lowercased()).inserted { return name }
    let (stem, ending) = pathAndEnding(of: name)
    var number = 2
    while !taken.insert("\(stem)-\(number)\(ending)".lowercased()).inserted { number += 1 }
    return "\(stem)-\(number)\(ending)"
  }

  /// Makes the folders.
  ///
  /// - Returns: how many of the photos are links; the others are copies.
  /// - Throws: `FileSystemError` if something stands at the path already, or a photo can be neither linked nor copied;
  ///   then nothing is left there.
  package func write(to path: String, photosIn root: String) throws -> Int {
    let folder = try TargetFolder(path: path, of: Self.content, overwrites: false)
    var linkCount = 0
    for count in counts { try makeFolder(folder.workPath + "/" + count.folder) }
    for file in files {
      try Task.checkCancellation()
      if try LinkedFile.make(folder.workPath + "/" + file.path, of: root + "/" + file.source) {
        linkCount += 1
      }
    }
    try folder.commit()
    return linkCount
  }
}
