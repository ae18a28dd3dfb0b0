import DatasetFormat
import Importing
import Testing
import TestSupport

/// Tests of NumPy's files.
struct NPZImportTests {
  @Test func medMNISTKeepsSplitsAndOrder() async throws {
    try await withTemporaryFolder { folder in
      let splits = [("train", 6), ("val", 2), ("test", 3)]
      let members = splits.flatMap { name, count in
        [
          (name + "_images.npy", NumPy.array("|u1", "(\(count), 3, 4, 3)", noise(count * 36, UInt32(count)))),
          (name + "_labels.npy", NumPy.array("|u1", "(\(count), 1)", (0..<count).map { UInt8($0 % 2) })),
        ]
      }
      try folder.write(NumPy.zip(members), to: "bloodmnist.npz")
      let dataset = try await imported("bloodmnist.npz", in: folder)
      #expect(dataset.splits.map(\.split) == [.train, .validation, .test])
      #expect(dataset.splits.map(\.images) == [noise(216, 6), noise(72, 2), noise(108, 3)])
      #expect(dataset.splits.map(\.labels) == [[0, 1, 0, 1, 0, 1], [0, 1], [0, 1, 0]])
      #expect(dataset.classNames == ["0", "1"])
      let row = try #require(dataset.manifest?.rows.first { $0.position == ExamplePosition(.test, 2) })
      #expect(row.source == "bloodmnist.npz#test_images[2]" && row.sha256.count == 64)
    }
  }

  @Test func kMNISTIsAFileAnArray() async throws {
    try await withTemporaryFolder { folder in
      for (name, count) in [("train", 4), ("test", 2)] {
        try folder.write(
          NumPy.zip([("arr_0.npy", NumPy.array("|u1", "(\(count), 2, 2)", noise(4 * count)))]),
          to: "k/kmnist-\(name)-imgs.npz")
        try folder.write(
          NumPy.zip([("arr_0.npy", NumPy.array("|u1", "(\(count),)", (0..<count).map { UInt8($0) }))]),
          to: "k/kmnist-\(name)-labels.npz")
      }
      let dataset = try await imported("k", in: folder)
      #expect(dataset.splits.map(\.labels) == [[0, 1, 2, 3], [0, 1]])
      #expect(dataset.description?.origin?.files.map(\.name).count == 4)
    }
  }

  @Test(arguments: [
    ("<i8", 8, UInt8(1)), (">i4", 4, 2), ("<u2", 2, 3), ("|i1", 1, 1), ("<i2", 2, 1),
  ])
  func widerNumbersOf0To255AreTaken(_ descr: String, _ byteCount: Int, _ version: UInt8) async throws {
    try await withTemporaryFolder { folder in
      func wide(_ value: Int) -> [UInt8] {
        let bytes = NumPy.number(value, byteCount)
        return descr.hasPrefix(">") ? bytes.reversed() : bytes
      }
      func archive(_ labels: [Int]) -> [UInt8] {
        NumPy.zip([
          ("x_train.npy", NumPy.array("|u1", "(2, 2, 2)", noise(8))),
          ("x_test.npy", NumPy.array("|u1", "(1, 2, 2)", noise(4))),
          ("y_train.npy", NumPy.array(descr, "(2L,)", labels.flatMap(wide), version: version)),
          ("y_test.npy", NumPy.array("|u1", "(1,)", [1])),
        ])
      }
      try folder.write(archive([1, 0]), to: "a.npz")
      #expect(try await imported("a.npz", in: folder).splits.map(\.labels) == [[1, 0], [1]])
      try folder.write(archive([1, byteCount == 1 ? -3 : 300]), to: "a.npz")
      let message = try #require(await failure("a.npz", in: folder))
      #expect(message.contains("a.npz#y_train[1]: a value is \(byteCount == 1 ? "-3" : "300")"), "\(message)")
    }
  }

  @Test(arguments: [
    ("<f4", "(2, 2, 2)", 4, "False", "astype('uint8')"), ("|u1", "(2, 2, 2)", 1, "True", "ascontiguousarray"),
    ("|O", "(2, 2, 2)", 1, "False", "uint8"), ("|u1", "(2, 4)", 1, "False", "reshape"),
    ("|u1", "(2, 3, 2, 2)", 3, "False", "transpose"),
    ("|u1", "(2, 2, 3)", 1, "False", "damaged"),
    ("|u1", "(9223372036854775807, 9, 2)", 1, "False", "damaged"),
    ("|u1", "(0, 2, 2)", 0, "False", "0 images"),
    ("|u1", "(99999999999999999999,)", 1, "False", "not understood"),
  ])
  func otherArraysAreRefusedWithARemedy(
    _ descr: String, _ shape: String, _ factor: Int, _ order: String, _ words: String
  ) async throws {
    try await withTemporaryFolder { folder in
      let images = NumPy.array(descr, shape, noise(8 * factor), order: order)
      try folder.write(
        NumPy.zip([("x.npy", images), ("y.npy", NumPy.array("|u1", "(2,)", [0, 1]))]), to: "a.npz")
      let message = try #require(await failure("a.npz", in: folder))
      #expect(message.contains("a.npz#x: ") && message.contains(words), "\(message)")
      #expect(!folder.exists("imported"))
    }
  }

  @Test func labelsInColumnsOfClassesAreRefused() async throws {
    try await withTemporaryFolder { folder in
      let members = [
        ("x.npy", NumPy.array("|u1", "(2, 2, 2)", noise(8))),
        ("y.npy", NumPy.array("|u1", "(2, 2)", [0, 1, 1, 0])),
      ]
      try folder.write(NumPy.zip(members), to: "a.npz")
      #expect(try #require(await failure("a.npz", in: folder)).contains("argmax"))
      try folder.write(NumPy.zip([members[0]]), to: "a.npz")
      #expect(try #require(await failure("a.npz", in: folder)).contains("a.npz#x: there are no labels"))
    }
  }

  @Test func memberThatClaimsToBeHugeIsRefused() async throws {
    try await withTemporaryFolder { folder in
      let content = NumPy.array("|u1", "(2, 2, 2)", noise(8))
      try folder.write(NumPy.zip([("x.npy", content)], method: 8, announced: 0xFFFF_FFF0), to: "a.npz")
      #expect(try #require(await failure("a.npz", in: folder)).contains("unpacks to"))
    }
  }

  @Test func sourceWithoutSplitsIsSplitByTheRule() async throws {
    try await withTemporaryFolder { folder in
      let members = [
        ("X.npy", NumPy.array("|u1", "(70, 3, 3)", noise(630))),
        ("Y.npy", NumPy.array("|u1", "(70,)", (0..<70).map { UInt8($0 % 2) })),
      ]
      try folder.write(NumPy.zip(members), to: "a.npz")
      let dataset = try await imported("a.npz", in: folder)
      // One in seven of each class, give or take one.
      let testCount = try #require(dataset.data[.test]).count
      #expect(dataset.imageCount == 70 && (8...12).contains(testCount))
      #expect(dataset.description?.splitsDecidedBy == [.rule: 70])
      for row in try #require(dataset.manifest?.rows) {
        let index = try #require(Int(row.source.dropFirst("a.npz#X[".count).dropLast()))
        let part = try #require(dataset.data[row.position.split])
        #expect(Array(part.bytes(of: row.position.index)) == Array(noise(630)[(index * 9)..<(index * 9 + 9)]))
        #expect(row.label == index % 2)
      }
    }
  }
}
