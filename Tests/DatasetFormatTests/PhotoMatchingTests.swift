import DatasetFormat
import Testing
import TestSupport

/// Tests of how photos of two lists are recognised.
struct PhotoMatchingTests {
  private typealias Photo = PhotoMatching.Photo

  private static func photo(_ source: String, _ sha256: String, label: Int = 0) -> Photo {
    Photo(source: source, sha256: sha256, label: label)
  }

  @Test func aPathIsRecognisedBeforeAChecksum() {
    let before = [Self.photo("a", "1"), Self.photo("b", "2"), Self.photo("c", "1")]
    let after = [Self.photo("b", "1"), Self.photo("c", "1"), Self.photo("d", "1")]
    #expect(PhotoMatching(before, after).partners == [2, 0, 1])
  }

  @Test func photosWithTheSameChecksumAreNotTakenTwice() {
    let before = [Self.photo("a", "1"), Self.photo("b", "1"), Self.photo("c", "1")]
    let after = [Self.photo("x", "1"), Self.photo("y", "1")]
    #expect(PhotoMatching(before, after).partners == [0, 1, nil])
  }

  @Test func theSameLabelDecidesBetweenEqualPhotos() {
    let before = [Self.photo("a", "1", label: 3), Self.photo("b", "1", label: 5)]
    let after = [Self.photo("x", "1", label: 5), Self.photo("y", "1", label: 3)]
    #expect(PhotoMatching(before, after).partners == [1, 0])
  }

  @Test func anUnknownChecksumIsNoneInCommon() {
    #expect(PhotoMatching([Self.photo("a", "")], [Self.photo("b", "")]).partners == [nil])
  }

  @Test func accentsInOtherBytesAreTheSameNameUnlessBothAreThere() {
    let (joined, apart) = (Self.photo("\u{E9}", "1"), Self.photo("e\u{301}", "2"))
    #expect(PhotoMatching([joined], [apart]).partners == [0])
    #expect(PhotoMatching([joined, apart], [apart, joined]).partners == [1, 0])
  }

  /// A search that is slow and obvious: for each rule, each photo is compared with every other.
  private static func reference(_ before: [Photo], _ after: [Photo]) -> [Int?] {
    var partners = [Int?](repeating: nil, count: before.count)
    let rules: [(Photo, Photo) -> Bool] = [
      { Array($0.source.utf8) == Array($1.source.utf8) },
      { $0.source == $1.source },
      { !$0.sha256.isEmpty && $0.sha256 == $1.sha256 && $0.label == $1.label },
      { !$0.sha256.isEmpty && $0.sha256 == $1.sha256 },
    ]
    for rule in rules {
      for photo in before.indices where partners[photo] == nil {
        partners[photo] = after.indices.first { !partners.contains($0) && rule(before[photo], after[$0]) }
      }
    }
    return partners
  }

  @Test func randomListsAreMatchedAsByTheSlowReference() {
    var generator = SeededGenerator(seed: 7)
    func list() -> [Photo] {
      let names = (0..<40).map { "p\($0)" } + ["\u{E9}", "e\u{301}"]
      return names.shuffled(using: &generator).prefix(Int.random(in: 0...30, using: &generator)).map {
        let digest = Int.random(in: 0...20, using: &generator)
        return Self.photo($0, digest == 0 ? "" : "\(digest)", label: Int.random(in: 0...1, using: &generator))
      }
    }
    for _ in 0..<200 {
      let (before, after) = (list(), list())
      #expect(PhotoMatching(before, after).partners == Self.reference(before, after))
    }
  }
}
