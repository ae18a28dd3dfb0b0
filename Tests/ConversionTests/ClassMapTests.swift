import Configuration
import Conversion
import DatasetFormat
import Foundation
import Testing
import TestSupport

struct ClassMapTests {
  @Test(arguments: [
    fashionMNISTClassNames,
    [
      "t-shirt top", "TROUSER", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
      "ankle_boot",
    ],
    ["tshirt/top", "Ankle-Boot"], ["AnkleBoot"],
  ])
  func fashionMNISTNamesTakeItsNumbersHoweverTheyAreSpelt(_ labels: [String]) throws {
    let map = try ClassMap(labels: labels)
    #expect(map.origin == .fashionMNIST)
    #expect(map.classes.map(\.name) == fashionMNISTClassNames)
    if labels.count == 10 { #expect(labels.map(map.number) == Array(0..<10)) }
    if labels.contains("Ankle-Boot") { #expect(labels.map(map.number) == [0, 9]) }
    #expect(map.classes.flatMap(\.sources).sorted() == labels.sorted())
  }

  @Test(arguments: [
    // A recipe that is said to have Fashion-MNIST's classes and has others, or fewer.
    Recipe.Classes(origin: .fashionMNIST, list: [.init(name: "Bag", sources: ["Bag"])]),
    Recipe.Classes(
      origin: .fashionMNIST, list: fashionMNISTClassNames.reversed().map { .init(name: $0, sources: []) }),
    // A label that two classes claim.
    Recipe.Classes(
      origin: .sorted, list: [.init(name: "a", sources: ["x", "y"]), .init(name: "b", sources: ["y"])]),
    Recipe.Classes(
      origin: .file, list: (0..<257).map { .init(name: "\($0)", sources: ["\($0)"]) }),
    Recipe.Classes(
      origin: .sorted, list: [.init(name: String(repeating: "x", count: 1001), sources: ["x"])]),
  ])
  func recipeWhoseClassesHaveNoCertainNumbersIsRefused(_ classes: Recipe.Classes) {
    #expect(throws: DatasetError.self) { try ClassMap(classes) }
  }

  @Test func oneForeignNameMakesThemSort() throws {
    let map = try ClassMap(labels: ["Trouser", "Bag", "Hat"])
    #expect(map.origin == .sorted)
    #expect(map.classes.map(\.name) == ["Bag", "Hat", "Trouser"])
  }

  @Test func numbersTakeThemselvesAndGapsStay() throws {
    let map = try ClassMap(labels: ["9", "02", "10"])
    #expect(map.origin == .numeric)
    #expect(["02", "9", "10"].map(map.number) == [2, 9, 10])
    #expect(map.classes.count == 11)
    #expect(map.classes.map(\.name) == (0...10).map(String.init))
    #expect(map.classes[2].sources == ["02"] && map.classes[3].sources.isEmpty)
  }

  @Test(arguments: ["-1", "+2", "999", "2", " 2", ""])
  func numberOfALabelThatIsNotThereIsNil(_ label: String) throws {
    #expect(try ClassMap(labels: ["0", "1"]).number(of: label) == nil)
  }

  @Test func oneNumberInTwoSpellingsIsAnError() throws {
    let error = #expect(throws: DatasetError.self) { try ClassMap(labels: ["7", "07"]) }
    #expect(error?.message.contains("07, 7") == true)
  }

  @Test(arguments: [
    ["256", "1"], ["1", "x"], ["-1", "1"], ["1.5", "1"], ["99999999999999999999", "1"], ["٣", "1"],
  ])
  func otherNumbersSort(_ labels: [String]) throws {
    #expect(try ClassMap(labels: labels).origin == .sorted)
  }

  @Test func classesAreInTheOrderOfPythonsSorted() throws {
    // The order of Python's sorted() for these names: by code points, as for the bytes of UTF-8.
    let sorted = [
      "", " a", "A", "B", "Z", "a", "a b", "a-b", "ab", "b", "Ä", "ß", "é", "я", "日", "\u{FF21}", "👟",
    ]
    var labels = sorted
    var generator = SeededGenerator(seed: 1)
    labels.shuffle(using: &generator)
    #expect(try ClassMap(labels: labels).classes.map(\.name) == sorted)
  }

  @Test func theSameLabelComposedAndNotIsOneClass() throws {
    let map = try ClassMap(labels: ["caf\u{E9}", "cafe\u{301}", "x"])
    #expect(map.classes.count == 2)
    #expect(map.number(of: "caf\u{E9}") == map.number(of: "cafe\u{301}"))
  }

  @Test func listGivesTheOrder() throws {
    let map = try ClassMap.parsing("- Trouser\n- Bag\n- 7\n", file: "c.yaml")
    #expect(map.origin == .file)
    #expect(map.classes.map(\.name) == ["Trouser", "Bag", "7"])
    #expect(["bag", "TROUSER", "7", "Dress"].map(map.number) == [1, 0, 2, nil])
  }

  @Test func mappingGathersLabelsAndTheClassesOwnName() throws {
    let map = try ClassMap.parsing(
      "Trouser: [Jeans, Track Pants]\nBag: Handbags\nDress:\nCoat: [coat]\n", file: "c.yaml")
    #expect(map.classes.map(\.name) == ["Trouser", "Bag", "Dress", "Coat"])
    #expect(
      ["jeans", "trackpants", "Trouser", "Handbags", "Bag", "Dress", "Coat"].map(map.number) == [
        0, 0, 0, 1, 1, 2, 3,
      ])
    #expect(map.classes[0].sources == ["Trouser", "Jeans", "Track Pants"])
    #expect(map.classes[3].sources == ["coat"])
  }

  @Test(arguments: [
    ("Trouser: [Jeans]\nBag: [jeans]\n", "c.yaml:2:7", "stands under class 'Trouser' already"),
    ("Trouser: [Jeans, jeans]\n", "c.yaml:1:18", "stands here twice"),
    ("Trouser: [Bag]\nBag: [Handbags]\n", "c.yaml:2:1", "'Bag' stands under class 'Trouser' already"),
    ("- Bag\n- bag\n", "c.yaml:2:3", "'bag' stands under class 'Bag' already"),
    ("Bag: {a: b}\n", "c.yaml:1:6", "a list of labels"),
    ("- [a]\n", "c.yaml:1:3", "the name of a class"),
    ("Bag: [[a]]\n", "c.yaml:1:7", "a label of the source"),
    ("just text\n", "c.yaml:1:1", "a list of classes is expected"),
    ("Bag: [a\n", "c.yaml:2:1", "not YAML"),
    ("", "c.yaml", "empty"),
  ])
  func mistakeIsRefusedWithItsPlace(_ text: String, _ place: String, _ words: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try ClassMap.parsing(text, file: "c.yaml") }
    let description = try #require(error).description
    #expect(description.hasPrefix(place + ":"), "\(description)")
    #expect(description.contains(words), "\(description)")
  }

  @Test func moreThan256ClassesInAFileAreAnError() {
    let text = (0...256).map { "- class \($0)\n" }.joined()
    #expect(throws: DatasetError.self) { try ClassMap.parsing(text, file: "c.yaml") }
  }

  @Test func fileThatCannotBeReadIsNamed() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([0xFF, 0xFE, 0x41, 0x00], to: "utf16.yaml")
      try folder.makeFolder("folder.yaml")
      for (name, words) in [
        ("utf16.yaml", "UTF-8"), ("folder.yaml", "found a folder"), ("none.yaml", "No such file"),
      ] {
        let error = #expect(throws: ConfigurationError.self) { try ClassMap.reading(folder(name)) }
        #expect(error?.description.hasPrefix(folder(name) + ": ") == true)
        #expect(error?.message.contains(words) == true)
      }
    }
  }
}
