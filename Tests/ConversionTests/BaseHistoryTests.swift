import Conversion
import DatasetFormat
import Testing
import TestSupport

/// Tests that the images of an older dataset keep their places through random histories of photos.
struct BaseHistoryTests {
  /// A photo as the test knows it, whatever it is called.
  private struct Known {
    let id: Int
    var path: String
    var label: String
    /// The number from which the photo was drawn: equal numbers are equal files.
    var content: UInt64
    let group: Int
  }

  /// A folder of photos that changes at random, and what is known of it.
  private struct History {
    let folder: TemporaryFolder
    var generator: SeededGenerator
    var photos: [Known] = []
    private var nextID = 0
    private var nextContent: UInt64 = 0
    private let labels = ["a", "b", "c"]

    init(_ folder: TemporaryFolder, seed: UInt64) {
      self.folder = folder
      generator = SeededGenerator(seed: seed)
    }

    private mutating func random(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

    mutating func add(label: String, content: UInt64? = nil, group: Int? = nil) throws {
      if content == nil { nextContent += 1 }
      let group = group ?? random(0...40)
      let photo = Known(
        id: nextID, path: "\(label)/g\(group)-\(nextID).png", label: label, content: content ?? nextContent,
        group: group)
      nextID += 1
      photos.append(photo)
      try folder.write(TestPhotos.png(seed: photo.content), to: "photos/" + photo.path)
    }

    mutating func begin() throws {
      for label in labels { for _ in 0..<random(6...10) { try add(label: label) } }
    }

    /// Changes some photos, and adds others. Photos that have a copy stay as they are, as nobody could tell which of the
    /// two a renamed one is.
    mutating func change() throws {
      var single = photos.indices.filter { place in
        photos.count { $0.content == photos[place].content } == 1
      }.shuffled(using: &generator)
      var removed: [Int] = []
      for _ in 0..<random(0...3) { if let place = single.popLast() { removed.append(photos[place].id) } }
      for isRelabelled in [false, true, true] {
        guard let place = single.popLast(), random(0...2) > 0 else { continue }
        var photo = photos[place]
        try folder.remove("photos/" + photo.path)
        if isRelabelled { photo.label = labels[random(0...2)] }
        photo.path = "\(photo.label)/g\(photo.group)-\(photo.id)-\(nextID).png"
        nextID += 1
        photos[place] = photo
        try folder.write(TestPhotos.png(seed: photo.content), to: "photos/" + photo.path)
      }
      if let place = single.popLast(), random(0...2) == 0 {
        nextContent += 1
        photos[place].content = nextContent
        try folder.write(TestPhotos.png(seed: nextContent), to: "photos/" + photos[place].path)
      }
      if let place = single.popLast(), random(0...1) == 0 {
        let photo = photos[place]
        try add(label: photo.label, content: photo.content)
      }
      for photo in photos where removed.contains(photo.id) { try folder.remove("photos/" + photo.path) }
      photos.removeAll { removed.contains($0.id) }
      // A class whose name comes before all others must not take their numbers.
      for _ in 0..<random(0...7) { try add(label: random(0...4) == 0 ? "0new" : labels[random(0...2)]) }
    }

    /// Returns the photos that belong together: those of one group, and those with equal files, one after the other.
    ///
    /// - Parameter ids: the photos that gave images.
    func together(with photo: Known, among ids: Set<Int>) -> [Known] {
      var found = [photo]
      var isGrowing = true
      while isGrowing {
        let more = photos.filter { other in
          ids.contains(other.id) && !found.contains { $0.id == other.id }
            && found.contains { $0.group == other.group || $0.content == other.content }
        }
        found += more
        isGrowing = !more.isEmpty
      }
      return found
    }
  }

  /// A dataset as the test knows it.
  private struct Version {
    var order: [Split: [Int]] = [:]
    var images: [Int: [UInt8]] = [:]
    var content: [Int: UInt64] = [:]
    let classNames: [String]

