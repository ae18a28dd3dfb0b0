import Conversion
import DatasetFormat
import Foundation
import Testing
import TestSupport
import VerificationTestSupport
import Workflows

/// Tests of the search for photos, and of the verification of those found.
struct PhotoFinderTests {
  private func withDataset(_ body: (TemporaryFolder, [ManifestRow]) throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try await ConvertedDataset.write(to: folder)
      let dataset = try await DatasetReader.read(folder("data"))
      try body(folder, try #require(dataset.manifest).rows)
    }
  }

  @Test func photosAreFoundInTheFolderThatIsNamed() async throws {
    try await withDataset { folder, rows in
      var finder = try PhotoFinder(photos: folder("photos"), dataset: folder("data"))
      for row in rows {
        let photo = try finder.photo(of: row)
        #expect(photo.path == folder("photos/" + row.source))
        #expect(try photo.bytes == folder.bytes("photos/" + row.source))
      }
      #expect(throws: DatasetError.self) {
        try PhotoFinder(photos: folder("nowhere"), dataset: folder("data"))
      }
    }
  }

  @Test func photosAreFoundBesideTheDatasetAndInTheFolderItStandsIn() async throws {
    try await withDataset { folder, rows in
      var finder = try PhotoFinder(photos: nil, dataset: folder("data"))
      let beside = try finder.photo(of: rows[0])
      #expect(beside.path.hasSuffix("/photos/" + rows[0].source))
      // The folder that had one photo is searched first for the next.
      #expect(finder.folders[0].hasSuffix("/photos"))
      try folder.write(beside.bytes, to: rows[0].source)
      try folder.remove("photos")
      var other = try PhotoFinder(photos: nil, dataset: folder("data"))
      #expect(try other.photo(of: rows[0]).bytes == beside.bytes)
      #expect(throws: DatasetError.self) { try other.photo(of: rows[1]) }
    }
  }

  @Test func otherPhotoOfTheSameNameIsNotBelieved() async throws {
    try await withDataset { folder, rows in
      let row = rows[0]
      // The folder sorts before `photos`, so that it is searched first.
      try folder.write([1, 2, 3], to: "older/\(row.source)")
      var finder = try PhotoFinder(photos: nil, dataset: folder("data"))
      #expect(try finder.photo(of: row).path.hasSuffix("/photos/" + row.source))
      try folder.remove("photos/\(row.source)")
      var second = try PhotoFinder(photos: nil, dataset: folder("data"))
      let error = try #require(throws: DatasetError.self) { try second.photo(of: row) }
      #expect(
        error.message.contains("older/\(row.source): this is not the photo that \(row.position) was made of"))
      #expect(error.message.contains(row.sha256.prefix(12)))
    }
  }

  /// The manifest has the SHA-256 of a file outside the folder of the photos.
  @Test(arguments: ["../secret.jpg", "Cap/../../secret.jpg", "/"])
  func pathThatLeavesTheFolderIsNotOpened(_ source: String) async throws {
    try await withDataset { folder, rows in
      try folder.write([1, 2, 3], to: "secret.jpg")
      var row = rows[0]
      row.source = source == "/" ? folder("secret.jpg") : source
      row.sha256 = sha256([1, 2, 3])
      var finder = try PhotoFinder(photos: folder("photos"), dataset: folder("data"))
      let error = try #require(throws: DatasetError.self) { try finder.photo(of: row) }
      #expect(error.message.contains("is not opened"))
    }
  }

  @Test func linkOutOfTheFolderIsNotFollowedAndOneInsideIs() async throws {
    try await withDataset { folder, rows in
      let bytes = try folder.bytes("photos/\(rows[0].source)")
      try folder.write(bytes, to: "elsewhere/secret.png")
      for (target, isFollowed) in [("../elsewhere/secret.png", false), (rows[0].source, true)] {
        try? folder.remove("photos/link.png")
        try FileManager.default.createSymbolicLink(
          atPath: folder("photos/link.png"), withDestinationPath: target)
        var row = rows[0]
        row.source = "link.png"
        var finder = try PhotoFinder(photos: folder("photos"), dataset: folder("data"))
        if isFollowed {
          #expect(try finder.photo(of: row).bytes == bytes)
        } else {
          let error = try #require(throws: DatasetError.self) { try finder.photo(of: row) }
          #expect(error.message.contains("link out of the folder"))
        }
      }
    }
  }

  @Test func whatIsNoFileIsPassedOver() async throws {
    try await withDataset { folder, rows in
      try folder.remove("photos/\(rows[0].source)")
      try folder.makeFolder("photos/\(rows[0].source)")
      var finder = try PhotoFinder(photos: folder("photos"), dataset: folder("data"))
      let error = try #require(throws: DatasetError.self) { try finder.photo(of: rows[0]) }
      #expect(error.message.contains("is not in this folder"))
    }
  }
}
