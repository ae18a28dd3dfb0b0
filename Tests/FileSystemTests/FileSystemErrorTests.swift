import FileSystem
import Foundation
import Testing

struct FileSystemErrorTests {
  @Test(arguments: [
    (ENOENT, FileSystemError.Code.notFound), (EACCES, .permissionDenied), (EPERM, .permissionDenied),
    (EROFS, .permissionDenied), (ENOSPC, .noSpace), (EDQUOT, .noSpace), (EFBIG, .noSpace),
    (EISDIR, .notARegularFile), (ENOTDIR, .notARegularFile), (EMFILE, .inputOutput), (EIO, .inputOutput),
  ])
  func eachSystemErrorHasItsCode(number: CInt, code: FileSystemError.Code) {
    let error = FileSystemError(systemError: number, on: "a/b", while: "write")
    #expect(error.code == code)
    #expect(error.path == "a/b")
    #expect(error.description.hasPrefix("a/b: could not write the file: "))
    #expect(error.description == "a/b: " + error.problem)
  }
}
