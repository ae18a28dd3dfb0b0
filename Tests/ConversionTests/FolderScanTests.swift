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
      // What is hidden on purpose is nobody's concern.
      #expect(Set(scan.otherFiles) == ["A/.DS_Store", "A/Thumbs.db", "A/THUMBS.DB", "A/desktop.ini"])
    }
  }

  @Test(arguments: [
    "__MACOSX", "@eaDir", ".AppleDouble", "$RECYCLE.BIN", "System Volume Information", "lost+found",
    "#recycle",
    ".thumbnails", ".Trashes", ".Trash-1000", "@Recycle", "RECYCLER",
  ])
  func folderOfASystemIsPassedOverAndNamed(_ name: String) async throws {
    try await withTemporaryFolder { folder in
      for place in ["\(name)/x.jpg", "A/\(name)/Bag/y.jpg", "A/z.jpg"] {
        try folder.write("", to: "p/" + place)
      }
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/z.jpg"] && scan.folders == ["A"])
      #expect(Set(scan.systemFolders) == [name, "A/\(name)"])
    }
  }

  @Test func filesThatCannotBePhotosArePassedOver() async throws {
    try await withTemporaryFolder { folder in
      let others = ["IMG_1.MOV", "a.mp4", "notes.txt", "x.json", "IMG_1.AAE", "t.csv", "p.xmp", "z.zip"]
      let photos = ["a.jpg", "b.webp", "c", "d.unknown", "e.heic", "f.tga", ".g.jpg"]
      for name in others + photos { try folder.write("", to: "p/A/" + name) }
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == photos.dropLast().map { "A/" + $0 })
      #expect(Set(scan.otherFiles) == Set(others.map { "A/" + $0 }))
      #expect(scan.rejectedPhotos.isEmpty)
    }
  }

  @Test func accentsAreOrderedHoweverTheyAreWritten() async throws {
    var orders: [[String]] = []
    for accent in ["\u{E9}", "e\u{301}"] {
      try await withTemporaryFolder { folder in
        for name in ["\(accent)a", "f", "e", "ez", "z"] { try folder.write("", to: "p/\(name)/1.jpg") }
        let scan = try FolderScan(root: folder("p"))
        orders.append(scan.topFolders.map { $0.utf8.count < 3 ? $0 : "\u{E9}a" })
      }
    }
    #expect(orders[0] == orders[1] && orders[0] == ["e", "ez", "f", "z", "\u{E9}a"])
  }

  @Test func cancelledScanStops() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      let path = folder("p")
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return try FolderScan(root: path).files
      }
      task.cancel()
      let error = await #expect(throws: DatasetError.self) { try await task.value }
      #expect(error?.code == .cancelled)
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

  @Test func linkedFilesAreTakenAndLinkedFoldersOutsideOnlyOnRequest() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "elsewhere/x.jpg")
      try folder.makeFolder("p/A")
      try FileManager.default.createSymbolicLink(atPath: folder("p/B"), withDestinationPath: "../elsewhere")
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/y.jpg"), withDestinationPath: "../../elsewhere/x.jpg")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/y.jpg"] && scan.topFolders == ["A"])
      #expect(scan.linkedFolders == [.init(path: "B", reason: .outside)])
      let following = try FolderScan(root: folder("p"), followingLinks: true)
      #expect(following.files == ["A/y.jpg", "B/x.jpg"] && following.topFolders == ["A", "B"])
      #expect(following.linkedFolders.isEmpty)
    }
  }

  @Test(arguments: [".", "..", "../A"], [false, true])
  func linkThatLeadsBackIsPassedOver(_ destination: String, _ followsLinks: Bool) async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try FileManager.default.createSymbolicLink(
        atPath: folder("p/A/loop"), withDestinationPath: destination)
      let scan = try FolderScan(root: folder("p"), followingLinks: followsLinks)
      #expect(scan.files == ["A/x.jpg"] && scan.rejectedPhotos.isEmpty)
      #expect(scan.linkedFolders == [.init(path: "A/loop", reason: .listedAlready)])
    }
  }

  @Test func linkToItselfLeadsNowhere() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "p/A/x.jpg")
      try FileManager.default.createSymbolicLink(atPath: folder("p/A/loop"), withDestinationPath: "loop")
      let scan = try FolderScan(root: folder("p"))
      #expect(scan.files == ["A/x.jpg"] && scan.rejectedPhotos.map(\.source) == ["A/loop"])
    }
  }

  @Test(arguments: [false, true])
  func foldersThatAllLinkToEachOtherAreListedOnce(_ followsLinks: Bool) async throws {
    try await withTemporaryFolder { folder in
      let names = ["A", "B", "C", "D", "E", "F", "G", "H"]
      for name in names {
        try folder.write("", to: "p/\(name)/\(name).jpg")
        for other in names where other != name {
          try FileManager.default.createSymbolicLink(
            atPath: folder("p/\(name)/to\(other)"), withDestinationPath: "../\(other)")
        }
      }
      let scan = try FolderScan(root: folder("p"), followingLinks: followsLinks)
      #expect(scan.files == names.map { "\($0)/\($0).jpg" })
      #expect(scan.linkedFolders.count == 56 && scan.linkedFolders.allSatisfy { $0.reason == .listedAlready })
    }
  }

  @Test func oneFolderOutsideIsListedUnderItsFirstNameOnly() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("", to: "elsewhere/deep/x.jpg")
      try FileManager.default.createSymbolicLink(
        atPath: folder("elsewhere/deep/back"), withDestinationPath: "..")
      try folder.write("", to: "p/A/y.jpg")
      for name in ["Z", "B"] {
        try FileManager.default.createSymbolicLink(
          atPath: folder("p/" + name), withDestinationPath: "../elsewhere")
      }
      let scan = try FolderScan(root: folder("p"), followingLinks: true)
      #expect(scan.files == ["A/y.jpg", "B/deep/x.jpg"])
      #expect(Set(scan.linkedFolders.map(\.path)) == ["Z", "B/deep/back"])
    }
  }

  #if os(Linux)
    @Test(arguments: ["/proc/self", "/", "/sys", "/dev"])
    func linkToTheSystemIsNeverFollowed(_ destination: String) async throws {
      try await withTemporaryFolder { folder in
        try folder.write("", to: "p/A/x.jpg")
        try FileManager.default.createSymbolicLink(
          atPath: folder("p/A/system"), withDestinationPath: destination)
        let scan = try FolderScan(root: folder("p"), followingLinks: true)
        #expect(scan.files == ["A/x.jpg"])
        #expect(scan.linkedFolders == [.init(path: "A/system", reason: .unending)])
      }
    }
  #endif

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
