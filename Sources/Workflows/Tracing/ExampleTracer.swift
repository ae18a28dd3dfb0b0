internal import Conversion
package import DatasetFormat
internal import ImageCore
package import Reporting

/// A tracer of a dataset's images: it finds their photos and puts them through the recorded pipeline again.
package struct ExampleTracer: ~Copyable {
  package struct Result {
    package let position: ExamplePosition
    /// The path at which the photo was found.
    package let photo: String
    package let stages: PhotoStages
    /// The number of bytes in which the last stage's picture differs from the image; 0 unless something has changed.
    package let differingByteCount: Int
    /// The number of bytes of the image.
    package let byteCount: Int
  }

  private let dataset: Dataset
  private let manifest: Manifest
  private var finder: PhotoFinder
  private var tracer: PhotoTracer

  /// - Parameter photos: the folder of the photos; nil to search for it.
  /// - Throws: `DatasetError` if the dataset does not record its photos or its pipeline.
  package init(_ dataset: Dataset, photos: String?) throws(DatasetError) {
    func missing(_ file: String, _ what: String) -> DatasetError {
      let reason = dataset.unreadableFiles.first { $0.path == file }?.reason
      let problem = reason ?? "\(file) is not there, which says \(what)"
      return DatasetError(
        .invalidInput,
        "\(dataset.root): \(problem); without it, 'fmbuild stages PHOTO' shows the stages of a photo")
    }
    guard let manifest = dataset.manifest else {
      throw missing(DatasetFile.manifest, "what photos the images were made of")
    }
    guard let description = dataset.description else {
      throw missing(DatasetFile.description, "by what pipeline the images were made")
    }
    let finder = try PhotoFinder(photos: photos, dataset: dataset.root)
    let settings = try MapSettings(description.recipe, jobCount: 1)
    self.dataset = dataset
    self.manifest = manifest
    self.finder = finder
    tracer = PhotoTracer(settings)
  }

  /// Returns the stages of an image.
  ///
  /// - Throws: `DatasetError` if the photo is not found or cannot be read.
  package mutating func trace(_ position: ExamplePosition) throws(DatasetError) -> Result {
    guard let row = manifest.row(at: position) else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.path(DatasetFile.manifest)): there is no row for \(position); 'fmbuild verify \(dataset.root)' says more"
      )
    }
    return try trace(row, try finder.photo(of: row))
  }

  /// Returns the stages of an image whose photo has been found.
  ///
  /// - Throws: `DatasetError` if the photo cannot be decoded.
  mutating func trace(_ row: ManifestRow, _ photo: PhotoFinder.Photo) throws(DatasetError) -> Result {
    let position = row.position
    let part = try dataset.part(of: position)
    var result = try tracer.trace(photo.bytes, name: photo.path)
    if dataset.description?.recipe.mirroredClasses?.contains(row.className) == true {
      result = result.mirrored
    }
    let (made, kept) = (result.image.eightBitSamples, part.bytes(of: position.index))
    let isOfOneKind = result.image.size == part.size && result.image.channels == part.type.channels
    let differences = isOfOneKind ? zip(made, kept).count { $0 != $1 } : kept.count
    result.stages.photo = "\(position): \(row.source)"
    return Result(
      position: position, photo: photo.path, stages: result.stages, differingByteCount: differences,
      byteCount: kept.count)
  }
}
