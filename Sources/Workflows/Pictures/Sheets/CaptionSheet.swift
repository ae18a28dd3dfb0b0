package import DatasetFormat
package import ImageCore
package import Reporting

/// A contact sheet of selected images with captions.
package enum CaptionSheet {
  private static let width = 1660
  private static let tileWidth = 166

  /// Returns the standard scale, in pixels of the sheet per pixel of an image, at which images are about as wide as
  /// their captions.
  package static func standardScale(_ size: Size) -> Int { max(1, 128 / max(1, size.width, size.height)) }

  /// - Parameter groups: the groups of images, one band each; at least one image in all.
  /// - Throws: `DatasetError` if an image does not exist, or images have different types.
  package static func sheet(
    _ groups: [SheetImages], of dataset: Dataset, scale: Int?
  ) throws(DatasetError) -> ContactSheet {
    guard let first = groups.lazy.flatMap(\.examples).first else {
      preconditionFailure("whoever finds no image says so instead")
    }
    let part = try dataset.part(of: first.position)
    var bands: [ContactSheet.Band] = []
    for group in groups {
      var tiles: [ContactSheet.Tile] = []
      for example in group.examples {
        let other = try dataset.part(of: example.position)
        guard other.type == part.type else {
          throw DatasetError(
            .invalidInput,
            "\(dataset.root): the splits have images of different types; choose one with --split")
        }
        tiles.append(
          ContactSheet.Tile(bytes: Array(other.bytes(of: example.position.index)), captions: example.captions)
        )
      }
      bands.append(ContactSheet.Band(heading: group.heading, tiles: tiles))
    }
    let scale = scale ?? standardScale(part.size)
    let columnCount = max(1, Self.width / max(Self.tileWidth, part.size.width * scale + 16))
    return ContactSheet(
      heading: DatasetSummary(dataset).headline, exampleSize: part.size,
      channels: part.type.channels, bands: bands, scale: scale, columnCount: columnCount)
  }
}
