import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests of the numbers of classes, and of what is said about them.
struct NumberingTests {
  static func collection(_ labels: [String], numbering: ClassMap.Numbering = .automatic) async throws
    -> PhotoCollection
  {
    try await withTemporaryFolder { folder in
      for label in labels { try folder.write("", to: "p/\(label)/1.jpg") }
      return try PhotoCollection(root: folder("p"), labels: .folders, numbering: numbering)
    }
  }

  static let ten = [
    "T-Shirt", "Trousers", "Pullover", "dresses", "Coat", "Sandals", "Shirt", "Sneaker", "Bag", "Ankle-boots",
  ]

  @Test func otherSpellingsHaveFashionMNISTsNumbersWithoutAWord() async throws {
    let collection = try await Self.collection(Self.ten)
    #expect(collection.classes.origin == .fashionMNIST && collection.warnings.isEmpty)
    #expect(collection.photos.first { $0.source.hasPrefix("T-Shirt") }?.label == 0)
    #expect(collection.photos.first { $0.source.hasPrefix("Ankle") }?.label == 9)
  }

  @Test func someOfTheTenKeepTheirNumbersAndOneLineSaysWhichAreMissing() async throws {
    let collection = try await Self.collection(["Dress", "Bag"])
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
    #expect(collection.classes.gaps == [0, 1, 2, 4, 5, 6, 7, 9])
    #expect(collection.warnings.count == 1)
    let line = try #require(collection.warnings.first)
    #expect(line.hasPrefix("the numbers are Fashion-MNIST's, without a photo for 0 T-shirt/top, 1 Trouser, "))
    #expect(line.hasSuffix("--classes sorted numbers the classes 0, 1, 2 and so on"))
  }

  @Test func sortedClassesCountFromZero() async throws {
    let fashion = try await Self.collection(["Dress", "Bag"], numbering: .sorted)
    #expect(fashion.classes.classes.map(\.name) == ["Bag", "Dress"] && fashion.warnings.isEmpty)
    let numbers = try await Self.collection(["1", "10", "2"], numbering: .sorted)
    #expect(numbers.classes.classes.map(\.name) == ["1", "2", "10"] && numbers.warnings.isEmpty)
    #expect(numbers.photos.map(\.label) == [0, 2, 1])
  }

  @Test func wantedFashionMNISTRejectsOtherNames() async throws {
    let collection = try await Self.collection(["Dress", "Bag", "Hat"], numbering: .fashionMNIST)
    #expect(Set(collection.photos.map(\.label)) == [3, 8])
    #expect(collection.rejectedPhotos.map(\.reason) == [.unknownLabel])
  }

  @Test func nameThatKeepsTheOthersFromFashionMNISTsNumbersIsNamed() async throws {
    let collection = try await Self.collection(Self.ten.dropLast() + ["Ankle boat"])
    #expect(collection.classes.origin == .sorted && collection.warnings.count == 1)
    let line = try #require(collection.warnings.first)
    #expect(
      line.hasPrefix(
        "9 of 10 names are Fashion-MNIST's, but 'Ankle boat' (did you mean 'Ankle boot'?) is not: the numbers are NOT "
      ))
    let more = try await Self.collection(Self.ten + ["Hat", "Scarf"])
    #expect(
      more.warnings.first?.hasPrefix("10 of 12 names are Fashion-MNIST's, but 'Hat', 'Scarf' are not") == true
    )
  }

  @Test(arguments: [
    ["Bag", "Hat"], ["Bag", "Hat", "Scarf", "Dress", "Glove"], ["Hat", "Scarf"], ["a", "b"],
  ])
  func fewNamesOfFashionMNISTAmongOthersAreNoWarning(_ labels: [String]) async throws {
    #expect(try await Self.collection(labels).warnings.isEmpty)
  }

  @Test(arguments: [
    (
      ["1", "2", "3"],
      "no photo for 0: the folders are numbered from 1, and no image has this number; --classes sorted"
    ),
    (["5", "6"], "no photo for 0 to 4: the folders are numbered from 5, and no image has these numbers; "),
    (["0", "1", "3", "7"], "no photo for 2, 4 to 6, numbers that the folders leave out: "),
  ])
  func numbersThatAreLeftOutAreSaidInOneLine(_ labels: [String], _ words: String) async throws {
    let collection = try await Self.collection(labels)
    #expect(collection.photos.map(\.label) == labels.compactMap { Int($0) })
    #expect(
      collection.warnings.count == 1 && collection.warnings[0].hasPrefix(words), "\(collection.warnings)")
  }

  @Test func namesThatDifferInSpellingOnlyAreSaid() async throws {
    let collection = try await Self.collection(["Hat", "hat", "shoe", "S hoe", "sock"])
    #expect(collection.classes.classes.count == 5)
    #expect(
      collection.warnings == [
        "'Hat' and 'hat' are two classes whose names differ in spelling only, and 1 other name likewise; give them one "
          + "spelling, or gather them in a file for --classes"
      ])
  }

  @Test func numbersFromZeroAreNoWarning() async throws {
    #expect(try await Self.collection((0..<10).map { "\($0)" }).warnings.isEmpty)
  }

  @Test(arguments: [["8.0", "3.0"], ["08.00", "3.0"]])
  func wholeNumbersWithADecimalPartAreTheirOwnLabels(_ labels: [String]) throws {
    let map = try ClassMap(labels: labels)
    #expect(map.origin == .numeric && labels.map(map.number) == [8, 3])
    #expect(map.classes[8].name == "8")
  }

  @Test(arguments: [["8.5", "3"], ["8.", "3"], [".0", "3"], ["8.0.0", "3"], ["8,0", "3"]])
  func otherDecimalsSort(_ labels: [String]) throws {
    #expect(try ClassMap(labels: labels).origin == .sorted)
  }

  @Test func oneNumberWithAndWithoutADecimalPartIsAnError() {
    #expect(throws: DatasetError.self) { try ClassMap(labels: ["8", "8.0"]) }
  }

  @Test func numbersThatFitNoByteKeepTheOrderOfTheirText() throws {
    #expect(try ClassMap(labels: ["300", "4"]).classes.map(\.name) == ["300", "4"])
  }
}
