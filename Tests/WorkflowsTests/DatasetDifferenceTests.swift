import Conversion
import DatasetFormat
import Testing
import TestSupport
import Workflows

/// Tests of the differences between two datasets.
struct DatasetDifferenceTests {
  private static func difference(_ folder: TemporaryFolder, _ old: String = "old", _ new: String = "new")
    async throws -> DatasetDifference
  {
    try DatasetDifference(
      try await DatasetReader.read(folder(old)), try await DatasetReader.read(folder(new)))
  }

  /// Returns the sources of the images with a change: the new ones, or the old ones if they were removed.
  private static func sources(_ difference: DatasetDifference, _ change: DatasetDifference.Change) -> [String]
  {
    difference.rows.filter { $0.changes.contains(change) }.map { ($0.new ?? $0.old)?.source ?? "" }.sorted()
  }

  // MARK: - By photos

  @Test func datasetIsEqualToItselfAndToItsCopyByTheRecipe() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      _ = try await convert(folder, to: "old")
      _ = try await convert(folder, to: "new")
      let difference = try await Self.difference(folder)
      #expect(difference.isEqual && difference.matching == .photo && difference.notes.isEmpty)
      #expect(difference.unchangedCounts.total == 16)
    }
  }

  @Test func eachChangeIsSaidOfTheImagesItHappenedToAndOfNoOthers() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 12), ("b", 12)], to: folder)
      _ = try await convert(folder, to: "old") { $0.recipe.split.isShuffled = false }
      try folder.remove("photos/a/0.png")
      try folder.write(TestPhotos.png(seed: 900), to: "photos/a/1.png")
      try folder.write(folder.bytes("photos/a/2.png"), to: "photos/a/two.png")
      try folder.remove("photos/a/2.png")
      try folder.write(folder.bytes("photos/a/3.png"), to: "photos/b/3b.png")
      try folder.remove("photos/a/3.png")
      try folder.write(TestPhotos.png(seed: 901), to: "photos/b/new.png")
      _ = try await convert(folder, to: "new") { $0.recipe.split.isShuffled = false }
      let difference = try await Self.difference(folder)
      #expect(!difference.isEqual && difference.classes.isEmpty && difference.settings.isEmpty)
      #expect(Self.sources(difference, .removed) == ["a/0.png"])
      #expect(Self.sources(difference, .added) == ["b/new.png"])
      #expect(Self.sources(difference, .photo) == ["a/1.png"])
      #expect(Self.sources(difference, .pixels) == ["a/1.png"])
      #expect(Self.sources(difference, .renamed) == ["a/two.png", "b/3b.png"])
      #expect(Self.sources(difference, .relabelled) == ["b/3b.png"])
      #expect(Self.sources(difference, .renumbered).isEmpty)
      // Where each image stands is written in the manifests.
      let (old, new) = (
        try Manifest(parsing: folder.text("old/manifest.csv"), file: "old"),
        try Manifest(parsing: folder.text("new/manifest.csv"), file: "new")
      )
      let names = ["a/2.png": "a/two.png", "a/3.png": "b/3b.png"]
      var moved: [DatasetDifference.Change: [String]] = [.split: [], .index: []]
      for row in old.rows {
        let source = names[row.source] ?? row.source
        guard let now = new.rows.first(where: { $0.source == source })?.position else { continue }
        if now.split != row.position.split {
          moved[.split]?.append(source)
        } else if now != row.position {
          moved[.index]?.append(source)
        }
      }
      #expect(moved[.index]?.isEmpty == false)
      for (change, sources) in moved { #expect(Self.sources(difference, change) == sources.sorted()) }
      let known = difference.unchangedCounts.total + difference.rows.count
      #expect(known == old.count + 1)
    }
  }

  @Test func equalPhotosAreNotTakenForEachOther() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      try folder.write(folder.bytes("photos/a/1.png"), to: "photos/a/again.png")
      try folder.write(folder.bytes("photos/a/1.png"), to: "photos/b/also.png")
      _ = try await convert(folder, to: "old")
      try folder.remove("photos/a/1.png")
      _ = try await convert(folder, to: "new")
      let difference = try await Self.difference(folder)
      #expect(Self.sources(difference, .removed) == ["a/1.png"])
      for change in [DatasetDifference.Change.renamed, .relabelled, .added, .photo] {
        #expect(Self.sources(difference, change).isEmpty)
      }
    }
  }

  @Test func newClassBetweenOthersRenumbersThemAndRelabelsNone() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("c", 6)], to: folder)
      _ = try await convert(folder, to: "old")
      try TestPhotos.write([("b", 6)], to: folder, firstSeed: 50)
      _ = try await convert(folder, to: "new")
      let difference = try await Self.difference(folder)
      #expect(
        difference.classes.map(\.text) == ["class 'c' has the number 2, and had 1", "class 1, 'b', is new"])
      #expect(Self.sources(difference, .renumbered) == (0..<6).map { "c/\($0).png" })
      #expect(Self.sources(difference, .relabelled).isEmpty)
      #expect(difference.counts[.added]?.total == 6)
    }
  }

  @Test func renamedClassIsARenamedClass() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 6), ("c", 6)], to: folder)
      _ = try await convert(folder, to: "old")
      try folder.makeFolder("photos/d")
      for number in 0..<6 {
        try folder.write(folder.bytes("photos/c/\(number).png"), to: "photos/d/\(number).png")
      }
      try folder.remove("photos/c")
      _ = try await convert(folder, to: "new")
      let difference = try await Self.difference(folder)
      #expect(difference.classes.map(\.text) == ["class 1 is called 'd', and was called 'c'"])
      #expect(difference.counts[.relabelled] == nil && difference.counts[.renumbered] == nil)
      #expect(difference.counts[.renamed]?.total == 6)
    }
  }

  @Test func settingsOfTheRecipeAreNamedByTheirKeys() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      _ = try await convert(folder, to: "old")
      _ = try await convert(folder, to: "new", pipeline: "rgb-32") {
        $0.recipe.split.seed = .max
        $0.recipe.split.rule = .perClass([.train: 5, .test: 2])
        $0.recipe.selection.dropsDuplicates = true
      }
      let difference = try await Self.difference(folder)
      let texts = difference.settings.map(\.text)
      for text in [
        "pipeline.name is rgb-32, and was fashion-mnist",
        "selection.dropsDuplicates is true, and was false",
        "split.images.test is 2, and was not set", "split.rule is per-class, and was fraction",
        "split.seed is 18446744073709551615, and was 0", "split.method is not set, and was balanced",
      ] {
        #expect(texts.contains(text), "\(texts)")
      }
      #expect(!texts.contains { $0.hasPrefix("classes") })
      #expect(difference.oldType == "28x28 grey" && difference.newType == "32x32 colour")
      // Every image that is in both has another size.
      #expect(difference.counts[.pixels]?.total == 14 && difference.counts[.removed]?.total == 2)
    }
  }

  @Test func reasonOfARemovedImageIsThatOfItsRejection() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      _ = try await convert(folder, to: "old")
      try folder.write(TestPhotos.blankPNG(), to: "photos/a/3.png")
      _ = try await convert(folder, to: "new")
      let row = try #require(try await Self.difference(folder).rows.first { $0.new == nil })
      #expect(row.old?.source == "a/3.png" && row.note == "its photo gives no image now: nothing-to-see")
      let back = try #require(try await Self.difference(folder, "new", "old").rows.first { $0.old == nil })
      #expect(back.note == "its photo gave no image before: nothing-to-see")
    }
  }

  // MARK: - Damaged datasets

  @Test(arguments: [
    ("manifest.csv", "a/1.png,", "../1.png,", "manifest.csv: "),
    ("dataset.json", "\"seed\"", "\"sead\"", "dataset.json: "),
    ("manifest.csv", "train,0,", "train,1,", "the image train 1 has "),
    ("manifest.csv", "train,0,", "train,900,", "there is no image train 900"),
  ])
  func damagedDatasetIsNotCompared(_ file: String, _ text: String, _ other: String, _ words: String)
    async throws
  {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      _ = try await convert(folder, to: "old")
      _ = try await convert(folder, to: "new")
      try folder.write(folder.text("new/\(file)").replacing(text, with: other), to: "new/\(file)")
      let error = await #expect(throws: DatasetError.self) { try await Self.difference(folder) }
      #expect(error?.message.contains(words) == true && error?.message.contains("/new/") == true)
    }
  }

  @Test func manifestWithoutALineForAnImageIsNotCompared() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write([("a", 8), ("b", 8)], to: folder)
      _ = try await convert(folder, to: "old")
      let lines = try folder.text("old/manifest.csv").split(separator: "\n").dropLast()
      try folder.write(lines.joined(separator: "\n") + "\n", to: "old/manifest.csv")
      let error = await #expect(throws: DatasetError.self) { try await Self.difference(folder, "old", "old") }
      #expect(error?.message.contains("1 of 16 images have no line") == true)
    }
  }

  // MARK: - Without manifests

  private struct Plain: Hashable {
    let position: ExamplePosition
    let bytes: [UInt8]
    let label: UInt8
  }

  /// Writes images of 1x2 bytes and their labels as the four files of MNIST.
  private static func write(_ images: [Plain], to root: String, in folder: TemporaryFolder) throws {
    func number(_ value: Int) -> [UInt8] { [0, 0, UInt8(value >> 8), UInt8(value & 255)] }
    for split in Split.ofMNIST {
      let own = images.filter { $0.position.split == split }
      try folder.write(
        [0, 0, 8, 3] + number(own.count) + number(1) + number(2) + own.flatMap(\.bytes),
        to: "\(root)/\(split.imagesName())")
      try folder.write(
        [0, 0, 8, 1] + number(own.count) + own.map(\.label), to: "\(root)/\(split.labelsName)")
    }
  }

  /// Returns the number of images with each change, by rules that are slow and obvious.
  private static func reference(_ old: [Plain], _ new: [Plain]) -> [DatasetDifference.Change: Int] {
    var partners = [Int?](repeating: nil, count: old.count)
    let rules: [(Plain, Plain) -> Bool] = [
      { $0.position == $1.position && $0.bytes == $1.bytes },
      { $0.bytes == $1.bytes && $0.label == $1.label },
      { $0.bytes == $1.bytes },
      { $0.position == $1.position },
    ]
    for rule in rules {
      for image in old.indices where partners[image] == nil {
        partners[image] = new.indices.first { !partners.contains($0) && rule(old[image], new[$0]) }
      }
    }
    var counts: [DatasetDifference.Change: Int] = [:]
    counts[.added] = new.indices.count { !partners.contains($0) }
    for (image, partner) in zip(old, partners) {
      guard let other = partner.map({ new[$0] }) else {
        counts[.removed, default: 0] += 1
        continue
      }
      if image.bytes != other.bytes { counts[.pixels, default: 0] += 1 }
      if image.label != other.label { counts[.relabelled, default: 0] += 1 }
      if image.position.split != other.position.split {
        counts[.split, default: 0] += 1
      } else if image.position != other.position {
        counts[.index, default: 0] += 1
      }
    }
    return counts.filter { $0.value > 0 }
  }

  @Test func datasetsWithoutManifestAreComparedAsByTheSlowReference() async throws {
    var generator = SeededGenerator(seed: 5)
    func images() -> [Plain] {
      Split.ofMNIST.flatMap { split in
        (0..<Int.random(in: 1...12, using: &generator)).map { index in
          Plain(
            position: ExamplePosition(split, index), bytes: [UInt8.random(in: 0...9, using: &generator), 7],
            label: UInt8.random(in: 0...1, using: &generator))
        }
      }
    }
    for round in 0..<40 {
      let (old, new) = (images(), images())
      try await withTemporaryFolder { folder in
        // Both have the same classes, whatever labels occur.
        for (root, content) in [("old", old), ("new", new)] {
          try Self.write(content, to: root, in: folder)
          try folder.write("zero\none\n", to: "\(root)/classes.txt")
        }
        let difference = try await Self.difference(folder)
        #expect(difference.matching == .place && difference.notes.count == 1)
        #expect(
          difference.counts.mapValues(\.total) == Self.reference(old, new), "round \(round): \(old), \(new)")
        let seen = difference.unchangedCounts.total + difference.rows.count { $0.old != nil }
        #expect(seen == old.count)
      }
    }
  }
}
