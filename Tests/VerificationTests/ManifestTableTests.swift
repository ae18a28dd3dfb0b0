import Configuration
import DatasetBuilding
import TestSupport
import Testing
import Verification
import VerificationTestSupport

struct ManifestTableTests {
  /// A crop's place and size, and the size of what was cropped.
  static func numbers(_ crop: ManifestTable.Crop?) -> [Int] {
    crop.map { [$0.x, $0.y, $0.width, $0.height, $0.frameWidth, $0.frameHeight] } ?? []
  }

  @Test func convertedDatasetHasARowForEachItem() async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      let dataset = try await DatasetReader.read(folder("data"))
      let manifest = try #require(dataset.manifest)
      #expect(manifest.count == 24)
      let positions = dataset.splits.flatMap { part in
        (0..<part.count).map { ItemPosition(part.split, $0) }
      }
      #expect(manifest.positions.sorted() == positions)
      for position in positions {
        let row = try #require(manifest.row(at: position))
        #expect(row.label == dataset.label(of: position))
        #expect(row.source.hasPrefix(dataset.className(row.label) + "/"))
        #expect(row.sha256 == sha256(try folder.bytes("photos/" + row.source)))
        #expect(dataset.source(of: position) == row.source)
        // The drawn photos have a margin of an eighth, all around.
        #expect(Self.numbers(row.crop) == [3, 5, 24, 30, 30, 40])
        #expect(row.levels != nil)
      }
      #expect(manifest.row(at: ItemPosition(.train, positions.count)) == nil)
    }
  }

  @Test func columnsAreFoundByTheirHeadings() throws {
    let manifest = try ManifestTable(
      parsing: """
        sha256,source,label,index,split,thumbnail,crop_x,crop_y,crop_width,crop_height,width,height,darkest,lightest
        ab,"a, b.jpg",3,7,t10k,51x73,1,2,30,40,600,800,9,200
        cd,c.jpg,4,0,train,,1,2,30,40,600,800,,

        """, file: "m.csv")
    let row = try #require(manifest.row(at: ItemPosition(.t10k, 7)))
    #expect(row.label == 3 && row.source == "a, b.jpg" && row.sha256 == "ab" && row.group == "")
    #expect(Self.numbers(row.crop) == [1, 2, 30, 40, 51, 73])
    #expect(row.levels == 9...200)
    let other = try #require(manifest.row(at: ItemPosition(.train, 0)))
    #expect(Self.numbers(other.crop) == [1, 2, 30, 40, 600, 800])
    #expect(other.levels == nil)
    #expect(manifest.positions == [ItemPosition(.t10k, 7), ItemPosition(.train, 0)])
  }

  @Test(arguments: [
    ("", "m.csv"), ("split,index,label,source\n", "'sha256' is missing"),
    ("split,index,label,source,sha256\ntrain,0,1,a,b\nvalidation,1,1,a,b\n", "m.csv:3"),
    ("split,index,label,source,sha256\ntrain,x,1,a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,\"a,b\n", "m.csv:2"),
  ])
  func whatIsNoManifestIsAnErrorWithItsPlace(_ text: String, _ words: String) throws {
    let error = #expect(throws: (any Error).self) { try ManifestTable(parsing: text, file: "m.csv") }
    #expect("\(try #require(error))".contains(words))
  }

  // MARK: - What checks on content learn from it

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
