import DatasetFormat
import Sorting
import Testing

struct SortedFoldersTests {
  @Test func namesThatCollideAreToldApart() throws {
    let folders = try SortedFolders([
      ("a/1.jpg", "Bag"), ("b/1.jpg", "Bag"), ("c/1.JPG", "Bag"), ("d/1.jpg", "Cap"), ("e/1-2.jpg", "Bag"),
    ])
    #expect(
      folders.files.map(\.path) == ["Bag/1.jpg", "Bag/1-2.jpg", "Bag/1-3.JPG", "Cap/1.jpg", "Bag/1-2-2.jpg"])
    #expect(folders.files.map(\.source) == ["a/1.jpg", "b/1.jpg", "c/1.JPG", "d/1.jpg", "e/1-2.jpg"])
    #expect(folders.counts.map(\.folder) == ["Bag", "Cap"] && folders.counts.map(\.count) == [4, 1])
  }

  @Test func aLabelWithASlashIsOneFolder() throws {
    #expect(try SortedFolders([("1.jpg", "T-shirt/top")]).files[0].path == "T-shirt-top/1.jpg")
  }

  @Test(arguments: ["..", ".", ".hidden", String(repeating: "x", count: 256)])
  func aLabelThatIsNoFoldersNameIsRefused(_ label: String) {
    #expect(throws: DatasetError.self) { try SortedFolders([("1.jpg", label)]) }
  }

  @Test(arguments: [("a/b", "a-b"), ("Bag", "bag")])
  func twoLabelsThatWouldBeOneFolderAreRefused(_ one: String, _ other: String) {
    #expect(throws: DatasetError.self) { try SortedFolders([("1.jpg", one), ("2.jpg", other)]) }
  }
}
