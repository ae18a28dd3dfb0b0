internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Reporting

/// Shows how items of a dataset were made: finds their photos and puts them through the recorded pipeline again.
struct ItemTracer: ~Copyable {
  struct Result {
    let position: ItemPosition
    /// Where the photo was found.
    let photo: String
    let stages: PhotoStages
    /// How many bytes of the last stage's picture are not the item's: none, unless something has changed.
    let differingByteCount: Int
    /// Of the item.
    let byteCount: Int
  }

  private let dataset: Dataset
  private let manifest: ManifestTable
  private var finder: PhotoFinder
  private var tracer: PhotoTracer

  /// - Parameter photos: the photos' folder; nil to look for it.
  /// - Throws: `DatasetError` if the dataset does not say which photos its items were made of, or how.
  init(_ dataset: Dataset, photos: String?) throws(DatasetError) {
    func missing(_ file: String, _ what: String) -> DatasetError {
      let reason = dataset.unreadableFiles.first { $0.path == file }?.reason
      let problem = reason ?? "\(file) is not there, which says \(what)"
      return DatasetError(
        .invalidInput,
        "\(dataset.root): \(problem); without it, 'fmbuild stages PHOTO' shows the stages of a photo")
    }
    guard let manifest = dataset.manifest else {
      throw missing(DatasetFile.manifest, "what photos the items were made of")
    }
    guard let description = dataset.description else {
      throw missing(DatasetFile.description, "by what pipeline the items were made")
    }
    let finder = try PhotoFinder(photos: photos, dataset: dataset.root)
    let settings = try Conversion.Settings(
      rebuilding: description, photos: "", labels: .folders, jobCount: 1)
    self.dataset = dataset
    self.manifest = manifest
    self.finder = finder
    tracer = PhotoTracer(settings.mapping)
  }

  /// - Throws: `DatasetError` if the photo is not found, or can no longer be read.
  mutating func trace(_ position: ItemPosition) throws(DatasetError) -> Result {
    let part = try dataset.part(of: position)
    guard let row = manifest.row(at: position) else {
      throw DatasetError(
        .invalidInput,
        "\(dataset.path(DatasetFile.manifest)): there is no row for \(position); 'fmbuild verify \(dataset.root)' says more"
      )
    }
    let photo = try finder.photo(of: row)
    var result = try tracer.trace(photo.bytes, name: photo.path)
    let (made, kept) = (result.item.eightBitSamples, part.bytes(of: position.index))
    let isOfOneKind =
      result.item.size == part.size && result.item.channels.rawValue == part.channelCount
    let differences = isOfOneKind ? zip(made, kept).count { $0 != $1 } : kept.count
    result.stages.photo = "\(position): \(row.source)"
    return Result(
      position: position, photo: photo.path, stages: result.stages, differingByteCount: differences,
      byteCount: kept.count)
  }
}
