internal import ArgumentParser
internal import Conversion
internal import DatasetFormat
internal import FileSystem
internal import Workflows

/// What `predict` is asked about: photos, folders of photos, images of datasets, and standard input.
struct PredictionArguments {
  /// One thing to predict, or a stream of them.
  enum Input {
    /// A photo or an image, with the name that its picture has below the folder of `--png`, without `.png`.
    case source(PredictionSource, pictureName: String)
    case standardInput
  }

  private(set) var inputs: [Input] = []

  /// Finds out what the arguments name.
  ///
  /// After the folder of a dataset, `test:0`, `17` and `test` (all of a split) are its images, in the notation of `show`.
  /// The photos of a folder are in the order of their names.
  ///
  /// - Throws: `DatasetError` if a folder has no photo or a dataset no such image; `ValidationError` for arguments that
  ///   make no sense.
  init(_ arguments: [String]) async throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard !argument.isEmpty else {
        throw ValidationError("The name of a photo is empty; is a variable of your script not set?")
      }
      if argument == StandardInput.name {
        guard !inputs.contains(where: \.isStandardInput) else {
          throw ValidationError(
            "'\(StandardInput.name)' is standard input, which can be read once; name it once.")
        }
        inputs.append(.standardInput)
      } else if FileIdentity(argument)?.isFolder == true {
        let isDataset = Self.isDataset(argument)
        var selections: [ImageSelection] = []
        // Behind a folder of photos, `test` is another folder if there is one.
        while let next = rest.first, isDataset || FileIdentity(next) == nil,
          let selection = ImageSelection(next)
        {
          selections.append(selection)
          rest.removeFirst()
        }
        if selections.isEmpty {
          try addPhotos(of: argument)
        } else {
          try await addImages(selections, of: argument)
        }
      } else {
        try Self.checkThatItIsNoImage(argument)
        inputs.append(
          .source(.file(argument), pictureName: Self.pictureName(of: pathNames(of: argument).suffix(1))))
      }
    }
  }

  /// One image of a dataset, or a whole split.
  private enum ImageSelection {
    case image(ImageArgument)
    case split(Split)

    init?(_ argument: String) {
      if let image = ImageArgument(argument: argument) {
        self = .image(image)
      } else if let split = Split(named: argument) {
        self = .split(split)
      } else {
        return nil
      }
    }
  }

  private mutating func addImages(_ selections: [ImageSelection], of folder: String) async throws {
    let dataset = try await DatasetReader.read(folder)
    dataset.unreadSplitMessages.forEach(Output.message)
    try dataset.checkClassNames(danger: "the labels of its images would be given other names")
    for selection in selections {
      let positions: [ExamplePosition]
      switch selection {
      case .image(let image):
        positions = [image.position(.train)]
        _ = try dataset.part(of: positions[0])
      case .split(let split):
        let part = try dataset.part(of: ExamplePosition(split, 0))
        positions = (0..<part.count).map { ExamplePosition(split, $0) }
      }
      inputs += positions.map { position in
        .source(
          .image(position, of: dataset), pictureName: "\(position.split.rawValue)-\(position.index)")
      }
    }
  }

  /// Returns whether a folder holds a dataset, not one in a folder below it.
  private static func isDataset(_ folder: String) -> Bool {
    FileIdentity(folder + "/" + DatasetFile.description) != nil
      || folderNames(folder)?.contains { IDXFileName($0) != nil } == true
  }

  private mutating func addPhotos(of folder: String) throws {
    guard !Self.isDataset(folder) else {
      throw DatasetError(
        .invalidInput,
        "\(folder): this is a dataset; say which of its images, such as '\(folder) test:0', or '\(folder) test' for all of "
          + "a split")
    }
    let files = try FolderScan(root: folder).files
    guard !files.isEmpty else {
      throw DatasetError(.invalidInput, "\(folder): there is no photo in this folder")
    }
    inputs += files.map { file in
      .source(
        .file(folder.hasSuffix("/") ? folder + file : folder + "/" + file),
        pictureName: Self.pictureName(of: pathNames(of: file)))
    }
  }

  private static func checkThatItIsNoImage(_ argument: String) throws {
    guard argument.contains(":"), FileIdentity(argument) == nil, ImageArgument(argument: argument) != nil
    else {
      return
    }
    throw ValidationError(
      "'\(argument)' is an image of a dataset; name the dataset's folder before it, as in 'data \(argument)'."
    )
  }

  /// Returns the path of a file without the ending of its name.
  private static func pictureName(of names: some Sequence<String>) -> String {
    let names = Array(names)
    return (names.dropLast() + names.suffix(1).map(nameWithoutEnding)).joined(separator: "/")
  }
}

extension PredictionArguments.Input {
  var isStandardInput: Bool { if case .standardInput = self { true } else { false } }
}
