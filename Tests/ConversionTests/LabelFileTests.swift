import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of reading label files, without photos.
struct LabelFileTests {
  static func parsed(_ text: String, _ columns: LabelFile.Columns = .init()) throws -> LabelFile {
    try LabelFile(parsing: text, file: "shop.csv", columns: columns)
  }

  @Test func columnsAreFoundByTheirHeadingsInAnyOrderAndCase() throws {
    let file = try Self.parsed("Split,title,LABEL,group, path \ntrain,x,Bag,p1,a.jpg\n")
    let entry = try #require(file.entries.first)
    #expect(entry.path == "a.jpg" && entry.label == "Bag" && entry.group == "p1" && entry.split == .train)
    #expect(entry.line == 2)
  }

  @Test func exactHeadingGoesBeforeOneInOtherCase() throws {
    #expect(try Self.parsed("Path,path,label\nwrong,right,x\n").entries.map(\.path) == ["right"])
  }

  @Test(arguments: [
    ("file,label\n", "'path'", "--path-column"), ("path,class\n", "'label'", "--label-column"),
  ])
  func missingColumnIsAnErrorThatNamesItAndTheOption(_ text: String, _ column: String, _ option: String)
    throws
  {
    let error = #expect(throws: DatasetError.self) { try Self.parsed(text) }
    let message = try #require(error).message
    #expect(message.hasPrefix("shop.csv: "))
    #expect(message.contains(column) && message.contains(option))
    #expect(message.contains("there are " + text.dropLast().replacing(",", with: ", ")))
  }

  @Test func groupAndSplitMayBeAbsentUnlessTheirColumnsAreNamed() throws {
    let text = "path,label\na,x\n"
    let entry = try #require(try Self.parsed(text).entries.first)
    #expect(entry.group == nil && entry.split == nil)
    var groups = LabelFile.Columns()
    groups.group = "product"
    #expect(throws: DatasetError.self) { try Self.parsed(text, groups) }
    var splits = LabelFile.Columns()
    splits.split = "fold"
    let error = #expect(throws: DatasetError.self) { try Self.parsed(text, splits) }
    #expect(error?.message.contains("--split-column") == true)
  }

  @Test func namedColumnsAreTaken() throws {
    var columns = LabelFile.Columns()
    columns.path = "id"
    columns.label = "articleType"
    let file = try Self.parsed("id;articleType\n1;Jeans\n", columns)
    #expect(file.entries.map(\.path) == ["1"] && file.entries.map(\.label) == ["Jeans"])
  }

  @Test func rowsThatAreTooShortAreRejectedPhotosWithTheirLine() throws {
    let file = try Self.parsed("label,path\nBag\nBag,a.jpg\n,b.jpg\n\nx,\n")
    #expect(file.entries.map(\.path) == ["a.jpg"])
    #expect(file.rejectedPhotos.map(\.source) == ["shop.csv:2", "b.jpg", "shop.csv:6"])
    #expect(file.rejectedPhotos.map(\.reason) == [.noSuchPhoto, .noLabel, .noSuchPhoto])
  }

  @Test(arguments: [
    ("train", Split.train), ("TRAIN", .train), ("training", .train), ("test", .test), ("t10k", .test),
    ("val", .validation), ("Validation", .validation), ("dev", .validation),
    (" test ", .test),
    ("", nil),
  ])
  func splitIsReadAsPeopleWriteIt(_ text: String, _ split: Split?) throws {
    #expect(try Self.parsed("path,label,split\na,x,\(text)\n").entries.map(\.split) == [split])
  }

  @Test func unknownSplitIsAnErrorWithItsLine() throws {
    let error = #expect(throws: DatasetError.self) {
      try Self.parsed("path,label,split\na,x,train\nb,x,holdout\n")
    }
    #expect(error?.message.hasPrefix("shop.csv:3: 'holdout'") == true)
  }

  @Test func emptyFileIsAnError() {
    for text in ["", "\n\n"] { #expect(throws: DatasetError.self) { try Self.parsed(text) } }
  }

  @Test func byteOrderMarkIsNoPartOfTheFirstHeading() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("\u{FEFF}path;label\r\na.jpg;x\r\n", to: "excel.csv")
      #expect(try LabelFile(reading: folder("excel.csv")).entries.map(\.path) == ["a.jpg"])
      try folder.write("\u{FEFF}\"path\",\"label\"\na.jpg,x\n", to: "quoted.csv")
      #expect(try LabelFile(reading: folder("quoted.csv")).entries.map(\.path) == ["a.jpg"])
    }
  }
}
