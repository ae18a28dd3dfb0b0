internal import IDX
internal import ImageCore
internal import ImageStages

/// The four archives of a plan, uncompressed, made from the items as they are asked for.
package struct PlannedArchives: Sendable {
  let plan: DatasetPlan
  let store: ItemStore
  let itemSize: Size
  let channels: Image.Channels

  init(_ plan: DatasetPlan, _ store: ItemStore, _ pipeline: Pipeline) {
    self.plan = plan
    self.store = store
    itemSize = pipeline.itemSize
    channels = pipeline.itemChannels
  }

  /// Height, width, and 3 for colour.
  private var itemDimensions: [Int] {
    [itemSize.height, itemSize.width] + (channels == .grey ? [] : [channels.rawValue])
  }

  /// How many dimensions the images' archives have.
  var imageRank: Int { itemDimensions.count + 1 }

  func images(of split: Split) throws -> ArchiveFile {
    let items = plan.items(of: split)
    let header = try IDXHeader(elementType: .uint8, dimensions: [items.count] + itemDimensions)
    return ArchiveFile(header: header.encoded(), unitByteCount: store.itemByteCount, unitCount: items.count) {
      [store] in store.pixels(of: items[$0])
    }
  }

  func labels(of split: Split) throws -> ArchiveFile {
    let items = plan.items(of: split)
    let header = try IDXHeader(elementType: .uint8, dimensions: [items.count])
    let labels = items.map { UInt8(store.records[$0].photo.label) }
    return ArchiveFile(header: header.encoded(), unitByteCount: 1, unitCount: items.count) {
      labels[$0...$0]
    }
  }

  /// The SHA-256 of the uncompressed images' file, header and pixels.
  package func imagesDigest(of split: Split) throws -> SHA256Digest { try images(of: split).digest() }

  /// The SHA-256 of the uncompressed labels' file, header and labels.
  package func labelsDigest(of split: Split) throws -> SHA256Digest { try labels(of: split).digest() }
}
