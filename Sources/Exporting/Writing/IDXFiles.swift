internal import DatasetFormat
internal import IDX

/// The IDX files of a dataset under MNIST's names, compressed.
package enum IDXFiles {
  /// Writes the files of all splits.
  package static func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    for part in dataset.parts {
      let imagesName = part.split.imagesName(rank: part.type.rank)
      var images = PieceStream(try part.idxHeader(.images).encoded())
      images.append(part) { part.bytes(of: $0) }
      var labels = PieceStream(try part.idxHeader(.labels).encoded())
      labels.append(Array(part.labels.prefix(part.count)))
      for (name, stream) in [(imagesName, images), (part.split.labelsName, labels)] {
        try await folder.write(stream, gzippedTo: name + ".gz", unpackedName: name)
      }
    }
  }
}
