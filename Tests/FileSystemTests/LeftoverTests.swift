import FileSystem
import Foundation
import Testing
import TestSupport

/// Tests of what killed runs leave, and of what only looks like it.
struct LeftoverTests {
  typealias Folder = TargetFolderTests

  @Test func leftoversOfKilledRunsAreRemoved() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "album")
      try folder.write("half", to: leftover + "/pictures/1.png")
      try Folder.writeAlbum(folder, leftover + "-former")
      try folder.makeFolder(try await TemporaryNames.leftover(of: "album"))
      try Folder.writeAlbum(folder, "album")
      try Folder.run(folder("album"), overwrites: true)
      #expect(try folder.names() == ["album"])
    }
  }

  @Test func formerFolderThatAKilledRunSetAsideReturns() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "album")
      try Folder.writeAlbum(folder, leftover + "-former")
      try folder.write("half", to: leftover + "/album.json")
      // The target exists again, with its complete former content.
      #expect(Folder.refusal(folder("album"))?.code == .targetExists)
      #expect(try folder.names() == ["album"])
      #expect(try folder.text("album/album.json") == "old")
    }
  }

  @Test func replacementInPlaceThatWasKilledIsUndone() async throws {
    try await withTemporaryFolder { folder in
      // The run had moved the former marker and picture away, and one new file in.
      let former = "album/" + (try await TemporaryNames.leftover(of: "")) + "-former"
      try folder.write("album.json\npictures", to: former + "/.names")
      try folder.write("old", to: former + "/album.json")
      try folder.write("old", to: former + "/pictures/1.png")
      try folder.write("new", to: "album/pictures/1.png")
      #expect(Folder.refusal(folder("album"), overwrites: true) == nil)
      #expect(try folder.names(in: "album") == ["album.json", "pictures"])
      #expect(try folder.text("album/album.json") == "old")
      #expect(try folder.text("album/pictures/1.png") == "old")
    }
  }

  @Test func replacementInPlaceOfNothingThatWasKilledLeavesNothing() async throws {
    try await withTemporaryFolder { folder in
      let leftover = "album/" + (try await TemporaryNames.leftover(of: ""))
      try folder.write("", to: leftover + "-former/.names")
      try folder.write("new", to: leftover + "/album.json")
      try folder.write("new", to: "album/pictures/1.png")
      #expect(Folder.refusal(folder("album")) == nil)
      #expect(try folder.names(in: "album").isEmpty)
    }
  }

  @Test func leftoverThatIsLockedStays() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "album")
      try folder.makeFolder(leftover)
      let lock = unsafe open(folder(leftover), O_RDONLY)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
      try Folder.run(folder("album"))
      #expect(try folder.names() == [leftover, "album"])
    }
  }

  @Test func leftoverOfALivingProcessOrOfAnotherMachineStays() async throws {
    try await withTemporaryFolder { folder in
      let living = ".album.fmbuild-\(try await TemporaryNames.host())-\(getppid())-1"
      let foreign = ".album.fmbuild-another-\(try TemporaryNames.endedProcess())-1"
      for name in [living, foreign] { try folder.write("half", to: name + "/album.json") }
      try Folder.run(folder("album"))
      #expect(try folder.names() == [living, foreign, "album"].sorted())
    }
  }

  @Test func leftoverWithAnotherFileInItStays() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "album")
      try folder.write("mine", to: leftover + "/thesis.txt")
      try Folder.run(folder("album"))
      #expect(try folder.text(leftover + "/thesis.txt") == "mine")
    }
  }

  @Test(arguments: ["", "-former"])
  func linkWithTheNameOfALeftoverIsNeitherFollowedNorTakenForTheFormer(_ suffix: String) async throws {
    try await withTemporaryFolder { folder in
      try Folder.writeAlbum(folder, "mine")
      let leftover = try await TemporaryNames.leftover(of: "album") + suffix
      try FileManager.default.createSymbolicLink(
        atPath: folder(leftover), withDestinationPath: folder("mine"))
      try Folder.run(folder("album"))
      #expect(try folder.names() == [leftover, "album", "mine"])
      #expect(try folder.text("mine/pictures/1.png") == "old")
      #expect(try folder.text("album/album.json") == "new")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only the administrator can make folders of others"))
  func leftoverOfAnotherUserStays() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "album")
      try folder.write("half", to: leftover + "/album.json")
      #expect(unsafe chown(folder(leftover), 12345, 12345) == 0)
      try Folder.run(folder("album"))
      #expect(try folder.names() == [leftover, "album"])
    }
  }

  @Test(arguments: [
    ".album.fmbuild-x", ".album.fmbuild-1", ".album.fmbuild-", "album.fmbuild-HOST-PROCESS-1",
    ".album2.fmbuild-HOST-PROCESS-1", ".album.fmbuild-HOST-PROCESS-x", ".album.fmbuild-HOST--1",
    ".album.fmbuild-HOST-PROCESS-1-other", ".album",
  ])
  func foldersWithOtherNamesStay(_ form: String) async throws {
    try await withTemporaryFolder { folder in
      let name = form.replacing("HOST", with: try await TemporaryNames.host())
        .replacing("PROCESS", with: "\(try TemporaryNames.endedProcess())")
      try folder.write("half", to: name + "/album.json")
      try Folder.run(folder("album"))
      #expect(try folder.names() == [name, "album"].sorted())
    }
  }

  @Test func fileThatAKilledRunLeftIsRemovedAndOthersStay() async throws {
    try await withTemporaryFolder { folder in
      let leftover = try await TemporaryNames.leftover(of: "page.html")
      let foreign = ".page.html.fmbuild-another-1-1"
      let link = try await TemporaryNames.leftover(of: "page.html")
      try folder.write("half", to: leftover)
      try folder.write("half", to: foreign)
      try folder.write("mine", to: "mine")
      try FileManager.default.createSymbolicLink(atPath: folder(link), withDestinationPath: "mine")
      try WholeFile.write("new", to: folder("page.html"))
      #expect(try folder.names() == [foreign, link, "mine", "page.html"].sorted())
      #expect(try folder.text("mine") == "mine")
    }
  }
}
