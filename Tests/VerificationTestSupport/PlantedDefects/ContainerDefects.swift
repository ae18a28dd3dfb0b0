internal import DatasetFormat
internal import IDX
internal import ImageCore
internal import TestSupport

extension PlantedDefect {
  private static let trainImages = Split.train.imagesName()
  private static let trainLabels = Split.train.labelsName
  private static let testImages = Split.test.imagesName()
  private static let testLabels = Split.test.labelsName

  /// Defects of the files.
  static let container: [PlantedDefect] = headers + lengths + gzip + names + classLists

  // MARK: -

  /// Replaces a file with compressed bytes.
  private static func replace(_ name: String, _ folder: TemporaryFolder, with bytes: [UInt8]) async throws
    -> [String]
  {
    try folder.write(try await Gzip.compress(bytes, name: name), to: name + ".gz")
    return [name + ".gz"]
  }

  /// Changes the bytes of a compressed file without decompressing it.
  private static func edit(_ name: String, _ folder: TemporaryFolder, _ edit: (inout [UInt8]) -> Void) throws
    -> [String]
  {
    var bytes = try folder.bytes(name + ".gz")
    edit(&bytes)
    try folder.write(bytes, to: name + ".gz")
    return [name + ".gz"]
  }

  private static let headers = [
    PlantedDefect(
      "wrong magic number", "idx-header",
      .files { folder, dataset in
        try await replace(trainImages, folder, with: [1] + dataset.images(.train).encoded().dropFirst())
      }),
    PlantedDefect(
      "element type that IDX does not have", "idx-header",
      .files { folder, dataset in
        try await replace(
          trainImages, folder, with: [0, 0, 7] + dataset.images(.train).encoded().dropFirst(3))
      }),
    PlantedDefect(
      "float32 instead of bytes", "idx-header",
      .files { folder, dataset in
        let images = try dataset.images(.test)
        let floats = try IDXArray(
          images.payload.map { Float($0) / 255 }, dimensions: images.header.dimensions)
        return try await replace(testImages, folder, with: floats.encoded())
      }),
    PlantedDefect(
      "images in rows without columns", "idx-header",
      .files { folder, dataset in
        let images = try dataset.images(.train)
        let pixelCount = dataset.train.size.pixelCount
        let flat = try IDXArray(images.payload, dimensions: [images.payload.count / pixelCount, pixelCount])
        return try await replace(trainImages, folder, with: flat.encoded())
      }),
    PlantedDefect(
      "labels with a second dimension", "idx-header",
      .files { folder, dataset in
        let labels = try dataset.labels(.test).payload
        return try await replace(
          testLabels, folder, with: try IDXArray(labels, dimensions: [labels.count, 1]).encoded())
      }),
    PlantedDefect(
      "splits of different sizes", "image-size",
      .files { folder, dataset in
        var padded = dataset
        padded.test.size.height += 2
        padded.test.images = padded.test.images.map { row in
          let margin = [UInt8](repeating: 0, count: dataset.test.size.width)
          return margin + row + margin
        }
        return try await [trainImages + ".gz"]
          + replace(testImages, folder, with: try padded.images(.test).encoded())
      }),
  ]

