import FileSystem
import Testing

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

  @Test(arguments: [
    ("a/./b//c/", "a/b/c"), ("a/../b", "b"), ("../a", "../a"), ("a/../../b", "../b"), ("/../a", "/a"),
    ("/usr/b/..", "/usr"), ("/", "/"), (".", ""),
  ])
  func normalisedPathHasNoDotsThatCanGo(_ path: String, _ expected: String) {
    #expect(normalisedPath(path) == expected)
  }
}
