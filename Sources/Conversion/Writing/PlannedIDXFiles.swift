package import Checksums
package import DatasetFormat
internal import IDX

/// The uncompressed IDX files of a plan, assembled from the images on demand.
package struct PlannedIDXFiles: Sendable {
  let plan: DatasetPlan
  let store: ExampleStore
  /// The size and channels of each image.
  let type: ExampleType

  init(_ plan: DatasetPlan, _ store: ExampleStore, _ type: ExampleType) {
    self.plan = plan
    self.store = store
    self.type = type
  }

  func file(_ split: Split, _ content: IDXFileName.Content) throws(IDXError) -> IDXFileSource {
    let images = plan.images(of: split)
    switch content {
    case .images:
      let header = try IDXHeader(elementType: .uint8, dimensions: [images.count] + type.dimensions)
      return IDXFileSource(
        header: header.encoded(), unitByteCount: store.exampleByteCount, unitCount: images.count
      ) { [store] in store.pixels(of: images[$0]) }
    case .labels:
      let header = try IDXHeader(elementType: .uint8, dimensions: [images.count])
      let labels = images.map { UInt8(store.label(of: $0)) }
      return IDXFileSource(header: header.encoded(), unitByteCount: 1, unitCount: images.count) {
        labels[$0...$0]
      }
    }
  }

  /// Returns the SHA-256 of an uncompressed file, header and elements.
  package func digest(_ split: Split, _ content: IDXFileName.Content) throws -> SHA256Digest {
    try file(split, content).digest()
  }
}
