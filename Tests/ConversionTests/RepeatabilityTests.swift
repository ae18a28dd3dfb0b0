import Conversion
import DatasetFormat
import Foundation
import Testing
import TestSupport

/// Tests that the same photos, pipeline and seed give the same bytes.
struct RepeatabilityTests {
  static let counts = [("a", 70), ("b", 50), ("c", 20)]

  @Test func numberOfJobsAndASecondRunChangeNoByte() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write(Self.counts, to: folder)
      _ = try await convert(folder, to: "one", jobs: 1)
      _ = try await convert(folder, to: "eight", jobs: 8)
      _ = try await convert(folder, to: "again", jobs: 3)
      let files = try folder.files(in: "one")
      #expect(files.count == 9)
      #expect(try folder.files(in: "eight") == files)
      #expect(try folder.files(in: "again") == files)
    }
  }

  @Test func copiedFolderAndAnotherOrderOfFilesChangeNoByte() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write(Self.counts, to: folder)
      _ = try await convert(folder, to: "data")
      // File systems list by creation, name or hash; writing in reverse order changes one of these.
      for (name, bytes) in try folder.files(in: "photos").sorted(by: { $0.key > $1.key }) {
        try folder.write(bytes, to: "copy of photos/" + name)
      }
      _ = try await convert(folder, photos: "copy of photos", to: "data2")
      #expect(try folder.files(in: "data2") == folder.files(in: "data"))
    }
  }

  @Test func renamedPhotosGiveTheSameIDXFiles() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write(Self.counts, to: folder)
      _ = try await convert(folder, to: "data")
      for (name, bytes) in try folder.files(in: "photos") {
        let parts = name.split(separator: "/")
        try folder.write(bytes, to: "renamed/\(parts[0])/sub/\(String(parts[1].reversed()))")
      }
      _ = try await convert(folder, photos: "renamed", to: "data2")
      let (one, other) = (try folder.files(in: "data"), try folder.files(in: "data2"))
      for name in one.keys where name.hasSuffix(".gz") { #expect(one[name] == other[name]) }
    }
  }

  @Test func seedChangesTheIDXFiles() async throws {
    try await withTemporaryFolder { folder in
      try TestPhotos.write(Self.counts, to: folder)
      _ = try await convert(folder, to: "one")
      _ = try await convert(folder, to: "two") { $0.recipe.split.seed = 1 }
      let name = "train-images-idx3-ubyte.gz"
      #expect(try folder.bytes("one/" + name) != folder.bytes("two/" + name))
    }
  }
}
