import DatasetFormat
import IDX
import ImageCore
import Importing
import Testing
import TestSupport

/// Tests of IDX files under other names.
struct IDXImportTests {
  @Test func eMNISTIsTransposedAndNamedByItsMapping() async throws {
    try await withTemporaryFolder { folder in
      for (split, count) in [("train", 3), ("test", 2)] {
        try folder.write(
          IDXArray(noise(6 * count), dimensions: [count, 2, 3]).encoded(),
          to: "e/emnist-letters-\(split)-images-idx3-ubyte")
        try folder.write(
          IDXArray((0..<count).map { UInt8($0) }, dimensions: [count]).encoded(),
          to: "e/emnist-letters-\(split)-labels-idx1-ubyte")
      }
      try folder.write("0 48\n1 65 97\n2 66\n", to: "e/emnist-letters-mapping.txt")
      let question = try #require(await failure("e", in: folder))
      #expect(question.contains("--transpose") && !folder.exists("imported"), "\(question)")
      var options = ImportOptions()
      options.transposes = true
      let dataset = try await imported("e", options, in: folder)
      #expect(dataset.classNames == ["0", "A/a", "B"])
      let train = try #require(dataset.data[.train])
      #expect(train.size.width == 2 && train.size.height == 3)
      let raw = noise(6)
      #expect(Array(train.bytes(of: 0)) == [raw[0], raw[3], raw[1], raw[4], raw[2], raw[5]])
    }
  }

  @Test func qMNISTHasTheClassInTheFirstOfEightColumns() async throws {
    try await withTemporaryFolder { folder in
      for (split, count) in [("train", 3), ("test", 2)] {
        try folder.write(
          await Gzip.compress(IDXArray(noise(4 * count), dimensions: [count, 2, 2]).encoded()),
          to: "q/qmnist-\(split)-images-idx3-ubyte.gz")
        let labels = (0..<count).flatMap { label -> [Int32] in [Int32(label), 1, 2, 3, 4, 5, 6, 7] }
        try folder.write(
          await Gzip.compress(IDXArray(labels, dimensions: [count, 8]).encoded()),
          to: "q/qmnist-\(split)-labels-idx2-int.gz")
      }
      let dataset = try await imported("q", in: folder)
      #expect(dataset.splits.map(\.labels) == [[0, 1, 2], [0, 1]])
    }
  }

  @Test func filesOfTwoDatasetsAreRefused() async throws {
    try await withTemporaryFolder { folder in
      for name in ["letters", "digits"] {
        try folder.write(
          IDXArray(noise(4), dimensions: [1, 2, 2]).encoded(), to: "e/emnist-\(name)-train-images-idx3-ubyte")
        try folder.write(
          IDXArray([UInt8(0)], dimensions: [1]).encoded(), to: "e/emnist-\(name)-train-labels-idx1-ubyte")
      }
      #expect(try #require(await failure("e", in: folder)).contains("a folder of its own"))
    }
  }
}
