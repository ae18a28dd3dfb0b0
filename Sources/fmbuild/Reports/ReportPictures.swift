internal import DatasetReading
internal import ImageCodecs
internal import ImageCore
internal import Reporting
internal import Training
internal import Verification

/// The pictures of a report in one: the items chosen, the classes' mean images, and those of the reference with some of its
/// items.
struct ReportPictures {
  let atlas: Atlas
  /// Pictures in the atlas by label.
  private(set) var means: [Int: Int] = [:]
  private(set) var referenceMeans: [Int: Int] = [:]
  private(set) var referenceSamples: [Int: [Int]] = [:]

  /// - Parameter means: of the samples, as many a picture as its item has bytes.
  init(
    _ selection: GallerySelection, dataset: Dataset, means: MeanImages, reference: Dataset?,
    referenceMeans: MeanImages?, referenceSampleCount: Int, seed: UInt64
  ) throws(EncodingError) {
    let part = dataset.splits[0]
    let channels = part.channelCount == 3 ? Image.Channels.rgb : .grey
    var tiles = selection.positions.map { dataset.bytes(of: $0) }

    func add(_ images: MeanImages?) -> [Int: Int] {
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
  /// The bytes of an item's picture.
  ///
  /// - Precondition: there is such an item.
  fileprivate func bytes(of position: ItemPosition) -> ArraySlice<UInt8> {
    guard let part = parts[position.split] else { preconditionFailure("no split \(position.split)") }
    return part.bytes(of: position.index)
  }
}
