internal import DatasetReading
internal import ImageCore
internal import DatasetBuilding
internal import IDX
internal import TestSupport
internal import Verification

extension Plant {
  private static let trainImages = Split.train.imagesName()
  private static let trainLabels = Split.train.labelsName
  private static let t10kImages = Split.t10k.imagesName()
  private static let t10kLabels = Split.t10k.labelsName

  /// Defects of the files.
  static let container: [Plant] = headers + lengths + gzip + names + classLists

  // MARK: -

  /// Puts compressed bytes in the place of an archive's.
  private static func replace(_ name: String, _ folder: TemporaryFolder, with bytes: [UInt8]) async throws
    -> [String]
  {
    try folder.write(try await Gzip.compress(bytes, name: name), to: name + ".gz")
    return [name + ".gz"]
  }

  /// Changes the bytes of a compressed archive as they stand.
  private static func edit(_ name: String, _ folder: TemporaryFolder, _ edit: (inout [UInt8]) -> Void) throws
    -> [String]
  {
    var bytes = try folder.bytes(name + ".gz")
    edit(&bytes)
    try folder.write(bytes, to: name + ".gz")
    return [name + ".gz"]
  }

  private static let headers = [
    Plant(
      "wrong magic number", "idx-header",
      .files { folder, dataset in
        try await replace(trainImages, folder, with: [1] + dataset.images(.train).encoded().dropFirst())
      }),
    Plant(
      "element type that IDX does not have", "idx-header",
      .files { folder, dataset in
        try await replace(
          trainImages, folder, with: [0, 0, 7] + dataset.images(.train).encoded().dropFirst(3))
      }),
    Plant(
      "float32 instead of bytes", "idx-header",
      .files { folder, dataset in
        let images = try dataset.images(.t10k)
        let floats = try IDXArray(
          images.payload.map { Float($0) / 255 }, dimensions: images.header.dimensions)
        return try await replace(t10kImages, folder, with: floats.encoded())
      }),
    Plant(
      "images in rows without columns", "idx-header",
      .files { folder, dataset in
        let images = try dataset.images(.train)
        let pixelCount = dataset.train.size.pixelCount
        let flat = try IDXArray(images.payload, dimensions: [images.payload.count / pixelCount, pixelCount])
        return try await replace(trainImages, folder, with: flat.encoded())
      }),
    Plant(
      "labels with a second dimension", "idx-header",
      .files { folder, dataset in
        let labels = try dataset.labels(.t10k).payload
        return try await replace(
          t10kLabels, folder, with: try IDXArray(labels, dimensions: [labels.count, 1]).encoded())
      }),
    Plant(
      "splits of different sizes", "image-size",
      .files { folder, dataset in
        var padded = dataset
        padded.t10k.size.height += 2
        padded.t10k.images = padded.t10k.images.map { row in
          let margin = [UInt8](repeating: 0, count: dataset.t10k.size.width)
          return margin + row + margin
        }
        return try await [trainImages + ".gz"]
          + replace(t10kImages, folder, with: try padded.images(.t10k).encoded())
      }),
  ]

