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

  @Test func lineWithoutPathOrLabelIsARejectedPhoto() throws {
    let file = try Self.parsed("label,path\nBag,\nBag,a.jpg\n,b.jpg\n\nx,\n")
    #expect(file.entries.map(\.path) == ["a.jpg"])
    #expect(file.rejectedPhotos.map(\.source) == ["shop.csv:2", "b.jpg", "shop.csv:6"])
    #expect(file.rejectedPhotos.map(\.reason) == [.noSuchPhoto, .noLabel, .noSuchPhoto])
  }

  @Test(arguments: [
    (
      "path,name,label\na.png,A,Dress\nb.png,Item 1, blue,Bag\n",
      "shop.csv:3: 4 fields where the heading has 3 "
    ),
    ("path,label\na.png,Dress,x\n", "shop.csv:2: 3 fields where the heading has 2 "),
    ("path;label\n\"a.png\";Dress;;x\n", "shop.csv:2: 4 fields where the heading has 2 "),
  ])
  func moreFieldsThanHeadingsAreAnErrorWithTheLine(_ text: String, _ words: String) throws {
    let error = #expect(throws: DatasetError.self) { try Self.parsed(text) }
    let message = try #require(error).message
    #expect(message.hasPrefix(words), "\(message)")
    #expect(message.contains("quotation marks"))
  }

  @Test func emptyFieldsAtTheEndOfALineDoNoHarm() throws {
    #expect(try Self.parsed("path,label\na,x,\nb,y,, \n").entries.map(\.label) == ["x", "y"])
  }

  @Test(arguments: [
    "path,name,label\na.png,Dress\n", "label,path\nBag\n", "path,name,label,split\na.png,Dress,train\n",
    "path,label,group\na.png,Dress\n",
  ])
  func lineThatLacksAFieldThatIsNeededIsAnError(_ text: String) throws {
    let error = #expect(throws: DatasetError.self) { try Self.parsed(text) }
    let message = try #require(error).message
    #expect(message.hasPrefix("shop.csv:2: ") && message.contains("where the heading has"), "\(message)")
  }

  @Test func lineThatLacksAnotherFieldIsReadAndSaid() throws {
    let file = try Self.parsed("path,label,title\na.png,Dress\nb.png,Bag,x\nc.png,Bag\n")
    #expect(file.entries.map(\.label) == ["Dress", "Bag", "Bag"])
    #expect(file.warnings.count == 1)
    #expect(file.warnings.first?.hasPrefix("shop.csv:2: this line and 1 other have fewer fields") == true)
  }

  @Test(arguments: [
    "path,label\na.png, \"Bag\"\n", "path, \"label\"\n\"a.png\", \"Bag\"\n",
    "\"path\" , \"label\" \na.png , Bag\n",
  ])
  func blanksAroundQuotesAreNoPartOfALabel(_ text: String) throws {
    let entry = try #require(try Self.parsed(text).entries.first)
    #expect(entry.path == "a.png" && entry.label == "Bag")
  }

  @Test(arguments: [
    (
      "{\"file_name\": \"a.png\", \"label\": \"x\"}\n{\"file_name\": \"b.png\"}\n", "JSON lines", "lines=True"
    ),
    ("[\n{\"a\": 1}]\n", "this is JSON", "read_json"), ("{\n\"a\": {}\n}\n", "this is JSON", "read_json"),
    (
      "2\nimage_name  category_label\na.png    3\nb.png  4\n",
      "separated by blanks, and the first line is a count", "skiprows=1"
    ),
    ("path label\na.png 3\n", "separated by blanks", "sep="), ("<html><table>", "web page", "spreadsheet"),
    ("a.png,Bag\nb.png,Dress\n", "the first line names a photo", "2 headings"),
  ])
  func fileThatIsNoTableIsNamedForWhatItIs(_ text: String, _ kind: String, _ remedy: String) throws {
    let error = #expect(throws: DatasetError.self) { try Self.parsed(text) }
    let message = try #require(error).message
    #expect(
      message.hasPrefix("shop.csv: ") && message.contains(kind) && message.contains(remedy), "\(message)")
  }

  @Test func workbookAndParquetAreNamedForWhatTheyAre() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([0x50, 0x4B, 3, 4, 0xFF, 0xFE, 0], to: "shop.xlsx")
      try folder.write(Array("PAR1".utf8) + [0xFF, 0], to: "shop.parquet")
      for (name, kind) in [("shop.xlsx", "workbook"), ("shop.parquet", "Parquet")] {
        let error = #expect(throws: DatasetError.self) { try LabelFile(reading: folder(name)) }
        #expect(error?.message.contains(kind) == true)
      }
    }
  }

  @Test func unicodeTextOfASpreadsheetIsRead() async throws {
    try await withTemporaryFolder { folder in
      for isLittleEndian in [true, false] {
        let units = [0xFEFF] + Array("path\tlabel\r\na.jpg\tMäntel\r\n".utf16)
        let bytes = units.flatMap { unit in
          let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
          return isLittleEndian ? [low, high] : [high, low]
        }
        try folder.write(bytes, to: "excel.txt")
        #expect(try LabelFile(reading: folder("excel.txt")).entries.map(\.label) == ["Mäntel"])
      }
    }
  }

  @Test func separatorThatExcelNamesIsTaken() throws {
    #expect(try Self.parsed("sep=;\npath;label\na.png;Bag, blue\n").entries.map(\.label) == ["Bag, blue"])
  }

  @Test func splitsAreReadAsTheNamesOfFoldersAre() throws {
    let text = "path,label,split\na,x,Training\nb,x,test_set\nc,x,eval\nd,x,valid\n"
    #expect(throws: Never.self) { try Self.parsed(text) }
    let file = try Self.parsed("path,label,split\na,x,train_images\nb,x,test_set\nc,x,eval\n")
    #expect(file.entries.map(\.split) == [.train, .test, .validation] && file.warnings.isEmpty)
  }

  @Test func validationWithoutTestIsTakenForTestAndSaid() throws {
    let file = try Self.parsed("path,label,split\na,x,train\nb,x,val\n")
    #expect(file.entries.map(\.split) == [.train, .test])
    #expect(file.warnings.first?.contains("no line is for test") == true)
    // Photos without a split are divided by the rule, which gives some to test.
    let open = try Self.parsed("path,label,split\na,x,train\nb,x,val\nc,x,\n")
    #expect(open.entries.map(\.split) == [.train, .validation, nil] && open.warnings.isEmpty)
  }

  @Test func unknownSplitIsAnErrorThatListsTheKnownNames() {
    for name in ["holdout", "0", "fold 1", "train/test", "shoes_train"] {
      let error = #expect(throws: DatasetError.self) {
        try Self.parsed("path,label,split\na,x,train\nb,x,\(name)\n")
      }
      #expect(
        error?.message.hasPrefix("shop.csv:3: '\(name)' is no split; known are train (training), ") == true)
    }
  }

  @Test(arguments: [
    ("train", Split.train), ("TRAIN", .train), ("training", .train), ("test", .test), ("t10k", .test),
    ("val", .validation), ("Validation", .validation), ("dev", .validation),
    (" test ", .test),
    ("", nil),
  ])
  func splitIsReadAsPeopleWriteIt(_ text: String, _ split: Split?) throws {
    #expect(try Self.parsed("path,label,split\na,x,\(text)\nb,x,\n").entries.map(\.split) == [split, nil])
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
