import Configuration
import DatasetFormat
import ImageCore
import Testing
import TestSupport
import VerificationTestSupport

struct ManifestTests {
  /// Returns the position and size of a crop, and the size of the cropped picture.
  static func numbers(_ crop: ManifestRow.Crop?) -> [Int] {
    crop.map {
      let rectangle = $0.rectangle
      return [
        rectangle.x, rectangle.y, rectangle.width, rectangle.height, $0.frame.width, $0.frame.height,
      ]
    } ?? []
  }

  @Test func convertedDatasetHasARowForEachImage() async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      let dataset = try await DatasetReader.read(folder("data"))
      let manifest = try #require(dataset.manifest)
      #expect(manifest.count == 24)
      let positions = dataset.splits.flatMap { part in
        (0..<part.count).map { ExamplePosition(part.split, $0) }
      }
      #expect(manifest.positions.sorted() == positions)
      for position in positions {
        let row = try #require(manifest.row(at: position))
        #expect(row.label == dataset.label(of: position))
        #expect(row.source.hasPrefix(dataset.className(row.label) + "/"))
        #expect(row.sha256 == sha256(try folder.bytes("photos/" + row.source)))
        #expect(dataset.source(of: position) == row.source)
        #expect(row.photoSize == Size(width: 30, height: 40))
        // The drawn photos have a margin of an eighth on all sides.
        #expect(Self.numbers(row.crop) == [3, 5, 24, 30, 30, 40])
        #expect(row.levels != nil)
      }
      #expect(manifest.row(at: ExamplePosition(.train, positions.count)) == nil)
    }
  }

  @Test func columnsAreFoundByTheirHeadings() throws {
    let manifest = try Manifest(
      parsing: """
        sha256,source,label,index,split,thumbnail,crop_x,crop_y,crop_width,crop_height,width,height,darkest,lightest
        ab,"a, b.jpg",3,7,test,51x73,1,2,30,40,600,800,9,200
        cd,c.jpg,4,0,train,,1,2,30,40,600,800,,

        """, file: "m.csv")
    let row = try #require(manifest.row(at: ExamplePosition(.test, 7)))
    #expect(row.label == 3 && row.source == "a, b.jpg" && row.sha256 == "ab" && row.group == "")
    #expect(Self.numbers(row.crop) == [1, 2, 30, 40, 51, 73])
    #expect(row.levels == 9...200)
    let other = try #require(manifest.row(at: ExamplePosition(.train, 0)))
    #expect(Self.numbers(other.crop) == [1, 2, 30, 40, 600, 800])
    #expect(other.levels == nil)
    #expect(manifest.positions == [ExamplePosition(.test, 7), ExamplePosition(.train, 0)])
  }

  @Test(arguments: [
    ("", "m.csv"), ("split,index,label,source\n", "'sha256' is missing"),
    ("split,index,label,source,sha256\ntrain,0,1,a,b\nholdout,1,1,a,b\n", "m.csv:3"),
    ("split,index,label,source,sha256\ntrain,0,1,a,b\nTest,1,1,a,b\n", "m.csv:3"),
    ("split,index,label,source,sha256\ntrain,-1,1,a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,-1,a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,x,1,a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,\"a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,9223372036854775807,1,a,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,/etc/passwd,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,../a.jpg,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,a/../../b.jpg,b\n", "m.csv:2"),
    ("split,index,label,source,sha256\ntrain,0,1,a/..,b\n", "m.csv:2"),
  ])
  func whatIsNoManifestIsAnErrorWithItsPlace(_ text: String, _ words: String) throws {
    let error = #expect(throws: (any Error).self) { try Manifest(parsing: text, file: "m.csv") }
    #expect("\(try #require(error))".contains(words))
  }

  @Test func splitIsRecordedByItsNameAndT10kIsTest() throws {
    let manifest = try Manifest(
      parsing: """
        split,index,label,source,sha256
        train,0,1,a.jpg,ab
        validation,4,2,b.jpg,cd
        test,2,3,c.jpg,ef
        t10k,3,0,d.jpg,01

        """, file: "m.csv")
    #expect(
      manifest.positions == [
        ExamplePosition(.train, 0), ExamplePosition(.validation, 4), ExamplePosition(.test, 2),
        ExamplePosition(.test, 3),
      ])
    #expect(manifest.row(at: ExamplePosition(.validation, 4))?.source == "b.jpg")
  }

  /// Returns a manifest of one training image with a crop.
  static func manifest(crop: String, photo: String = "600,800", thumbnail: String = "") throws -> Manifest {
    try Manifest(
      parsing: """
        split,index,label,source,sha256,width,height,crop_x,crop_y,crop_width,crop_height,thumbnail
        train,0,1,a.jpg,ab,\(photo),\(crop),\(thumbnail)

        """, file: "m.csv")
  }

  @Test(arguments: ["0,0,600,800", "599,799,1,1", "0,799,600,1", "1,2,30,40"])
  func cropWithinThePhotoIsRead(_ crop: String) throws {
    let row = try #require(try Self.manifest(crop: crop).rows.first)
    #expect(Self.numbers(row.crop) == crop.split(separator: ",").compactMap { Int($0) } + [600, 800])
  }

  @Test(arguments: [
    "-1,0,5,5",
    "0,-1,5,5", "0,0,0,5", "0,0,5,0", "0,0,-5,5", "0,0,5,-5", "0,0,5,", "0,,5,5", "x,0,5,5",
    "9223372036854775807,0,1,1", "1,1,9223372036854775807,9223372036854775807",
    "99999999999999999999,0,1,1",
  ])
  func cropThatIsNoneIsAnErrorWithItsPlace(_ crop: String) throws {
    let error = #expect(throws: DatasetError.self) { try Self.manifest(crop: crop) }
    #expect(error?.code == .unreadable)
    #expect(
      error?.message == "m.csv:2: the crop is not a position and a size in pixels; convert the photos again")
  }

  @Test(arguments: [
    "0,0,601,800", "0,0,600,801", "1,0,600,800", "0,1,600,800", "600,0,1,1", "0,800,1,1",
    "1000000000,1000000000,1000000000,1000000000",
  ])
  func cropOfAPictureOfAnotherSizeIsNotTaken(_ crop: String) throws {
    let row = try #require(try Self.manifest(crop: crop).rows.first)
    #expect(row.crop == nil && row.photoSize == Size(width: 600, height: 800))
  }

  @Test func cropIsThatOfTheThumbnailWhereThereIsOne() throws {
    let row = try #require(try Self.manifest(crop: "1,2,50,71", thumbnail: "51x73").rows.first)
    #expect(Self.numbers(row.crop) == [1, 2, 50, 71, 51, 73])
    let other = try #require(try Self.manifest(crop: "1,2,51,71", thumbnail: "51x73").rows.first)
    #expect(other.crop == nil)
  }

  @Test(arguments: ["1000000001", "9223372036854775807", "9223372036854775808"])
  func hugeIndexesAndLabelsAreRefused(_ number: String) throws {
    for fields in ["train,\(number),1", "train,1,\(number)"] {
      let error = #expect(throws: DatasetError.self) {
        try Manifest(
          parsing: "split,index,label,source,sha256\n\(fields),a.jpg,ab\n", file: "m.csv")
      }
      #expect(error?.code == .unreadable)
      #expect(error?.message.hasPrefix("m.csv:2: a split, an index or a label") == true)
    }
  }

  /// A row with an invalid size of the photo is valid, because the size is not used in computations.
  @Test(arguments: ["9223372036854775807,9223372036854775807", "1000000001,5", "-5,5", ",", "a,b"])
  func sizeOfAPhotoThatNoPhotoHasIsNotTaken(_ photo: String) throws {
    let row = try #require(try Self.manifest(crop: ",,,", photo: photo).rows.first)
    #expect(row.photoSize == nil && row.crop == nil)
    #expect(row.position == ExamplePosition(.train, 0) && row.source == "a.jpg")
  }

  @Test(arguments: ["9223372036854775807x9223372036854775807", "1000000001x5", "x", "5"])
  func sizeOfAThumbnailThatNoThumbnailHasIsNotTaken(_ thumbnail: String) throws {
    let row = try #require(try Self.manifest(crop: "1,2,30,40", thumbnail: thumbnail).rows.first)
    #expect(row.thumbnail == nil)
    #expect(Self.numbers(row.crop) == [1, 2, 30, 40, 600, 800])
  }

  @Test func rowThatIsWrittenReadsBackAsTheSame() throws {
    var row = ManifestRow(
      position: ExamplePosition(.validation, 7), label: 3, className: "T-shirt, \"red\"",
      source: "a, b/\"c\".jpg", sha256: "ab", group: "p 1")
    row.splitOrigin = .table
    row.photoSize = Size(width: 600, height: 800)
    row.thumbnail = Size(width: 51, height: 73)
    row.crop = ManifestRow.Crop(Rectangle(x: 1, y: 2, width: 30, height: 40), of: Size(width: 51, height: 73))
    row.levels = 9...200
    row.formerLabel = "coat"
    var text = CSV.line(ManifestRow.columns)
    row.append(to: &text)
    let read = try #require(try Manifest(parsing: text, file: "m.csv").rows.first)
    #expect(read.position == row.position && read.line == 2 && read.label == 3)
    #expect(read.className == row.className && read.source == row.source && read.sha256 == "ab")
    #expect(read.group == "p 1" && read.splitOrigin == .table && read.photoSize == row.photoSize)
    #expect(read.thumbnail == row.thumbnail && read.crop == row.crop && read.levels == 9...200)
    #expect(read.formerLabel == "coat")
  }

  @Test(arguments: [
    "", "ab", String(repeating: "0123456789abcdef", count: 4), String(repeating: "f", count: 64),
    String(repeating: "0123456789ABCDEF", count: 4), String(repeating: "g", count: 64),
    String(repeating: "0", count: 65), String(repeating: "é", count: 32),
  ])
  func textInTheColumnOfDigestsIsKeptAsItIs(_ text: String) throws {
    var row = ManifestRow(
      position: ExamplePosition(.train, 0), label: 0, className: "a", source: "a.jpg", sha256: text)
    #expect(row.sha256 == text)
    row.sha256 = "x"
    #expect(row.sha256 == "x")
    row.sha256 = text
    var table = CSV.line(ManifestRow.columns)
    row.append(to: &table)
    #expect(try Manifest(parsing: table, file: "m.csv").rows.map(\.sha256) == [text])
  }
}