  private static let lengths = [
    Plant(
      "compressed file cut off", "byte-count",
      .files { folder, _ in
        try edit(trainImages, folder) { $0.removeLast($0.count / 3) }
      }),
    Plant(
      "compressed file cut off in its header", "byte-count",
      .files { folder, _ in
        try edit(trainImages, folder) { $0.removeLast($0.count - 5) }
      }),
    Plant(
      "empty file", "byte-count",
      .files { folder, _ in
        try edit(t10kLabels, folder) { $0.removeAll() }
      }),
    Plant(
      "raw file cut off beside the compressed one", "byte-count",
      .files { folder, dataset in
        try folder.write(dataset.images(.train).encoded().dropLast(9), to: trainImages)
        return [trainImages]
      }),
    Plant(
      "images missing at the end", "byte-count",
      .files { folder, dataset in
        try await replace(t10kImages, folder, with: dataset.images(.t10k).encoded().dropLast(784))
      }),
    Plant(
      "bytes behind the gzip data", "byte-count",
      .files { folder, _ in
        try edit(trainLabels, folder) { $0 += [10, 10] }
      }),
    Plant(
      "bytes behind the last image", "byte-count",
      .files { folder, dataset in
        try await replace(trainImages, folder, with: dataset.images(.train).encoded() + [0])
      }),
    Plant(
      "header that announces four billion images", "byte-count",
      .files { folder, dataset in
        var bytes = try dataset.images(.train).encoded()
        bytes.replaceSubrange(4..<8, with: [255, 255, 255, 255])
        return try await replace(trainImages, folder, with: bytes)
      }),
    Plant(
      "header that announces four billion images, raw", "byte-count",
      .files { folder, dataset in
        var bytes = try dataset.images(.train).encoded()
        bytes.replaceSubrange(4..<8, with: [255, 255, 255, 255])
        try folder.remove(trainImages + ".gz")
        try folder.write(bytes, to: trainImages)
        return [trainImages]
      }),
    Plant(
      "decompression bomb", "byte-count",
      .files { folder, _ in
        let header = try IDXHeader(elementType: .uint8, dimensions: [100_000, 28, 28]).encoded()
        let bomb = try await Gzip.compress(
          byteCount: header.count + 100_000 * 784, name: trainImages, level: 9
        ) {
          range in
          [UInt8](repeating: 0, count: range.count).enumerated().map { index, zero in
            index + range.lowerBound < header.count ? header[index + range.lowerBound] : zero
          }
        }
        try folder.write(bomb, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
    Plant(
      "fewer labels than images", "label-count",
      .files { folder, dataset in
        let labels = dataset.train.labels.dropLast(7)
        return try await [trainImages + ".gz"]
          + replace(
            trainLabels, folder, with: try IDXArray(Array(labels), dimensions: [labels.count]).encoded())
      }),
    Plant(
      "fewer images than labels", "label-count",
      .files { folder, dataset in
        var dataset = dataset
        dataset.t10k.images.removeLast(7)
        return try await [t10kLabels + ".gz"]
          + replace(t10kImages, folder, with: try dataset.images(.t10k).encoded())
      }),
  ]

  private static let gzip = [
    Plant(
      "wrong CRC", "gzip-integrity",
      .files { folder, _ in
        try edit(trainImages, folder) { $0[$0.count - 8] ^= 1 }
      }),
    Plant(
      "wrong length in the gzip trailer", "gzip-integrity",
      .files { folder, _ in
        try edit(t10kImages, folder) { $0[$0.count - 4] ^= 1 }
      }),
    Plant(
      "compressed by a method that gzip does not have", "gzip-integrity",
      .files { folder, _ in
        try edit(t10kImages, folder) { $0[2] = 9 }
      }),
    Plant(
      "damaged compressed data", "gzip-integrity",
      .files { folder, _ in
        // Compressed data begins with a block of one of three types; this makes it one of the fourth.
        try edit(t10kLabels, folder) { $0[10 + t10kLabels.utf8.count + 1] |= 0b110 }
      }),
    Plant(
      "two gzip members", "gzip-integrity",
      .files { folder, dataset in
        let bytes = try dataset.images(.train).encoded()
        let halves = [Array(bytes.prefix(bytes.count / 2)), Array(bytes.dropFirst(bytes.count / 2))]
        var joined: [UInt8] = []
        for half in halves { joined += try await Gzip.compress(half, name: trainImages) }
        try folder.write(joined, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
    Plant(
      "raw file unlike the compressed one", "raw-beside-gzip",
      .files { folder, dataset in
        var dataset = dataset
        dataset.t10k.images[0][400] ^= 1
        try folder.write(dataset.images(.t10k).encoded(), to: t10kImages)
        return [t10kImages, t10kImages + ".gz"]
      }),
    Plant(
      "other name in the gzip header", "gzip-name",
      .files { folder, dataset in
        let bytes = try await dataset.images(.train).gzipped(name: "images")
        try folder.write(bytes, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
  ]

  private static let names = [
    Plant(
      "archive that is not there", "missing-archives",
      .files { folder, _ in
        try folder.remove(t10kLabels + ".gz")
        return [t10kLabels]
      }),
    Plant(
      "dot where loaders expect a hyphen", "archive-names",
      .files { folder, _ in
        let name = "train-images.idx3-ubyte.gz"
        try folder.write(folder.bytes(trainImages + ".gz"), to: name)
        try folder.remove(trainImages + ".gz")
        return [name]
      }),
    Plant(
      "raw file named as a compressed one", "archive-names",
      .files { folder, dataset in
        try folder.write(dataset.labels(.train).encoded(), to: trainLabels + ".gz")
        return [trainLabels + ".gz"]
      }),
  ]

  private static let classLists = [
    Plant(
      "labels beyond the list of classes", "label-range",
      .items { dataset in
        dataset.classNames.removeLast()
        return dataset.items(of: 9, in: .train) + dataset.items(of: 9, in: .t10k)
      }),
    Plant(
      "single label beyond all classes", "label-range",
      .items { dataset in
        let item = dataset.items(of: 3, in: .train)[0]
        dataset.train.labels[item.index] = 12
        return [item]
      }),
    Plant(
      "labels counted from 1, and no list of classes", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        for split in Split.allCases { dataset[split].labels = dataset[split].labels.map { $0 + 1 } }
        try await dataset.writeCompressed(to: folder)
        try folder.remove(DatasetFile.classes)
        return []
      }),
    Plant(
      "list of classes that is no text", "label-range",
      .files { folder, _ in
        try folder.write([0x54, 0xFF, 0xFE, 0x0A], to: DatasetFile.classes)
        return [DatasetFile.classes]
      }),
    Plant(
      "class without a name", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        dataset.classNames[4] = ""
        try dataset.writeClasses(to: folder)
        return [DatasetFile.classes]
      }),
    Plant(
      "two classes of one name", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        dataset.classNames[4] = dataset.classNames[8]
        try dataset.writeClasses(to: folder)
        return [DatasetFile.classes]
      }),
  ]
}
