internal import Conversion
internal import DatasetFormat

/// NumPy's archives of arrays, as Keras, MedMNIST and KMNIST publish their datasets.
struct NPZImport: ImportFormat {
  static let description = ImportDescription(
    name: "npz", title: "NumPy's .npz: one file, or a folder with a file an array",
    origins: "MedMNIST, KMNIST, Keras, people's own `numpy.savez`",
    notes: [
      "Arrays are found by their names: `x_train`, `y_train`, `train_images`, `val_labels`, `x`, `y` and the like. Where a file "
        + "holds `arr_0` alone, its own name counts: `kmnist-train-imgs.npz`.",
      "Images are bytes of the shape (images, rows, columns), with 1 or 3 channels last or none; labels are whole numbers of "
        + "the shape (images,) or (images, 1).",
      "Numbers with a decimal point are refused, as nobody but you knows whether 1 or 255 is white.",
    ])

  static func recognises(_ source: ImportSource) -> Bool {
    let zip: [UInt8] = [0x50, 0x4B, 3, 4]
    return source.isFolder
      ? !source.files(endingIn: ".npz").isEmpty
      : source.file(source.files[0], beginsWith: zip)
  }

  /// An array that a file has, before it is read.
  private struct Entry {
    /// The place for messages and the manifest, such as `mnist.npz#x_train`.
    let place: String
    let content: [UInt8]
  }

  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples {
    let files = source.isFolder ? source.files(endingIn: ".npz") : source.files
    var entries: [ArrayName: Entry] = [:]
    var references: [Recipe.FileReference] = []
    var passedOver: [String] = []
    for file in files {
      try Task.checkCancellation()
      let bytes = try source.bytes(of: file)
      references.append(Recipe.FileReference(file, bytes))
      var archive = try ZipArchive(bytes, file: file)
      for member in archive.members where !member.name.hasSuffix("/") {
        let name = member.name.hasSuffix(".npy") ? String(member.name.dropLast(4)) : member.name
        // numpy.savez calls an array without a name arr_0; then only the file says what it is.
        let isAlone = name == "arr_0" && archive.members.count == 1
        guard
          let array = ArrayName(
            isAlone ? String(file.dropLast(file.lowercased().hasSuffix(".npz") ? 4 : 0)) : name)
        else {
          passedOver.append("\(file)#\(name)")
          continue
        }
        let entry = Entry(place: "\(file)#\(name)", content: try archive.content(of: member))
        if let other = entries.updateValue(entry, forKey: array) {
          throw ImportError(
            entry.place,
            "\(other.place) is the \(array.content.rawValue) of the same split; name one file to import, or remove one array"
          )
        }
      }
    }
    let images = entries.filter { $0.key.content == .images }.sorted { order($0.key) < order($1.key) }
    guard !images.isEmpty else {
      throw ImportError(
        source.path,
        "no array has a name that says that it is images"
          + (passedOver.isEmpty ? "" : " (there are \(passedOver.prefix(8).joined(separator: ", ")))")
          + "; call them \(ArrayName.knownNames)")
    }
    var parts: [(type: ExampleType, part: ImportedDataset.Part)] = []
    for (name, entry) in images {
      guard let labels = entries.removeValue(forKey: ArrayName(labelsOf: name)) else {
        throw ImportError(entry.place, "there are no labels for these images; add them as an array")
      }
      parts.append(try part(of: name.split, images: entry, labels: labels))
    }
    if let lonely = entries.first(where: { $0.key.content == .labels })?.value {
      throw ImportError(lonely.place, "there are no images for these labels; add them, or remove the labels")
    }
    var examples = try ImportedExamples(parts, files: references)
    if !passedOver.isEmpty {
      examples.notices.append(
        "passed over, as the names say neither images nor labels: \(passedOver.prefix(8).joined(separator: ", "))"
      )
    }
    return examples
  }

  private static func order(_ name: ArrayName) -> Int {
    name.split.flatMap { Split.allCases.firstIndex(of: $0) } ?? -1
  }

  private static func part(of split: Split?, images: Entry, labels: Entry) throws -> (
    type: ExampleType, part: ImportedDataset.Part
  ) {
    let pixels = try NPYArray(parsing: images.content, name: images.place)
    let type = try ImportLimits.type(pixels.shape, of: images.place)
    let numbers = try NPYArray(parsing: labels.content, name: labels.place)
    guard numbers.shape.count == 1 || numbers.shape.count == 2 && numbers.shape[1] == 1 else {
      throw ImportError(
        labels.place,
        "labels have the shape (images,) or (images, 1), not \(ImportLimits.shapeText(numbers.shape)); numpy.argmax(labels, 1) "
          + "makes them of one column a class, and images with several labels have no place in a dataset of MNIST's kind"
      )
    }
    guard numbers.bytes.count == pixels.shape[0] else {
      throw ImportError(
        labels.place,
        "there are \(numbers.bytes.count) labels for the \(pixels.shape[0]) images of \(images.place); save both again"
      )
    }
    let place = images.place
    return (
      type,
      ImportedDataset.Part(split: split, images: pixels.bytes, labels: numbers.bytes) { "\(place)[\($0)]" }
    )
  }
}

extension ArrayName {
  /// Makes the name of the labels that belong to images.
  fileprivate init(labelsOf images: ArrayName) {
    content = .labels
    split = images.split
  }
}
