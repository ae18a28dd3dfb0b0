internal import DatasetFormat

/// Tar files of pictures and labels, as the library webdataset reads them from front to back.
package struct WebDatasetExport: ExportFormat {
  package static let description = ExportDescription(
    "webdataset", "tar files with a picture and a label for each image", for: "training at scale",
    files: ["SPLIT-#.tar", "classes.txt"], options: [.provenance], readers: ["webdataset", "datasets"],
    notes: [
      "A label is the member `.cls`, digits alone. `--provenance` adds `.json` with class, source and SHA-256.",
      "Files have at most 10,000 images, in the dataset's order, which is shuffled already.",
    ])

  private let addsProvenance: Bool
  /// The greatest number of images in a file.
  package var largestCount = 10_000
  /// The greatest size in bytes of a file.
  package var largestFile = 256_000_000

  package init(_ options: ExportOptions) throws(ExportError) {
    addsProvenance = options.has(.provenance)
  }

  package func check(_ dataset: ExportedDataset) throws(ExportError) {
    if addsProvenance { try dataset.checkPhotos(for: .provenance) }
  }

  package func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws {
    for part in dataset.parts {
      let photos = addsProvenance ? try dataset.photos(of: part) : nil
      let documents = photos.map { rows in
        rows.map { document($0, dataset.classNames[$0.label]) }
      }
      let largestDocument = documents?.map(\.count).max()
      let largestExample =
        TarMember.byteCount(ofContent: 3)
        + TarMember.byteCount(ofContent: PNGPictures.largestFile(of: part.type))
        + (largestDocument.map { TarMember.byteCount(ofContent: $0) } ?? 0)
      let length = min(largestCount, max(1, (largestFile - TarMember.end.count) / largestExample))
      let width = max(6, "\(part.count - 1)".count)
      let pictures = dataset.pictures
      for (number, shard) in (0..<part.count).pieces(of: length).enumerated() {
        var stream = PieceStream()
        stream.append(part, shard) { range in
          zip(range, try pictures.files(of: part, range)).flatMap { index, picture in
            let key = padded(index, width)
            return TarMember.bytes(key + ".cls", Array("\(part.labels[index])".utf8))
              + (documents.map { TarMember.bytes(key + ".json", $0[index]) } ?? [])
              + TarMember.bytes(key + ".png", picture)
          }
        }
        stream.append(TarMember.end)
        try await folder.write(stream, to: "\(part.split.rawValue)-\(padded(number, 6)).tar")
      }
    }
    try folder.write(dataset.classFile, to: DatasetFile.classes)
  }

  private func document(_ row: ManifestRow, _ className: String) -> [UInt8] {
    let facts = JSONDocument.object([
      ("class", .text(className)), ("source", .text(row.source)), ("sha256", .text(row.sha256)),
    ])
    return Array(facts.encoded(.compact).utf8)
  }

  package func snippet(_ place: ExportPlace) -> [String] {
    let last = padded(max(0, (place.trainCount - 1) / largestCount), 6)
    let files = last == "000000" ? "train-000000.tar" : "train-{000000..\(last)}.tar"
    return [
      "import webdataset",
      "train = webdataset.WebDataset(\(place.quoted(files)), shardshuffle=False).decode(\"\(place.isColour ? "rgb8" : "l8")\")"
        + ".to_tuple(\"png\", \"cls\")",
    ]
  }
}
