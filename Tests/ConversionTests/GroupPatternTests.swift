import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of groups from file names. Listing opens no photo, so the files are empty.
struct GroupPatternTests {
  static func collection(_ names: [String], pattern: String?) async throws -> PhotoCollection {
    try await withTemporaryFolder { folder in
      for name in names { try folder.write("", to: "p/" + name) }
      return try PhotoCollection(root: folder("p"), labels: .folders, groupPattern: pattern)
    }
  }

  @Test(arguments: [
    ("^[a-z]+[0-9]+", ["ab12", "ab12", "cd7"]), ("[0-9]+", ["12", "12", "7"]),
    ("^([a-z]+)[0-9]", ["ab", "ab", "cd"]),
  ])
  func thePartThatMatchesIsTheGroup(_ pattern: String, _ groups: [String]) async throws {
    let names = ["a/ab12-front.jpg", "a/deep/ab12-back.jpg", "b/cd7-front.jpg"]
    let collection = try await Self.collection(names, pattern: pattern)
    #expect(collection.photos.map(\.group) == groups && collection.warnings.isEmpty)
  }

  @Test func theEndingAndTheFolderDoNotMatch() async throws {
    let names = ["jpg/1.jpg", "jpg/2.png", "x/3.jpg"]
    await #expect(throws: DatasetError.self) { try await Self.collection(names, pattern: "jpg|png") }
  }

  @Test func namesThatDoNotMatchAreGroupsOfTheirOwnAndSaid() async throws {
    let collection = try await Self.collection(
      ["a/x1-1.jpg", "a/x1-2.jpg", "b/logo.jpg"], pattern: "^x[0-9]+")
    #expect(collection.photos.map(\.group) == ["x1", "x1", nil])
    #expect(
      collection.warnings == [
        "--group-pattern matches 2 of 3 file names; each of the others is a group of its own, such as b/logo.jpg"
      ])
  }

  @Test(arguments: [("[", "is no regular expression"), ("^z", "matches no name of 2 files, such as 1")])
  func aPatternThatIsNoneOrMatchesNothingIsAnError(_ pattern: String, _ message: String) async throws {
    let error = await #expect(throws: DatasetError.self) {
      try await Self.collection(["a/1.jpg", "b/2.jpg"], pattern: pattern)
    }
    #expect(error?.message.contains(message) == true)
  }

  @Test func groupsOfATableComeFirst() async throws {
    try await withTemporaryFolder { folder in
      for name in ["x1-1", "x1-2", "y2-1"] { try folder.write("", to: "p/\(name).jpg") }
      try folder.write(
        "path,label,group\nx1-1.jpg,a,mine\nx1-2.jpg,a,\ny2-1.jpg,b,\n", to: "labels.csv")
      let collection = try PhotoCollection(
        root: folder("p"), labels: .file(try LabelFile(reading: folder("labels.csv"))),
        groupPattern: "^[a-z][0-9]")
      #expect(collection.photos.map(\.group) == ["mine", "x1", "y2"])
    }
  }

  @Test func viewsOfProductsAreSeenInTheirNamesAndAPatternIsProposed() async throws {
    let views = (0..<6).flatMap { product in (1...3).map { "a/sku\(product)x-\($0).jpg" } }
    let collection = try await Self.collection(views + ["b/other.jpg"], pattern: nil)
    let warning = try #require(collection.warnings.first)
    #expect(
      warning.hasPrefix("18 photos may be views of 6 products, such as a/sku0x-1.jpg and a/sku0x-2.jpg; "))
    let pattern = try #require(warning.firstMatch(of: /--group-pattern '(.*)'/)?.1)
    let grouped = try await Self.collection(views + ["b/other.jpg"], pattern: String(pattern))
    #expect(grouped.photos.prefix(4).map(\.group) == ["sku0x", "sku0x", "sku0x", "sku1x"])
  }

  @Test(arguments: [
    (0..<40).map { "a/IMG_\($0).jpg" }, (0..<40).map { "a/\($0).jpg" },
    (0..<40).map { "a/1e9db0bb-0f59-44e6-9787-\(1000 + $0)aecfd64.jpg" },
    (0..<8).map { "a/p\($0 / 2)-\($0 % 2).jpg" },
  ])
  func numbersOfCamerasAndAFewPairsAreNoViews(_ names: [String]) async throws {
    let collection = try await Self.collection(names + ["b/x.jpg"], pattern: nil)
    #expect(!collection.warnings.contains { $0.contains("views") })
  }
}