  private static let lengths = [
    PlantedDefect(
      "compressed file cut off", "byte-count",
      .files { folder, _ in
        try edit(trainImages, folder) { $0.removeLast($0.count / 3) }
      }),
    PlantedDefect(
      "compressed file cut off in its header", "byte-count",
      .files { folder, _ in
        try edit(trainImages, folder) { $0.removeLast($0.count - 5) }
      }),
    PlantedDefect(
      "empty file", "byte-count",
      .files { folder, _ in
        try edit(testLabels, folder) { $0.removeAll() }
      }),
    PlantedDefect(
      "raw file cut off beside the compressed one", "byte-count",
      .files { folder, dataset in
        try folder.write(dataset.images(.train).encoded().dropLast(9), to: trainImages)
        return [trainImages]
      }),
    PlantedDefect(
      "images missing at the end", "byte-count",
      .files { folder, dataset in
        try await replace(testImages, folder, with: dataset.images(.test).encoded().dropLast(784))
      }),
    PlantedDefect(
      "bytes behind the gzip data", "byte-count",
      .files { folder, _ in
        try edit(trainLabels, folder) { $0 += [10, 10] }
      }),
    PlantedDefect(
      "bytes behind the last image", "byte-count",
      .files { folder, dataset in
        try await replace(trainImages, folder, with: dataset.images(.train).encoded() + [0])
      }),
    PlantedDefect(
      "header that announces four billion images", "byte-count",
      .files { folder, dataset in
        var bytes = try dataset.images(.train).encoded()
        bytes.replaceSubrange(4..<8, with: [255, 255, 255, 255])
        return try await replace(trainImages, folder, with: bytes)
      }),
    PlantedDefect(
      "header that announces four billion images, raw", "byte-count",
      .files { folder, dataset in
        var bytes = try dataset.images(.train).encoded()
        bytes.replaceSubrange(4..<8, with: [255, 255, 255, 255])
        try folder.remove(trainImages + ".gz")
        try folder.write(bytes, to: trainImages)
        return [trainImages]
      }),
    PlantedDefect(
      "decompression bomb", "byte-count",
      .files { folder, _ in
        let header = try IDXHeader(elementType: .uint8, dimensions: [400_000, 28, 28]).encoded()
        let bomb = try await Gzip.compress(
          byteCount: header.count + 400_000 * 784, name: trainImages, level: 9
        ) {
          range in
          [UInt8](repeating: 0, count: range.count).enumerated().map { index, zero in
            index + range.lowerBound < header.count ? header[index + range.lowerBound] : zero
          }
        }
        try folder.write(bomb, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
    PlantedDefect(
      "fewer labels than images", "label-count",
      .files { folder, dataset in
        let labels = dataset.train.labels.dropLast(7)
        return try await [trainImages + ".gz"]
          + replace(
            trainLabels, folder, with: try IDXArray(Array(labels), dimensions: [labels.count]).encoded())
      }),
    PlantedDefect(
      "fewer images than labels", "label-count",
      .files { folder, dataset in
        var dataset = dataset
        dataset.test.images.removeLast(7)
        return try await [testLabels + ".gz"]
          + replace(testImages, folder, with: try dataset.images(.test).encoded())
      }),
  ]

  private static let gzip = [
    PlantedDefect(
      "wrong CRC", "gzip-integrity",
      .files { folder, _ in
        try edit(trainImages, folder) { $0[$0.count - 8] ^= 1 }
      }),
    PlantedDefect(
      "wrong length in the gzip trailer", "gzip-integrity",
      .files { folder, _ in
        try edit(testImages, folder) { $0[$0.count - 4] ^= 1 }
      }),
    PlantedDefect(
      "compressed by a method that gzip does not have", "gzip-integrity",
      .files { folder, _ in
        try edit(testImages, folder) { $0[2] = 9 }
      }),
    PlantedDefect(
      "damaged compressed data", "gzip-integrity",
      .files { folder, _ in
        // The compressed data begins with a block of one of three types; this change makes it the invalid fourth.
        try edit(testLabels, folder) { $0[10 + testLabels.utf8.count + 1] |= 0b110 }
      }),
    PlantedDefect(
      "two gzip members", "gzip-integrity",
      .files { folder, dataset in
        let bytes = try dataset.images(.train).encoded()
        let halves = [Array(bytes.prefix(bytes.count / 2)), Array(bytes.dropFirst(bytes.count / 2))]
        var joined: [UInt8] = []
        for half in halves { joined += try await Gzip.compress(half, name: trainImages) }
        try folder.write(joined, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
    PlantedDefect(
      "raw file unlike the compressed one", "raw-beside-gzip",
      .files { folder, dataset in
        var dataset = dataset
        dataset.test.images[0][400] ^= 1
        try folder.write(dataset.images(.test).encoded(), to: testImages)
        return [testImages, testImages + ".gz"]
      }),
    PlantedDefect(
      "other name in the gzip header", "gzip-name",
      .files { folder, dataset in
        let bytes = try await dataset.images(.train).gzipped(name: "images")
        try folder.write(bytes, to: trainImages + ".gz")
        return [trainImages + ".gz"]
      }),
  ]

  private static let names = [
    PlantedDefect(
      "file that is not there", "missing-files",
      .files { folder, _ in
        try folder.remove(testLabels + ".gz")
        return [testLabels]
      }),
    PlantedDefect(
      "dot where loaders expect a hyphen", "file-names",
      .files { folder, _ in
        let name = "train-images.idx3-ubyte.gz"
        try folder.write(folder.bytes(trainImages + ".gz"), to: name)
        try folder.remove(trainImages + ".gz")
        return [name]
      }),
    PlantedDefect(
      "underscores where loaders expect hyphens", "file-names",
      .files { folder, _ in
        let names = [trainImages, trainLabels, testImages, testLabels]
        return try names.map { name in
          let other = name.replacing("-", with: "_") + ".gz"
          try folder.write(folder.bytes(name + ".gz"), to: other)
          try folder.remove(name + ".gz")
          return other
        }
      }),
    PlantedDefect(
      "name that only the first bytes explain", "file-names",
      .files { folder, dataset in
        try folder.remove(testImages + ".gz")
        try folder.write(dataset.images(.test).encoded(), to: "The test set.bin")
        return ["The test set.bin"]
      }),
    PlantedDefect(
      "raw file named as a compressed one", "file-names",
      .files { folder, dataset in
        try folder.write(dataset.labels(.train).encoded(), to: trainLabels + ".gz")
        return [trainLabels + ".gz"]
      }),
  ]

  private static let classLists = [
    PlantedDefect(
      "labels beyond the list of classes", "label-range",
      .examples { dataset in
        dataset.classNames.removeLast()
        return dataset.examples(of: 9, in: .train) + dataset.examples(of: 9, in: .test)
      }),
    PlantedDefect(
      "single label beyond all classes", "label-range",
      .examples { dataset in
        let example = dataset.examples(of: 3, in: .train)[0]
        dataset.train.labels[example.index] = 12
        return [example]
      }),
    PlantedDefect(
      "labels counted from 1, and no list of classes", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        for split in dataset.splits { dataset[split].labels = dataset[split].labels.map { $0 + 1 } }
        try await dataset.writeCompressed(to: folder)
        try folder.remove(DatasetFile.classes)
        return []
      }),
    PlantedDefect(
      "list of classes that is no text", "label-range",
      .files { folder, _ in
        try folder.write([0x54, 0xFF, 0xFE, 0x0A], to: DatasetFile.classes)
        return [DatasetFile.classes]
      }),
    PlantedDefect(
      "class without a name", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        dataset.classNames[4] = ""
        try dataset.writeClasses(to: folder)
        return [DatasetFile.classes]
      }),
    PlantedDefect(
      "two classes of one name", "label-range",
      .files { folder, dataset in
        var dataset = dataset
        dataset.classNames[4] = dataset.classNames[8]
        try dataset.writeClasses(to: folder)
        return [DatasetFile.classes]
      }),
  ]
}
