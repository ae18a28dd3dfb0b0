import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of reading corrections tables, without photos.
struct CorrectionsTests {
  static func parsed(_ text: String) throws -> Corrections {
    try Corrections(parsing: text, file: "marks/corrections.csv")
  }

  static let digest = String(repeating: "0123456789abcdef", count: 4)

  @Test func columnsAreFoundByTheirHeadingsInAnyOrderAndOthersArePassedOver() throws {
    let corrections = try Self.parsed(
      "split,index,Class,new_class,remark,ACTION,sha256,source\n"
        + "train,7,Shirt,Coat,\"no, really\",relabel,\(Self.digest.uppercased()),Shirt/1.jpg\n"
        + ",,,,,Drop,,\" Shirt/2.jpg\"\n")
    let entries = corrections.entries
    #expect(entries.map(\.source) == ["Shirt/1.jpg", " Shirt/2.jpg"])
    #expect(entries.map(\.action) == [.relabel(newClass: "Coat"), .drop])
    #expect(entries.map(\.sha256) == [Self.digest, nil])
    #expect(entries.map(\.markedClass) == ["Shirt", nil])
    #expect(entries.map(\.line) == [2, 3])
    #expect(corrections.name == "corrections.csv")
  }

  @Test func headingAloneCorrectsNothing() throws {
    #expect(try Self.parsed("source,action,new_class\n").entries.isEmpty)
  }

  @Test func newClassMayBeAbsentWhereNothingIsRelabelled() throws {
    #expect(try Self.parsed("source;action\na/1.jpg;drop\n").entries.map(\.action) == [.drop])
  }

  @Test func checksumIsThatOfTheFileWithItsByteOrderMark() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("\u{FEFF}source,action\r\na.jpg,drop\r\n", to: "corrections.csv")
      let corrections = try Corrections(reading: folder("corrections.csv"))
      #expect(corrections.entries.map(\.source) == ["a.jpg"])
      #expect("\(corrections.sha256)" == sha256(try folder.bytes("corrections.csv")))
    }
  }

  @Test(arguments: [
    ("", ": the file is empty; its first line should name the columns, source,action,new_class"),
    ("action,new_class\ndrop,\n", ":1: there is no column 'source'; there are action, new_class; a file of"),
    ("\nsource,new_class\na,b\n", ":2: there is no column 'action'; there are source, new_class; a file of"),
    (
      "source,action\na.jpg,drop\n\nb.jpg,delete\n",
      ":4: 'delete' is no action; it is relabel or drop"
    ),
    (
      "source,action\na.jpg,\n",
      ":2: the line does not say what to do with a.jpg; 'action' is relabel or drop"
    ),
    (
      "source,action,new_class\na.jpg,relabel, \n",
      ":2: a.jpg is to be relabelled, but 'new_class' names no class; fill it in"
    ),
    ("source,action\na.jpg,relabel\n", ":2: a.jpg is to be relabelled, but 'new_class' names no class"),
    (
      "source,action\na.jpg,drop\n,drop\n",
      ":3: the line names no photo in 'source'; a dataset without manifest.csv cannot be traced to its photos: "
    ),
    ("source,action,sha256\na.jpg,drop,abc\n", ":2: 'abc' is no SHA-256, which has 64 digits"),
    (
      "source,action,sha256\na.jpg,drop,\(String(digest.dropLast()))g\n",
      "g' is no SHA-256, which has 64 digits of 0-9 and a-f; correct it, or leave it empty"
    ),
  ])
  func whatCannotBeMeantIsAnErrorWithFileAndLine(_ text: String, _ message: String) throws {
    let error = try #require(throws: DatasetError.self) { try Self.parsed(text) }
    #expect(error.code == .invalidInput)
    #expect(error.message.hasPrefix("marks/corrections.csv:"))
    #expect(error.message.contains(message), "\(error.message)")
  }
}
