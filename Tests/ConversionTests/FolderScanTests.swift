import Conversion
import DatasetFormat
import Foundation
import Testing
import TestSupport

struct FolderScanTests {
  @Test func filesAreSortedByTheBytesOfTheirPaths() async throws {
    try await withTemporaryFolder { folder in
      for name in ["a/x", "a-b/x", "a/B/x", "Z/x", "a0/x", "ä/x"] { try folder.write("", to: "p/" + name) }
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["Z/x", "a-b/x", "a/B/x", "a/x", "a0/x", "ä/x"])
    }
  }

  @Test func hiddenFilesAndWhatSystemsLeaveArePassedOver() async throws {
    try await withTemporaryFolder { folder in
      for name in [".DS_Store", "._x.jpg", "Thumbs.db", "THUMBS.DB", "desktop.ini", ".git/config", "x.jpg"] {
        try folder.write("", to: "p/A/" + name)
      }
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.folders == ["A"])
      #expect(scan.rejectedPhotos.isEmpty)
    }
  }

  @Test(arguments: [
    "with space.jpg", "line\nend.jpg", "car\rriage.jpg", "crlf\r\n.jpg", "\"quoted\".jpg", "com,ma.jpg",
    "日本語.jpg", "обувь.jpg",
    "حذاء.jpg", "👟🏽.jpg", "\u{301}combining.jpg", "e\u{301}.jpg", "é.jpg", "back\\slash.jpg", "-rf", "*",
    "%00.jpg",
  ])
  func nameIsTakenByteByByte(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/\(name)/\(name)")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files.map { Array($0.utf8) } == [Array("\(name)/\(name)".utf8)])
      #expect(scan.topFolders.map { Array($0.utf8) } == [Array(name.utf8)])
    }
  }

  @Test func linksAreFollowed() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "elsewhere/x.jpg")
      try folder.makeFolder("p/A")
      try FileManager.default.createSymbolicLink(atPath: folder("p/B"), withDestinationPath: "../elsewhere")
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/y.jpg"), withDestinationPath: "../../elsewhere/x.jpg")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/y.jpg", "B/x.jpg"])
      #expect(scan.topFolders == ["A", "B"])
    }
  }

  @Test(arguments: [".", "..", "../A", "loop"])
  func linkThatLeadsBackIsRejectedAndNotFollowed(_ destination: String) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/loop"), withDestinationPath: destination)
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.rejectedPhotos.map(\.source) == ["A/loop"])
      #expect(scan.rejectedPhotos.first?.reason == .unreadable)
    }
  }

  @Test func foldersThatLinkToEachOtherEnd() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try folder.write("", to: "p/B/y.jpg")
      try FileManager.default.createSymbolicLink(atPath: folder("p/A/b"), withDestinationPath: "../B")
      try FileManager.default.createSymbolicLink(atPath: folder("p/B/a"), withDestinationPath: "../A")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/b/y.jpg", "A/x.jpg", "B/a/x.jpg", "B/y.jpg"])
      #expect(scan.rejectedPhotos.map(\.source) == ["A/b/a", "B/a/b"])
    }
  }

  @Test func linkThatLeadsNowhereIsRejected() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/gone.jpg"), withDestinationPath: "nowhere")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.rejectedPhotos.map(\.source) == ["A/gone.jpg"])
      #expect(scan.rejectedPhotos.first?.detail.contains("leads nowhere") == true)
    }
  }

  @Test func pipeIsRejectedAndNotOpened() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      #expect(unsafe mkfifo(folder("p/A/pipe.jpg"), 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/link.jpg"), withDestinationPath: "pipe.jpg")
      // Reading from a pipe without a writer would never end.
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.rejectedPhotos.map(\.source) == ["A/link.jpg", "A/pipe.jpg"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func unreadableFolderIsRejected() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try folder.makeFolder("p/B")
      try folder.setPermissions(0, of: "p/B")
      defer { try? folder.setPermissions(0o700, of: "p/B") }
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.rejectedPhotos.map(\.source) == ["B"])
      #expect(scan.topFolders == ["A", "B"])
      try folder.setPermissions(0, of: "p")
      defer { try? folder.setPermissions(0o700, of: "p") }
      #expect(throws: DatasetError.self) { try FolderScan(root: folder("p")) }
    }
  }

  // The file systems of Darwin do not accept such names.
  #if os(Linux)
    @Test func nameThatIsNotTextIsRejected() async throws {
      try await withTemporaryFolder { folder in
        try folder.write("", to: "p/A/x.jpg")
        let name: [CChar] = Array(folder("p/A/").utf8CString.dropLast()) + [0x73, -1, -2, 0]
        let descriptor = unsafe open(name, O_CREAT | O_WRONLY, 0o600)
        #expect(descriptor >= 0)
        close(descriptor)
        let scan = try FolderScan(root: folder("p"))
        #expect(scan.files == ["A/x.jpg"])
        #expect(scan.rejectedPhotos.map(\.reason) == [.nameNotText])
        #expect(scan.rejectedPhotos.first?.source.hasPrefix("A/s") == true)
      }
    }
  #endif

  @Test func foldersToSkipAndDatasetsArePassedOver() async throws {
    try await withTemporaryFolder { folder in
      for name in [
        "A/x.jpg", "out/y.jpg", "old/dataset.json", "old/classes.txt", "old/manifest.csv", "old/sprite.png",
      ] {
        try folder.write("", to: "p/" + name)
      }
      let scan = try FolderScan(root: folder("p"), skipping: [folder("p/../p/out"), folder("nowhere")])
      #expect(scan.files == ["A/x.jpg"])
      #expect(scan.topFolders == ["A"])
      #expect(scan.datasets == ["old"])
    }
  }

  @Test func emptyFoldersAreListed() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("p/B/deep")
      try folder.makeFolder("p/A")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.topFolders == ["A", "B"])
      #expect(scan.folders == ["A", "B", "B/deep"])
    }
  }

  @Test func rootThatIsNoFolderIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "file")
      for name in ["file", "nowhere"] {
        let error = #expect(throws: DatasetError.self) { try FolderScan(root: folder(name)) }
        #expect(error?.code == .invalidInput)
        #expect(error?.message.hasPrefix(folder(name)) == true)
      }
    }
  }
}
