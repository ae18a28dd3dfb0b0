import DatasetFormat
import IDX
import Testing
import TestSupport

/// Tests of IDX files under names that loaders do not look for.
struct UnusualIDXFileTests {
  /// Writes a small file of images or labels.
  private static func write(_ name: String, images count: Int?, labels: Int = 0, to folder: TemporaryFolder)
    async throws
  {
    let array =
      try count.map { try IDXArray([UInt8](repeating: 7, count: $0 * 20), dimensions: [$0, 4, 5]) }
      ?? IDXArray([UInt8](repeating: 1, count: labels), dimensions: [labels])
    try folder.write(
      name.hasSuffix(".gz") ? try await array.gzipped(name: String(name.dropLast(3))) : array.encoded(),
      to: name)
  }

  /// The names of the four files, train first and images first, and whether they are understood.
  static let sets: [[String]] = [
    [
      "train_images_idx3_ubyte", "train_labels_idx1_ubyte", "t10k_images_idx3_ubyte",
      "t10k_labels_idx1_ubyte",
    ],
    [
      "Russian_train_images_idx3_ubyte", "Russian_train_labels_idx1_ubyte", "Russian_test_images_idx3_ubyte",
      "Russian_test_labels_idx1_ubyte",
    ],
    ["train_images_idx3_ubyte.gz", "train_labels_idx1_ubyte.gz", "test_images.gz", "test_labels.gz"],
    ["training set.bin", "training labels.bin", "Testing.idx", "Testing-y.idx"],
    [
      "train-images-idx3-ubyte (1)", "train-labels-idx1-ubyte (1)", "t10k-images-idx3-ubyte (1)",
      "t10k-labels-idx1-ubyte (1)",
    ],
    ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "x_test", "y_test"],
  ]

  @Test(arguments: sets)
  func splitsAndContentsAreKnownFromNamesAndFirstBytes(_ names: [String]) async throws {
    try await withTemporaryFolder { folder in
      for (index, name) in names.enumerated() {
        let count = index < 2 ? 6 : 3
        try await Self.write(name, images: index.isMultiple(of: 2) ? count : nil, labels: count, to: folder)
      }
      try folder.write("a photo, perhaps", to: "train.jpg")
      let dataset = try await DatasetReader.read(folder.path)
      #expect(dataset.data.mapValues(\.count) == [.train: 6, .test: 3])
      #expect(dataset.idxFiles.map(\.path).sorted() == names.sorted())
      #expect(
        dataset.idxFiles.allSatisfy {
          [
            "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte",
          ]
          .contains($0.name.canonicalStem(rank: 3))
        })
    }
  }

  @Test(arguments: [
    ["a.bin", "b.bin", "c.bin", "d.bin"], ["train1", "train2", "train3", "train4"],
    ["Russian_train_images", "Russian_train_labels", "English_train_images", "English_train_labels"],
  ])
  func filesThatCouldBeAnythingAreListed(_ names: [String]) async throws {
    try await withTemporaryFolder { folder in
      for (index, name) in names.enumerated() {
        let count = index < 2 ? 6 : 3
        try await Self.write(name, images: index.isMultiple(of: 2) ? count : nil, labels: count, to: folder)
      }
      let error = await #expect(throws: DatasetError.self) { try await DatasetReader.read(folder.path) }
      let message = try #require(error?.message)
      for (name, content) in zip(names, ["6 images of 5x4", "6 labels", "3 images of 5x4", "3 labels"]) {
        #expect(message.contains("\(name) (\(content))"), "\(message)")
      }
      #expect(
        message.contains("call them train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte")
      )
    }
  }

  @Test func furtherFilesBesideAWholeDatasetArePassedOver() async throws {
    try await withTemporaryFolder { folder in
      for split in Split.ofMNIST {
        try await Self.write(split.imagesName(), images: 4, to: folder)
        try await Self.write(split.labelsName, images: nil, labels: 4, to: folder)
      }
      try await Self.write("train_images_idx3_ubyte", images: 9, to: folder)
      try await Self.write("more.bin", images: 9, to: folder)
      #expect(try await DatasetReader.read(folder.path).idxFiles.count == 4)
    }
  }

  @Test func filesOfOtherKindsAreNoDataset() async throws {
    try await withTemporaryFolder { folder in
      try folder.write([0, 0, 13, 3, 0, 0, 0, 1], to: "train.bin")
      try folder.write([0, 0, 8], to: "test.bin")
      try folder.write([0x1F, 0x8B, 8, 0, 1], to: "train.gz")
      try folder.makeFolder("train_images")
      let error = await #expect(throws: DatasetError.self) { try await DatasetReader.read(folder.path) }
      #expect(error?.message.contains("there is no IDX file of MNIST's kind in this folder") == true)
    }
  }
}
