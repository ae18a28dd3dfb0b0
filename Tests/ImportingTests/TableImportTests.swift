import DatasetFormat
import ImageCore
import Importing
import Testing
import TestSupport

/// Tests of tables as Kaggle has them.
struct TableImportTests {
  private func table(_ lines: [String], end: String = "\n") -> String { lines.map { $0 + end }.joined() }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func labelIsFoundByItsHeading(_ end: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(
        table(["pixel0,pixel1,pixel2,pixel3,label", "1,2,3,4,0", "5,6,7,8,1"], end: end),
        to: "t/sign_train.csv")
      try folder.write(table(["id;label;a;b;c;d", "700;1;9;10;11;12.0"], end: end), to: "t/sign_test.csv")
      let dataset = try await imported("t", in: folder)
      #expect(dataset.splits.map(\.images) == [[1, 2, 3, 4, 5, 6, 7, 8], [9, 10, 11, 12]])
      #expect(dataset.splits.map(\.labels) == [[0, 1], [1]])
      #expect(
        dataset.manifest?.rows.map(\.source) == ["sign_train.csv#0", "sign_train.csv#1", "sign_test.csv#0"])
    }
  }

  @Test func constantPixelTellsTheLabelColumn() async throws {
    try await withTemporaryFolder { folder in
      let rows = (0..<20).map { "\($0 % 2),\($0),3,4,0" }
      try folder.write(table(rows), to: "train.csv")
      let dataset = try await imported("train.csv", in: folder)
      #expect(dataset.imageCount == 20 && dataset.classCount == 2)
      #expect(
        dataset.splits.allSatisfy { part in (0..<part.count).allSatisfy { part.bytes(of: $0).last == 0 } })
    }
  }

  @Test func labelsOnEitherSideAreAQuestion() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(table((0..<20).map { "\($0 % 2),\($0),3,4,0" }), to: "t/train.csv")
      // All of one class, so that the first column is the same in all rows.
      try folder.write(table((0..<4).map { "1,\($0),3,4,\($0)" }), to: "t/test.csv")
      let message = try #require(await failure("t", in: folder))
      #expect(message.contains("test.csv: ") && message.contains("--label-column first"), "\(message)")
      #expect(!folder.exists("imported"))
    }
  }

  @Test func labelColumnIsTakenByItsName() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(table(["label,a,b,c,Kind", "0,1,2,3,4", "1,5,6,7,8"]), to: "t/train.csv")
      try folder.write(table(["label,a,b,c,Kind", "2,9,10,11,3"]), to: "t/test.csv")
      var options = ImportOptions()
      options.labelColumn = "kind"
      let dataset = try await imported("t", options, in: folder)
      #expect(dataset.splits.map(\.labels) == [[4, 8], [3]])
      #expect(dataset.splits.map(\.images) == [[0, 1, 2, 3, 1, 5, 6, 7], [2, 9, 10, 11]])
      options.labelColumn = "middle"
      let message = try #require(await failure("t", options, in: folder))
      #expect(message.contains("train.csv: no column is called 'middle'"), "\(message)")
    }
  }

  @Test func columnsOfIdentitiesAloneAreNoTable() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(table(["id,index", "1,2", "3,4"]), to: "a.csv")
      #expect(try #require(await failure("a.csv", in: folder)).contains("a.csv"))
    }
  }

  @Test func numbersThatCountUpAreHeadings() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(
        table([",0,1,2,3,4"] + (0..<14).map { "\($0),\($0 % 2),7,\(20 + $0),9,0" }), to: "a.csv")
      let dataset = try await imported("a.csv", in: folder)
      #expect(dataset.imageCount == 14)
      #expect(Set(dataset.splits.flatMap { $0.images }) == Set([0, 7, 9] + (20..<34)))
    }
  }

  @Test(arguments: [
    (["label,a,b,c,d", "0,1,2,3,4", "1,1,2,256,4"], "a.csv:3: column 4 is '256'"),
    (["label,a,b,c,d", "0,1,2,3,4", "1,1,2,3"], "a.csv:3: the row has 4 fields"),
    (["label,a,b,c,d", "0,1,2,3,4", "1,1,2,3,4,5"], "a.csv:3: the row has more than the 5"),
    (["label,a,b,c,d", "0,1,,3,4"], "a.csv:2: column 3 is ''"),
    (["label,a,b,c,d", "-1,1,2,3,4"], "a.csv:2: column 1 is '-1'"),
    (["label,a,b,c,d", "0.5,1,2,3,4"], "a.csv:2: column 1 is '0.5'"),
    (["0,1,2,300,4", "1,1,2,3,4"], "a.csv:1: column 4 is '300'"),
    (["label,a,b,c,d"], "there is no row"), ([""], "the file is empty"),
    (["label,a,b,c,d,e", "0,1,2,3,4,5"], "--height"),
    (["p0,p1,p2,p3,p4,p5,p6,p7,p8", "0,1,2,3,4,5,6,7,8"], "none is left for labels"),
    (["label,class,b,c,d", "0,1,2,3,4"], "several columns"),
  ])
  func wrongFieldsAreNamed(_ lines: [String], _ words: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write(table(lines), to: "a.csv")
      let message = try #require(await failure("a.csv", in: folder))
      #expect(message.contains(words), "\(message)")
      #expect(!folder.exists("imported"))
    }
  }

  @Test func heightMakesImagesThatAreNotSquare() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(
        table(["label,a,b,c,d,e,f"] + (0..<14).map { "\($0 % 2),1,2,3,4,5,\($0)" }), to: "a.csv")
      var options = ImportOptions()
      options.height = 2
      let dataset = try await imported("a.csv", options, in: folder)
      #expect(dataset.splits.allSatisfy { $0.size.height == 2 && $0.size.width == 3 })
    }
  }

  @Test func labelBeyondTheNamesIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(table(["label,a,b,c,d", "0,1,2,3,4", "2,1,2,3,4"]), to: "a.csv")
      var options = ImportOptions()
      options.classNames = ["a", "b"]
      let message = try #require(await failure("a.csv", options, in: folder))
      #expect(message.contains("a.csv#1: the label is 2, but there are names for 2 classes"), "\(message)")
    }
  }
}