    init(_ dataset: Dataset, _ photos: [Known]) throws {
      classNames = dataset.classNames ?? []
      for part in dataset.splits {
        for index in 0..<part.count {
          let row = try #require(dataset.manifest?.row(at: ExamplePosition(part.split, index)))
          let photo = try #require(photos.first { $0.path == row.source })
          order[part.split, default: []].append(photo.id)
          images[photo.id] = Array(part.bytes(of: index))
          content[photo.id] = photo.content
          #expect(
            dataset.className(Int(part.labels[index])) == photo.label && row.label == Int(part.labels[index]))
        }
      }
    }
  }

  private static let rules: [@Sendable (inout Recipe) -> Void] = [
    { _ in },
    { $0.split.rule = .fractions(validation: 0.2, test: 0.2) },
    { $0.split.method = .independent },
    {
      $0.split.isShuffled = false
      $0.selection.dropsDuplicates = true
    },
  ]

  @Test(arguments: 0..<20 as Range<UInt64>)
  func imagesKeepTheirPlacesAndNewOnesAreBehindThem(_ seed: UInt64) async throws {
    try await withTemporaryFolder { folder in
      var history = History(folder, seed: seed)
      try history.begin()
      let dropsDuplicates = seed % 4 == 3
      _ = try await convert(folder, to: "0") {
        Self.rules[Int(seed % 4)](&$0.recipe)
        $0.recipe.labels.groupPattern = "^g[0-9]+"
        $0.recipe.split.seed = seed
      }
      var before = try Version(try await DatasetReader.read(folder("0")), history.photos)
      for round in 1...3 {
        try history.change()
        var base = try await BaseDataset.reading(folder("\(round - 1)"))
        base.dropsVanished = true
        _ = try await continued(folder, base, to: "\(round)")
        let dataset = try await DatasetReader.read(folder("\(round)"))
        let now = try Version(dataset, history.photos)

        #expect(Array(now.classNames.prefix(before.classNames.count)) == before.classNames)
        let present = Set(history.photos.map(\.id))
        var splits: [Int: Split] = [:]
        var known: Set<Int> = []
        for split in Split.allCases {
          let kept = (before.order[split] ?? []).filter(present.contains)
          known.formUnion(kept)
          for id in kept { splits[id] = split }
          #expect(Array((now.order[split] ?? []).prefix(kept.count)) == kept, "round \(round), \(split)")
          for (index, id) in kept.enumerated() {
            let row = try #require(dataset.manifest?.row(at: ExamplePosition(split, index)))
            #expect(row.splitOrigin == .base)
            // The photo that has changed has another image.
            #expect((now.images[id] == before.images[id]) == (now.content[id] == before.content[id]))
          }
        }
        var contents = Set(known.compactMap { now.content[$0] })
        var expected = known
        for photo in history.photos.sorted(by: { $0.path < $1.path }) where !known.contains(photo.id) {
          if !dropsDuplicates || contents.insert(photo.content).inserted { expected.insert(photo.id) }
        }
        #expect(Set(now.images.keys) == expected)
        for (split, ids) in now.order {
          for id in ids where !known.contains(id) {
            let photo = try #require(history.photos.first { $0.id == id })
            let old = Set(history.together(with: photo, among: expected).compactMap { splits[$0.id] })
            if old.count == 1 { #expect(old == [split], "round \(round), \(photo.path)") }
          }
        }
        before = now
      }
    }
  }
}

/// Converts `photos` to a dataset that continues a base.
func continued(
  _ folder: TemporaryFolder, _ base: BaseDataset, to target: String?,
  _ change: (inout Conversion.Settings) throws -> Void = { _ in }
) async throws -> Conversion {
  try await convert(folder, to: target) {
    $0.recipe = base.recipe
    $0.base = base
    $0.classes = try base.recipe.classes.map { try ClassMap($0).takingNewLabels() }
    try change(&$0)
  }
}
