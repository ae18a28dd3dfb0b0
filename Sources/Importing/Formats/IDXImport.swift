internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import IDX
internal import ImageCore

/// IDX files under other names than MNIST's, such as those of EMNIST and QMNIST.
struct IDXImport: ImportFormat {
  static let description = ImportDescription(
    name: "idx", title: "IDX files under other names: a folder with the files of one dataset",
    origins: "EMNIST (with `--transpose`), QMNIST, K49",
    notes: [
      "The names say images or labels and the split: `emnist-letters-train-images-idx3-ubyte.gz`. EMNIST's folder holds six "
        + "datasets; put the files of one into a folder of its own.",
      "EMNIST's images lie on their side; `--transpose` exchanges rows and columns, and `--no-transpose` takes them as they are. "
        + "Where the names say EMNIST, one of the two has to be said. Its `…-mapping.txt` names the classes.",
      "QMNIST's labels are tables of eight columns, the first of which is the class.",
    ])

  private struct File {
    let name: String
    let meaning: ArrayName
    let array: IDXArray
    let reference: Recipe.FileReference
  }

  static func recognises(_ source: ImportSource) -> Bool {
    source.isFolder && source.files.contains { isIDX(source.path(of: $0)) }
  }

  /// IDX files that are no dataset as they stand lack something, and the reader of datasets says what.
  static func isCertain(_ source: ImportSource) -> Bool { false }

  private static func isIDX(_ path: String) -> Bool {
    guard let header = try? IDXHeader(contentsOf: path) else { return false }
    return (1...4).contains(header.dimensions.count)
  }

  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples {
    var found: [ArrayName: File] = [:]
    for name in source.files where isIDX(source.path(of: name)) {
      try Task.checkCancellation()
      guard let meaning = ArrayName(name) else { continue }
      let file = try file(name, meaning, source)
      if let other = found.updateValue(file, forKey: meaning) {
        throw ImportError(
          source.path(of: name),
          "\(other.name) has \(meaning.content.rawValue) of the same split; put the files of one dataset "
            + "into a folder of its own")
      }
    }
    var parts: [(type: ExampleType, part: ImportedDataset.Part)] = []
    let images = found.values.filter { $0.meaning.content == .images }.sorted { $0.name < $1.name }
    guard !images.isEmpty else {
      throw ImportError(
        source.path, "no IDX file has a name that says that it is images; such as train-images-idx3-ubyte")
    }
    for file in images {
      guard options.transposes != nil || !file.name.lowercased().contains("emnist") else {
        throw ImportError(
          source.path(of: file.name),
          "EMNIST's images lie on their side; say --transpose to exchange rows and columns, or --no-transpose if these "
            + "are upright")
      }
      guard
        let labels = found.first(where: { $0.key.content == .labels && $0.key.split == file.meaning.split })?
          .value
      else {
        throw ImportError(
          source.path(of: file.name), "there is no file with the labels of these images; add it")
      }
      parts.append(try part(file, labels, options))
    }
    var files = found.values.map(\.reference).sorted { $0.name < $1.name }
    let names = try mapping(source, &files)
    return try ImportedExamples(parts, classNames: names, files: files)
  }

  private static func file(_ name: String, _ meaning: ArrayName, _ source: ImportSource) throws -> File {
    let bytes = try source.bytes(of: name)
    let limit = Gzip.isGzip(bytes) ? ImportLimits.unpackedByteCount(of: bytes.count) : ImportLimits.byteCount
    do {
      return File(
        name: name, meaning: meaning, array: try IDXArray(parsing: bytes, maximumPayloadByteCount: limit),
        reference: Recipe.FileReference(name, bytes))
    } catch {
      throw ImportError(source.path(of: name), error.message)
    }
  }

  private static func part(_ images: File, _ labels: File, _ options: ImportOptions) throws -> (
    type: ExampleType, part: ImportedDataset.Part
  ) {
    guard images.array.header.elementType == .uint8 else {
      throw ImportError(
        images.name, "its elements are \(images.array.header.elementType), not bytes; convert them")
    }
    var type = try ImportLimits.type(images.array.header.dimensions, of: images.name)
    let numbers = try self.labels(labels)
    let count = images.array.header.dimensions[0]
    guard numbers.count == count else {
      throw ImportError(
        labels.name,
        "there are \(numbers.count) labels for the \(count) images of \(images.name); fetch both again")
    }
    var pixels = images.array.payload
    if options.transposes == true {
      pixels = transposed(pixels, type)
      type.size = Size(width: type.size.height, height: type.size.width)
    }
    return (
      type,
      ImportedDataset.Part(split: images.meaning.split, images: pixels, labels: numbers) {
        "\(images.name)#\($0)"
      }
    )
  }

  /// Returns the labels of a file: bytes, or the first of QMNIST's eight columns.
  private static func labels(_ file: File) throws(ImportError) -> [UInt8] {
    let (header, payload) = (file.array.header, file.array.payload)
    if header.elementType == .uint8, header.dimensions.count == 1 { return payload }
    guard header.elementType == .int32, (1...2).contains(header.dimensions.count),
      header.dimensions.count == 1 || header.dimensions[1] == 8
    else {
      throw ImportError(
        file.name, "\(header) are no labels; a byte an image is expected, or QMNIST's eight numbers")
    }
    let rowByteCount = 4 * (header.dimensions.count == 1 ? 1 : 8)
    var labels: [UInt8] = []
    for start in stride(from: 0, to: payload.count, by: rowByteCount) {
      guard payload[start..<(start + 3)].allSatisfy({ $0 == 0 }) else {
        throw ImportError(
          "\(file.name)#\(start / rowByteCount)", "the label is not in 0 to 255; number the classes from 0")
      }
      labels.append(payload[start + 3])
    }
    return labels
  }

  /// Returns images with rows and columns exchanged.
  private static func transposed(_ images: [UInt8], _ type: ExampleType) -> [UInt8] {
    let (height, width, channels) = (type.size.height, type.size.width, type.channelCount)
    return [UInt8](capacity: images.count) { output in
      for start in stride(from: 0, to: images.count, by: type.byteCount) {
        for x in 0..<width {
          for y in 0..<height {
            for channel in 0..<channels {
              output.append(images[start + (y * width + x) * channels + channel])
            }
          }
        }
      }
    }
  }

  /// Returns the names of EMNIST's table of labels and the characters that they stand for; nil if there is none.
  private static func mapping(_ source: ImportSource, _ files: inout [Recipe.FileReference]) throws
    -> [String]?
  {
    let tables = source.files(endingIn: "-mapping.txt")
    guard tables.count == 1, let name = tables.first else { return nil }
    let bytes = try WholeFile.bytes(source.path(of: name), maximumByteCount: WholeFile.largestDocument)
    files.append(Recipe.FileReference(name, bytes))
    var names: [Int: String] = [:]
    for (index, line) in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).enumerated() {
      let numbers = line.split(separator: 0x20).map { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count > 1, let label = numbers[0], (0..<ClassNames.largestCount).contains(label),
        names[label] == nil,
        numbers.dropFirst().allSatisfy({ $0.map((0x21...0x7E).contains) == true })
      else {
        throw ImportError(
          "\(source.path(of: name)):\(index + 1)",
          "a label and the ASCII codes of its characters are expected; remove the file to "
            + "go on without names")
      }
      names[label] = numbers.dropFirst().compactMap {
        $0.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
      }
      .joined(separator: "/")
    }
    guard let last = names.keys.max() else { return nil }
    return (0...last).map { names[$0] ?? "\($0)" }
  }
}
