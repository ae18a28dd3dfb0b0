internal import DatasetFormat
internal import ImageCore

/// A format in which people open datasets.
///
/// A format is a small value, which gets its options in `init`. The same dataset and options give the same bytes: nothing
/// depends on the time, the machine, the user or the number of threads.
package protocol ExportFormat: Sendable {
  static var description: ExportDescription { get }

  /// - Parameter options: options that the description declares, and no others.
  /// - Throws: `ExportError` with the code `usage` for a wrong value.
  init(_ options: ExportOptions) throws(ExportError)

  /// Checks, before anything is written, whether the format can hold the dataset.
  ///
  /// - Throws: `ExportError` with the code `unsuitableDataset`.
  func check(_ dataset: ExportedDataset) throws(ExportError)

  /// How often all images are written, for the progress.
  var passCount: Int { get }

  /// Writes all files of the export, except its record.
  ///
  /// - Throws: `FileSystemError`, `CancellationError`, errors of encoders.
  func write(_ dataset: ExportedDataset, to folder: ExportFolder) async throws

  /// Returns what the user should know about an export of this dataset, a sentence each.
  func notices(on dataset: ExportedDataset) -> [String]

  /// Returns the lines of code that load the export, and nothing else.
  func snippet(_ place: ExportPlace) -> [String]
}

extension ExportFormat {
  package var passCount: Int { 1 }

  package func notices(on dataset: ExportedDataset) -> [String] { [] }
}

/// An export as the code that loads it has to know it.
package struct ExportPlace: Sendable {
  /// The export's folder, as the user named it.
  let folder: String
  /// The export's name.
  let name: String
  let height: Int
  let width: Int
  let isColour: Bool
  let classCount: Int
  /// The number of training images.
  let trainCount: Int

  init(_ dataset: ExportedDataset, in folder: String) {
    self.folder = folder
    name = dataset.name
    (height, width) = (dataset.type.size.height, dataset.type.size.width)
    isColour = dataset.type.channels != .grey
    classCount = dataset.classNames.count
    trainCount = dataset.parts.first { $0.split == .train }?.count ?? 0
  }

  /// An export of Fashion-MNIST's size called `products`, for documents.
  static let example = ExportPlace(
    folder: "products", name: "products", height: 28, width: 28, isColour: false, classCount: 10,
    trainCount: 60_000)

  private init(
    folder: String, name: String, height: Int, width: Int, isColour: Bool, classCount: Int, trainCount: Int
  ) {
    self.folder = folder
    self.name = name
    self.height = height
    self.width = width
    self.isColour = isColour
    self.classCount = classCount
    self.trainCount = trainCount
  }

  /// Returns a path below the folder as a text in quotation marks, for any of the languages.
  func quoted(_ path: String = "") -> String {
    let whole = path.isEmpty ? folder : folder + "/" + path
    return "\"" + whole.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
