import Conversion
import DatasetFormat
import TestSupport
import Testing

struct JudgementsTests {
  private static let files = ["a/1.jpg", "a/2.jpg", "b/1.jpg"]

  private func read(_ text: String) async throws -> Judgements {
    try await withTemporaryFolder { folder in
      try folder.write(text, to: "table.csv")
      return try Judgements(reading: folder("table.csv"))
    }
  }

  @Test(arguments: [
    (Judgements.Kind.labels, "path,label,group,action\na/1.jpg,Bag,,\na/2.jpg,,,drop\nb/1.jpg,Cap,p,\n"),
    (
      .corrections,
      "source,action,new_class,class,sha256\na/1.jpg,relabel,Bag,Cap,\na/2.jpg,drop,,Cap,\nb/1.jpg,relabel,Cap,Bag,\n"
    ),
  ])
  func tablesOfBothKindsSayTheSame(_ kind: Judgements.Kind, _ text: String) async throws {
    let table = try await read(text)
    #expect(table.kind == kind)
    let matches = try table.matches(Self.files, root: "photos")
    #expect(matches.missing.isEmpty)
    #expect(matches.entries.mapValues(\.decision) == [0: .label("Bag"), 1: .setAside, 2: .label("Cap")])
  }

  @Test func suspectsAreProposalsAndNoLabels() async throws {
    let table = try await read(
      "split,index,source,given,likely,score,candidate\ntrain,4,b/1.jpg,Bag,Cap,0.1,yes\ntrain,5,,Bag,Cap,0.2,no\n"
    )
    #expect(table.kind == .suspects)
    #expect(
      try table.matches(Self.files, root: "photos").entries.mapValues(\.decision) == [2: .proposal("Cap")])
  }

  @Test func photosAreFoundByTheirExactNames() async throws {
    let files = ["1.jpg", " 1.jpg", "caf\u{E9}.jpg", "cafe\u{301}.jpg", "a\nb.jpg", "x;y,\"z\".jpg"]
    let table = try await read(
      "path,label\n1.jpg,A\n\" 1.jpg\",B\ncaf\u{E9}.jpg,C\ncafe\u{301}.jpg,D\n\"a\nb.jpg\",E\n\"x;y,\"\"z\"\".jpg\",F\n"
    )
    let matches = try table.matches(files, root: "photos")
    #expect(matches.missing.isEmpty)
    #expect(
      matches.entries.mapValues(\.decision)
        == [0: .label("A"), 1: .label("B"), 2: .label("C"), 3: .label("D"), 4: .label("E"), 5: .label("F")])
  }

  @Test(arguments: [
    "path,label\na/1.jpg,Bag\na/1.jpg,Cap\n", "path,label\n1.jpg,Bag\n",
    "path,label,action\na/1.jpg,Bag,\na/1.jpg,,drop\n",
  ])
  func linesThatContradictEachOtherOrMayMeanTwoPhotosAreRefused(_ text: String) async throws {
    let table = try await read(text)
    #expect(throws: DatasetError.self) { try table.matches(Self.files, root: "photos") }
  }

  @Test func linesAboutOtherPhotosAreKeptApart() async throws {
    let table = try await read("path,label\na/1.jpg,Bag\nelsewhere/9.jpg,Cap\n")
    #expect(try table.matches(Self.files, root: "photos").missing.map(\.path) == ["elsewhere/9.jpg"])
  }

  @Test(arguments: ["", "name,colour\nx,red\n", "source,action\na/1.jpg,paint\n"])
  func otherTablesAreRefused(_ text: String) async throws {
    await #expect(throws: DatasetError.self) { try await read(text) }
  }
}
