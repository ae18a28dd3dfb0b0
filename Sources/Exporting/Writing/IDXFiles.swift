internal import DatasetFormat
internal import IDX

/// The IDX files of a dataset under MNIST's names, compressed.
package enum IDXFiles {
  /// Writes the files of all splits.
  ///
  /// - Returns: the names of the files.
  package static func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws -> [String] {
    var names: [String] = []
    for part in dataset.parts {
      let imagesName = part.split.imagesName(rank: part.type.rank)
      var images = PieceStream(try header([part.count] + part.type.dimensions))
      images.append(part) { part.bytes(of: $0) }
      var labels = PieceStream(try header([part.count]))
      labels.append(Array(part.labels.prefix(part.count)))
      for (name, stream) in [(imagesName, images), (part.split.labelsName, labels)] {
        try await folder.write(stream, gzippedTo: name + ".gz", unpackedName: name)
        names.append(name + ".gz")
      }
    }
    return names
  }

  private static func header(_ dimensions: [Int]) throws -> [UInt8] {
    try IDXHeader(elementType: .uint8, dimensions: dimensions).encoded()
  }
}
