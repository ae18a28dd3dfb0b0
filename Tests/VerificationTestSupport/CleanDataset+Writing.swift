package import DatasetFormat
package import IDX
internal import ImageCore
package import TestSupport

extension CleanDataset {
  /// Returns the images of a split as an array.
  package func images(_ split: Split) throws -> IDXArray {
    let part = self[split]
    return try IDXArray(
      part.images.flatMap(\.self), dimensions: [part.images.count, part.size.height, part.size.width])
  }

  package func labels(_ split: Split) throws -> IDXArray {
    try IDXArray(self[split].labels, dimensions: [self[split].labels.count])
  }

  /// Returns all arrays by the names of their raw files.
  package func arrays() throws -> [String: IDXArray] {
    var arrays: [String: IDXArray] = [:]
    for split in splits {
      arrays[split.imagesName()] = try images(split)
      arrays[split.labelsName] = try labels(split)
    }
    return arrays
  }

  /// Writes the raw files and the list of classes into a folder.
  package func writeRaw(to folder: TemporaryFolder) throws {
    for (name, array) in try arrays() { try folder.write(array.encoded(), to: name) }
    try writeClasses(to: folder)
  }

  /// Writes the compressed files and the list of classes into a folder.
  package func writeCompressed(to folder: TemporaryFolder) async throws {
    for (name, array) in try arrays() {
      try folder.write(try await array.gzipped(name: name), to: name + ".gz")
    }
    try writeClasses(to: folder)
  }

  package func writeClasses(to folder: TemporaryFolder) throws {
    try folder.write(classNames.map { $0 + "\n" }.joined(), to: DatasetFile.classes)
  }
}
