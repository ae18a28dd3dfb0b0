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
  /// Writes a dataset of blank images of 512x512 from `counts` photos of each class.
  private static func write(_ counts: [Int], to folder: TemporaryFolder) async throws -> Dataset {
    for (number, count) in counts.enumerated() {
      for photo in 0..<count { try folder.write(TestPhotos.blankPNG(), to: "photos/\(number)/\(photo).png") }
    }
    try folder.write(
      "pipeline: blank\nstages: [decode, extend: {size: 512x512}, negate, grayscale]\n", to: "blank.yaml")
    _ = try await convert(folder, pipeline: folder("blank.yaml")) { settings in
      settings.recipe.selection.keepsBlank = true
      settings.recipe.split.rule = .perClass([.train: counts[0] - 1, .test: 1])
    }
    return try await DatasetReader.read(folder("data"), unpackingBudget: 0)
  }

  @Test(arguments: [[2, 2], [9, 9]])
  func ownBlankImagesAreRead(_ counts: [Int]) async throws {
    try await withTemporaryFolder { folder in
      let dataset = try await Self.write(counts, to: folder)
      for file in dataset.idxFiles {
        #expect(file.error == nil, "\(file.path): \(String(describing: file.error))")
      }
      let images = try #require(dataset.idxFile(.train, .images))
      let size = try #require(images.header).payloadByteCount
      #expect(size / images.byteCount > 64, "blank images compress better than others")
      #expect(dataset.imageCount >= 4)
      #expect(dataset.splits.flatMap(\.images).allSatisfy { $0 == 5 })
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
      let description = try #require(try await Self.write([3, 3], to: folder).description)
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
