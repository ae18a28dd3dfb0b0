import DatasetFormat
import ImageCodecs
import ImageCore
import Importing
import Testing
import TestSupport

/// Tests of folders of pictures.
struct PictureImportTests {
  private func png(_ width: Int, _ level: UInt8, _ channels: Image.Channels = .grey) throws -> [UInt8] {
    let size = Size(width: width, height: 2)
    return try ImageEncoder.png(
      Image(
        size: size, channels: channels,
        samples: .eightBit([UInt8](repeating: level, count: size.pixelCount * channels.rawValue))))
  }

  @Test func picturesAreTakenAsTheyAre() async throws {
    try await withTemporaryFolder { folder in
      for split in ["train", "valid", "testing"] {
        for (number, name) in ["cat", "dog"].enumerated() {
          try folder.write(png(3, UInt8(10 * number + split.count)), to: "p/\(split)/\(name)/\(name)-a.png")
        }
      }
      let dataset = try await imported("p", in: folder)
      #expect(dataset.splits.map(\.split) == [.train, .validation, .test])
      #expect(dataset.classNames == ["cat", "dog"])
      #expect(dataset.splits.map { $0.bytes(of: 1).first } == [15, 15, 17])
      let row = try #require(dataset.manifest?.rows.first)
      #expect(row.source == "train/cat/cat-a.png")
      #expect(row.sha256 == sha256(try folder.bytes("p/train/cat/cat-a.png")))
    }
  }

  @Test func foldersOfClassesAloneAreSplitByTheRule() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<14 { try folder.write(png(3, UInt8(number)), to: "p/\(number % 2)/\(number).png") }
      let dataset = try await imported("p", in: folder)
      #expect(dataset.imageCount == 14 && dataset.classNames == ["0", "1"])
      for row in try #require(dataset.manifest?.rows) {
        let part = try #require(dataset.data[row.position.split])
        let level = try #require(part.bytes(of: row.position.index).first)
        #expect(row.source == "\(level % 2)/\(level).png" && row.label == Int(level % 2))
      }
    }
  }

  @Test(arguments: [(128, false), (129, true)])
  func picturesOfTheSizeOfPhotosAreSaidToBe(_ width: Int, _ isSaid: Bool) async throws {
    try await withTemporaryFolder { folder in
      for name in ["a", "b"] {
        for split in ["train", "test"] { try folder.write(png(width, 7), to: "p/\(split)/\(name)/1.png") }
      }
      let notices = try #require(try await Import.dataset(of: folder("p"))).notices
      #expect(notices.contains { $0.contains("the pictures are \(width)x2") } == isSaid)
    }
  }

  @Test func otherPicturesAreForConvert() async throws {
    for (bytes, words) in [
      (try png(4, 1), "is 4x2 grey"), (try png(3, 1, .rgb), "is 3x2 colour"),
      (Array("no picture".utf8), "c.png"),
    ] {
      try await withTemporaryFolder { folder in
        try folder.write(png(3, 1), to: "p/train/a/a.png")
        try folder.write(png(3, 2), to: "p/train/b/b.png")
        try folder.write(bytes, to: "p/test/a/c.png")
        let message = try #require(await failure("p", in: folder))
        #expect(message.contains("p/test/a/c.png: ") && message.contains(words), "\(message)")
        #expect(!folder.exists("imported"))
      }
    }
  }

  @Test func tableThatContradictsTheFoldersIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write(png(3, 1), to: "p/train/0-a/0.png")
      try folder.write(png(3, 2), to: "p/train/1-b/1.png")
      try folder.write("file_name,label,class\n0-a/0.png,1,a\n", to: "p/train.csv")
      #expect(try #require(await failure("p", in: folder)).contains("p/train.csv:2: the table says label 1"))
    }
  }

  @Test func namesOfTheUserNumberTheFolders() async throws {
    try await withTemporaryFolder { folder in
      for split in ["train", "test"] {
        for name in ["cat", "dog"] {
          try folder.write(png(3, UInt8(name.utf8.first ?? 0)), to: "p/\(split)/\(name)/x.png")
        }
      }
      var options = ImportOptions()
      options.classNames = ["dog", "cat"]
      let dataset = try await imported("p", options, in: folder)
      #expect(dataset.classNames == ["dog", "cat"])
      #expect(
        dataset.splits.allSatisfy { part in
          (0..<2).allSatisfy { part.bytes(of: $0).first == (part.labels[$0] == 0 ? 100 : 99) }
        })
      options.classNames = ["dog", "cow"]
      #expect(try #require(await failure("p", options, in: folder)).contains("--classes"))
    }
  }

  @Test func numbersOfFoldersAndNamesOfTheUserHaveToAgree() async throws {
    try await withTemporaryFolder { folder in
      for name in ["0-cat", "1-dog"] {
        for number in 0..<8 {
          try folder.write(
            png(3, UInt8(number * 2 + (name == "0-cat" ? 0 : 1))), to: "p/\(name)/\(number).png")
        }
      }
      var options = ImportOptions()
      options.classNames = ["dog", "cat"]
      let message = try #require(await failure("p", options, in: folder))
      #expect(
        message.contains("p/0-cat: the folder says label 0, and --classes puts 'cat' at 1"), "\(message)")
      options.classNames = ["Cat", "Dog"]
      #expect(try await imported("p", options, in: folder).classNames == ["Cat", "Dog"])
    }
  }

  @Test func foldersWithoutSplitsMayBePhotosAndAreReadOnlyOnRequest() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<16 { try folder.write(png(3, UInt8(number)), to: "p/\(number % 2)/\(number).png") }
      #expect(try await Import.dataset(of: folder("p")) == nil)
      #expect(try await imported("p", in: folder).imageCount == 16)
      for number in 0..<16 {
        try folder.write(
          png(3, UInt8(number)), to: "q/\(number < 12 ? "train" : "val")/\(number % 2)/\(number).png")
      }
      #expect(try await Import.dataset(of: folder("q"))?.dataset.imageCount == 16)
    }
  }
}
