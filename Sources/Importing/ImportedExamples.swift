internal import Conversion
internal import DatasetFormat

/// The images and labels that a format has read from a source.
package struct ImportedExamples: Sendable {
  let type: ExampleType
  var parts: [ImportedDataset.Part]
  /// The names of the classes by label, if the source has them.
  var classNames: [String]?
  /// The files that were read, with their SHA-256.
  var files: [Recipe.FileReference]
  /// What the user should know, a sentence each.
  var notices: [String] = []

  /// The number of images in all splits.
  package var imageCount: Int { parts.reduce(0) { $0 + $1.labels.count } }

  /// - Parameter parts: the images of each split with their type.
  /// - Throws: `ImportError` if types differ, with the first image that is unlike the others.
  init(
    _ parts: [(type: ExampleType, part: ImportedDataset.Part)], classNames: [String]? = nil,
    files: [Recipe.FileReference]
  ) throws(ImportError) {
    guard let first = parts.first else { throw ImportError(.unsuitableSource, "there are no images") }
    for other in parts where other.type != first.type {
      throw ImportError(
        other.part.source(0),
        "the image is \(other.type), but \(first.part.source(0)) is \(first.type); the images of a dataset have one type: "
          + "import them apart")
    }
    type = first.type
    self.parts = parts.map(\.part)
    self.classNames = classNames
    self.files = files
    guard imageCount <= ImportLimits.imageCount else {
      throw ImportError(
        first.part.source(0),
        "there are \(imageCount) images, and at most \(ImportLimits.imageCount) are imported; take a part of them"
      )
    }
  }
}
