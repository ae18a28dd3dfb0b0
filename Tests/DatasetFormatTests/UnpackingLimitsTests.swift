import Conversion
import DatasetFormat
import IDX
import ImageCore
import Testing
import TestSupport
import VerificationTestSupport

/// Tests of datasets whose images are all but blank, which look like decompression bombs: whatever `convert` writes is
/// read, and whatever nobody recorded is not.
struct UnpackingLimitsTests {
  private static let pipeline =
    "pipeline: wide\nstages: [decode, extend: {size: 512x512}, negate, grayscale]\n"

  /// Writes a dataset of small pictures on a canvas of 512x512, and reads it without a budget for unrecorded files.
  private static func write(_ count: Int, to folder: TemporaryFolder) async throws -> Dataset {
    try TestPhotos.write([("bags", count), ("shoes", count)], to: folder)
    try folder.write(pipeline, to: "wide.yaml")
    _ = try await convert(folder, pipeline: folder("wide.yaml")) { settings in
      settings.recipe.split.rule = .perClass([.train: count - 1, .test: 1])
    }
    return try await DatasetReader.read(folder("data"), unpackingBudget: 0)
  }

  /// Expects that every file is read, though the training images compress better than images do.
  private static func expectWhole(_ dataset: Dataset, imageCount: Int) throws {
    for file in dataset.idxFiles {
      #expect(file.error == nil, "\(file.path): \(String(describing: file.error))")
    }
    let images = try #require(dataset.idxFile(.train, .images))
    #expect(try #require(images.header).payloadByteCount / images.byteCount > 64)
    #expect(dataset.imageCount == imageCount)
  }

  @Test(arguments: [2, 9])
  func ownImagesOnALargeCanvasAreRead(_ count: Int) async throws {
    try await withTemporaryFolder { folder in
      try Self.expectWhole(try await Self.write(count, to: folder), imageCount: 2 * count)
    }
  }

  @Test(arguments: [1, 12])
  func ownBlankImagesAreRead(_ count: Int) async throws {
    try await withTemporaryFolder { folder in
      for photo in 0..<count { try folder.write(TestPhotos.blankPNG(), to: "photos/train/bags/\(photo).png") }
      try folder.write(TestPhotos.blankPNG(), to: "photos/test/bags/0.png")
      try folder.write(Self.pipeline, to: "wide.yaml")
      _ = try await convert(folder, pipeline: folder("wide.yaml")) { $0.recipe.selection.keepsBlank = true }
      let dataset = try await DatasetReader.read(folder("data"), unpackingBudget: 0)
      try Self.expectWhole(dataset, imageCount: count + 1)
    }
  }

  @Test func changedRecordMakesNoRoom() async throws {
    let edits: [(DatasetDescription) -> DatasetDescription?] = [
      { _ in nil },
      { change($0) { $0.counts.images[.train]? += 1 } },
      { change($0) { $0.image.size.width = 511 } },
      {
        change($0) {
          for index in $0.files.indices { $0.files[index].sha256 = String(repeating: "0", count: 64) }
        }
      },
      { change($0) { for index in $0.files.indices { $0.files[index].byteCount += 1 } } },
      { change($0) { $0.files = [] } },
    ]
    try await withTemporaryFolder { folder in
      let description = try #require(try await Self.write(3, to: folder).description)
      for (number, edit) in edits.enumerated() {
        try? folder.remove("data/dataset.json")
        if let edited = edit(description) {
          try folder.write(JSONText.encode(edited), to: "data/dataset.json")
        }
        let dataset = try await DatasetReader.read(folder("data"), unpackingBudget: 0)
        #expect(dataset.idxFile(.train, .images)?.error?.code == .limitExceeded, "edit \(number)")
        #expect(dataset.data[.train] == nil, "edit \(number)")
        // The usual budget is large enough for a few images that nobody recorded.
        #expect(try await DatasetReader.read(folder("data")).data[.train]?.count == 4, "edit \(number)")
      }
    }
  }

  @Test func filesShareTheBudget() async throws {
    try await withTemporaryFolder { folder in
      let zeros = [UInt8](repeating: 0, count: 784 * 1000)
      for name in ["train-images-idx3-ubyte", "train-images.idx3-ubyte", "t10k-images-idx3-ubyte"] {
        let images = try IDXArray(zeros, dimensions: [1000, 28, 28])
        try folder.write(try await images.gzipped(name: name), to: name + ".gz")
      }
      let dataset = try await DatasetReader.read(folder.path, unpackingBudget: 2 * zeros.count)
      #expect(dataset.idxFiles.count { $0.error == nil } == 2)
      #expect(dataset.idxFiles.count { $0.error?.code == .limitExceeded } == 1)
    }
  }
}

/// Returns a changed copy of a description.
private func change(_ description: DatasetDescription, _ edit: (inout DatasetDescription) -> Void)
  -> DatasetDescription
{
  var description = description
  edit(&description)
  return description
}
