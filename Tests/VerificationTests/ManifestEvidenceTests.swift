import DatasetBuilding
import DatasetReading
import TestSupport
import Testing
import Verification
import VerificationTestSupport

/// What checks on content learn from a manifest.
struct ManifestEvidenceTests {
  /// The findings of one check about the clean dataset, with a crop of one item's photo.
  static func items(of check: String, crop: String, item: ItemPosition, _ dataset: CleanDataset) async throws
    -> [ItemPosition]
  {
    try await withTemporaryFolder { folder in
      try dataset.writeRaw(to: folder)
      try folder.write(
        """
        split,index,label,source,sha256,width,height,crop_x,crop_y,crop_width,crop_height
        \(item.split.rawValue),\(item.index),0,a.jpg,ab,60,80,\(crop)

        """, to: DatasetFile.manifest)
      var settings = Verification.Settings(folder: folder.path)
      settings.policy = try Policy.standard.limited(to: [check])
      return try await Verification.run(settings).results.flatMap(\.findings).flatMap {
        $0.items.map(\.position)
      }
    }
  }

  /// Which borders of the photo the product touches tells more than the item, which is centred.
  @Test(arguments: [
    ("0,0,60,70", true), ("0,10,60,70", true), ("5,0,55,80", true), ("5,0,50,80", false),
    ("0,0,60,80", false), ("5,5,20,20", false), ("0,0,20,20", false),
  ])
  func cropAtThreeBordersIsClipped(_ crop: String, _ isFound: Bool) async throws {
    let item = ItemPosition(.t10k, 5)
    let found = try await Self.items(of: "clipped", crop: crop, item: item, .small)
    #expect(found == (isFound ? [item] : []))
  }

  @Test(arguments: [("0,0,60,80", true), ("0,0,60,79", false)])
  func groundThatCouldNotBeTrimmedIsCluttered(_ crop: String, _ isFound: Bool) async throws {
    var dataset = CleanDataset.small
    let item = ItemPosition(.train, 5)
    // It fills the frame and grows brighter inwards, as a product may that was photographed from near.
    dataset[item] = (0..<784).map { pixel in
      let margin = min(pixel % 28, 27 - pixel % 28, pixel / 28, 27 - pixel / 28)
      return margin == 13 ? 0 : UInt8(20 + 17 * margin)
    }
    let found = try await Self.items(of: "cluttered-ground", crop: crop, item: item, dataset)
    #expect(found == (isFound ? [item] : []))
  }
}
