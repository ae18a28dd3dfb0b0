import Foundation
import IDX
import Testing

struct IDXFileTests {
  private let array: IDXArray

  init() throws {
    // The array is larger than the reader's buffer, and not a multiple of it.
    array = try IDXArray((0..<50_001).map { Int32($0 &* 40_503) }, dimensions: [50_001])
  }

  @Test func filesAreReadBack() async throws {
    try await withTemporaryFolder { folder in
      try array.write(to: folder + "/raw")
      try await array.writeGzipped(to: folder + "/labels-idx1-int.gz")
      #expect(try Data(contentsOf: URL(filePath: folder + "/raw")) == Data(array.encoded()))
      for name in ["raw", "labels-idx1-int.gz"] {
        #expect(try IDXArray(contentsOf: folder + "/" + name) == array)
        #expect(try IDXHeader(contentsOf: folder + "/" + name) == array.header)
      }
    }
  }

  @Test func nameInTheGzipHeaderIsThatOfTheFileWithoutItsEnding() async throws {
    try await withTemporaryFolder { folder in
      try await array.writeGzipped(to: folder + "/t10k-labels-idx1-ubyte.gz")
      let header = try GzipHeader(contentsOf: folder + "/t10k-labels-idx1-ubyte.gz")
      #expect(header?.name == "t10k-labels-idx1-ubyte")
      try array.write(to: folder + "/raw")
      #expect(try GzipHeader(contentsOf: folder + "/raw") == nil)
    }
  }

  @Test func contentNotNameTellsHowAFileIsPacked() async throws {
    try await withTemporaryFolder { folder in
      try array.write(to: folder + "/raw.gz")
      #expect(try IDXArray(contentsOf: folder + "/raw.gz") == array)
    }
  }

  @Test func aLongerFileIsReplacedWhole() async throws {
    try await withTemporaryFolder { folder in
      try array.write(to: folder + "/file")
      let shorter = try IDXArray([1] as [UInt8], dimensions: [1])
      try shorter.write(to: folder + "/file")
      #expect(try IDXArray(contentsOf: folder + "/file") == shorter)
    }
  }

  @Test func errorsAboutAFileStartWithItsPath() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/cut"
      let bytes = array.encoded()
      // The counts are at, before and after the end of the reader's buffer.
      for count in [0, 3, 65_535, 65_536, 65_537, bytes.count - 1] {
        try Data(bytes[..<count]).write(to: URL(filePath: path))
        let error = #expect(throws: IDXError.self) { try IDXArray(contentsOf: path) }
        #expect(error?.code == .truncated)
        #expect(error?.byteOffset == count)
        #expect(error?.path == path)
        #expect(error?.description.hasPrefix(path + ": byte \(count) is missing") == true)
      }
    }
  }

  @Test func bytesBehindAFileAreRefused() async throws {
    try await withTemporaryFolder { folder in
      let gzipped = try await array.gzipped()
      for bytes in [array.encoded() + [0], gzipped + [0]] {
        try Data(bytes).write(to: URL(filePath: folder + "/long"))
        let error = #expect(throws: IDXError.self) { try IDXArray(contentsOf: folder + "/long") }
        #expect(error?.code == .trailingBytes)
        #expect(error?.byteOffset == bytes.count - 1)
      }
    }
  }

  @Test func fileThatIsNotThereIsNotFound() {
    let error = #expect(throws: IDXError.self) { try IDXArray(contentsOf: "no/such/file") }
    #expect(error?.code == .fileNotFound)
    #expect(error?.description.hasPrefix("no/such/file: could not open the file") == true)
  }

  @Test func foldersAndPipesAreNoFiles() async throws {
    try await withTemporaryFolder { folder in
      #expect(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
      for path in [folder, folder + "/pipe", "/dev/null"] {
        let error = #expect(throws: IDXError.self) { try IDXArray(contentsOf: path) }
        #expect(error?.code == .notARegularFile)
      }
      let error = #expect(throws: IDXError.self) { try array.write(to: folder) }
      #expect(error?.code == .notARegularFile)
    }
  }

  @Test func foldersAreNotMade() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/missing/file"
      let error = #expect(throws: IDXError.self) { try array.write(to: path) }
      #expect(error?.code == .fileNotFound)
      #expect(error?.path == path)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDiskIsNamedAndADeviceStays() {
    let error = #expect(throws: IDXError.self) { try array.write(to: "/dev/full") }
    #expect(error?.code == .noSpace)
    #expect(error?.description.hasPrefix("/dev/full: could not write the file: No space left") == true)
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  @Test func nothingRemainsOfAFileThatCouldNotBeWritten() async {
    // The test runs in a separate process, whose files may only grow to 100,000 bytes.
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      try #require(unsafe setrlimit(fileSizeLimit, &limit) == 0)
      try await withTemporaryFolder { folder in
        let array = try IDXArray([UInt8](repeating: 1, count: 200_000), dimensions: [200_000])
        let error = #expect(throws: IDXError.self) { try array.write(to: folder + "/file") }
        #expect(error?.code == .noSpace)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      }
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read and write everywhere"))
  func fileThatMayNotBeReadOrWrittenIsNamed() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/locked"
      try array.write(to: path)
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let readError = #expect(throws: IDXError.self) { try IDXArray(contentsOf: path) }
      #expect(readError?.code == .permissionDenied)
      #expect(readError?.description.hasPrefix("\(path): could not open the file: ") == true)
      let writeError = #expect(throws: IDXError.self) { try array.write(to: path) }
      #expect(writeError?.code == .permissionDenied)
      #expect(writeError?.description.hasPrefix("\(path): could not create the file: ") == true)
    }
  }

  @Test func placeBelowAFileIsNoFile() async throws {
    try await withTemporaryFolder { folder in
      try array.write(to: folder + "/file")
      let path = folder + "/file/deep"
      let readError = #expect(throws: IDXError.self) { try IDXArray(contentsOf: path) }
      #expect(readError?.code == .notARegularFile && readError?.path == path)
      let writeError = #expect(throws: IDXError.self) { try array.write(to: path) }
      #expect(writeError?.code == .notARegularFile && writeError?.path == path)
    }
  }

  @Test func tooManyOpenFilesAreAnErrorOfTheSystem() async {
    // The test runs in a separate process, which may open no more files.
    await #expect(processExitsWith: .success) {
      try await withTemporaryFolder { folder in
        let array = try IDXArray([1] as [UInt8], dimensions: [1])
        try array.write(to: folder + "/file")
        var limit = rlimit()
        try #require(unsafe getrlimit(openFileLimit, &limit) == 0)
        let usual = limit.rlim_cur
        limit.rlim_cur = 3
        try #require(unsafe setrlimit(openFileLimit, &limit) == 0)
        let error = Result { () throws(IDXError) in try IDXArray(contentsOf: folder + "/file") }
        limit.rlim_cur = usual
        try #require(unsafe setrlimit(openFileLimit, &limit) == 0)
        guard case .failure(let error) = error else { preconditionFailure("a file too many was opened") }
        #expect(error.code == .inputOutput)
        #expect(error.description.contains("Too many files are open"))
      }
    }
  }
}

#if canImport(Darwin)
  private let fileSizeLimit = RLIMIT_FSIZE
  private let openFileLimit = RLIMIT_NOFILE
#else
  private let fileSizeLimit = CInt(RLIMIT_FSIZE.rawValue)
  private let openFileLimit = CInt(RLIMIT_NOFILE.rawValue)
#endif
