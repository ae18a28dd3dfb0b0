internal import DatasetFormat
internal import ImageCodecs
internal import ImageCore
internal import Reporting
internal import Training
internal import Verification

/// The pictures of a report in one atlas: the selected images, the classes' mean images, and mean images and samples of
/// the reference.
struct ReportPictures {
  let atlas: Atlas
  /// The numbers of the classes' mean images in the atlas, by label.
  private(set) var means: [Int: Int] = [:]
  private(set) var referenceMeans: [Int: Int] = [:]
  private(set) var referenceSamples: [Int: [Int]] = [:]

  /// - Parameter means: the mean images of `SplitData.samples`, which have as many levels as an image has bytes.
  init(
    _ selection: GallerySelection, dataset: Dataset, means: ClassMeans, reference: Dataset?,
    referenceMeans: ClassMeans?, referenceSampleCount: Int, seed: UInt64
  ) throws(EncodingError) {
    let part = dataset.splits[0]
    let channels = part.type.channels
    var tiles = selection.positions.map { dataset.bytes(of: $0) }

    func add(_ images: ClassMeans?) -> [Int: Int] {
      var numbers: [Int: Int] = [:]
      for (label, levels) in (images?.images ?? [:]).sorted(by: { $0.key < $1.key }) {
        numbers[label] = tiles.count
        tiles.append(levels.map { UInt8($0.rounded()) }[...])
      }
      return numbers
    }
    self.means = add(means)
    self.referenceMeans = add(referenceMeans)
    if let reference {
      let labels = 0..<reference.classCount
      let drawn = GallerySelection(
        reference, pointedAt: [], capacity: labels.count * referenceSampleCount, seed: seed
      ).sample
      for position in drawn {
        let label = reference.label(of: position)
        guard referenceSamples[label, default: []].count < referenceSampleCount else { continue }
        referenceSamples[label, default: []].append(tiles.count)
        tiles.append(reference.bytes(of: position))
      }
    }
    atlas = try Atlas(tiles: tiles, tile: part.size, channels: channels)
  }
}

extension Dataset {
  /// Returns the bytes of an image.
  ///
  /// - Precondition: the dataset has an image at the position.
  fileprivate func bytes(of position: ExamplePosition) -> ArraySlice<UInt8> {
    guard let part = data[position.split] else { preconditionFailure("no split \(position.split)") }
    return part.bytes(of: position.index)
  }
}
