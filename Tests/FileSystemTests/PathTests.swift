import FileSystem
import Testing
import TestSupport

struct PathTests {
  @Test(arguments: [
    ("/usr", "/usr/b", "b"), ("/usr", "/usr/b/c", "b/c"), ("/", "/usr", "usr"), ("/usr", "/usr", nil),
    ("/usr", "/usrb", nil), ("/usr/b", "/usr", nil), ("/usr", "/usr/", nil),
    ("/usr", "/usr/\u{301}b", "\u{301}b"),
  ])
  func pathIsBelowAFolderOnlyAcrossASlash(_ folder: String, _ path: String, _ expected: String?) {
    #expect(pathBelow(folder, path) == expected)
  }

  @Test func combiningMarkAtTheStartOfANameDoesNotHideTheSlash() {
    #expect(pathNames(of: "//a/\u{301}b/") == ["a", "\u{301}b"])
    #expect(pathNames(of: "").isEmpty && pathNames(of: "/").isEmpty)
  }

  @Test func theWayFromAFolderToAnotherGoesUpAndDown() async throws {
    try await withTemporaryFolder { folder in
      for name in ["pages/new", "photos/Bag"] { try folder.makeFolder(name) }
      func path(_ from: String, _ to: String) -> String {
        relativePath(from: folder.path + "/" + from, to: folder.path + "/" + to)
      }
      #expect(path("pages/new", "photos") == "../../photos")
      #expect(path("photos", "photos/Bag") == "Bag" && path("photos", "photos") == ".")
      #expect(path("photos/Bag", "photos") == "..")
      #expect(relativePath(from: folder.path, to: "nowhere") == "nowhere")
    }
  }

  @Test(arguments: [
    ("a/./b//c/", "a/b/c"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"), ("/../a", "/a"),
    ("/usr/b/..", "/usr"), ("/", "/"), (".", ""),
  ])
  func normalisedPathHasNoDotsThatCanGo(_ path: String, _ expected: String) {
    #expect(normalisedPath(path) == expected)
  }
}
