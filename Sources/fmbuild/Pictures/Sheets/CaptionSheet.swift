internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore
internal import Reporting

/// Items chosen for a reason, each with its captions.
enum CaptionSheet {
  private static let width = 1660
  private static let tileWidth = 166

  /// How large pictures are shown unless the user says: such that they are about as wide as their captions.
  static func standardScale(_ size: Size) -> Int { max(1, 128 / max(1, size.width, size.height)) }

  /// - Parameter groups: a band each; at least one item in all.
  /// - Throws: `DatasetError` if an item is not there, or items have different sizes.
  static func sheet(
    _ groups: [SheetItems], of dataset: Dataset, scale: Int?
  ) throws(DatasetError) -> ContactSheet {
    guard let first = groups.lazy.flatMap(\.items).first else {
      preconditionFailure("whoever finds no item says so instead")
    }
    let part = try dataset.part(of: first.position)
    var bands: [ContactSheet.Band] = []
    for group in groups {
      var tiles: [ContactSheet.Tile] = []
      for item in group.items {
        let other = try dataset.part(of: item.position)
        guard other.size == part.size, other.channelCount == part.channelCount else {
          throw DatasetError(
            .invalidInput,
            "\(dataset.root): train and t10k have images of different sizes; choose one with --split")
        }
        tiles.append(
          ContactSheet.Tile(bytes: Array(other.bytes(of: item.position.index)), captions: item.captions))
      }
      bands.append(ContactSheet.Band(heading: group.heading, tiles: tiles))
    }
    let scale = scale ?? standardScale(part.size)
    let columnCount = max(1, Self.width / max(Self.tileWidth, part.size.width * scale + 16))
    return ContactSheet(
      heading: DatasetSummary(dataset).headline, itemSize: part.size,
      channels: part.channelCount == 1 ? .grey : .rgb, bands: bands, scale: scale, columnCount: columnCount)
  }
}
