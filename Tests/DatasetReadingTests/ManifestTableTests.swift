import Configuration
import DatasetBuilding
import DatasetReading
import ImageCore
import TestSupport
import Testing
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
        #expect(row.photoSize == Size(width: 30, height: 40))
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
}
