internal import FileSystem

extension IDXError {
  /// Creates the error for a failure to read or write a file.
  init(_ error: FileSystemError) {
    let code: Code =
      switch error.code {
      case .notFound: .fileNotFound
      case .permissionDenied: .permissionDenied
      case .noSpace: .noSpace
      case .notARegularFile: .notARegularFile
      case .targetExists, .tooLarge, .notText, .inputOutput: .inputOutput
      }
    self.init(code, error.problem, path: error.path)
  }
}

extension InputFile {
  /// Opens a file, as `init(path:)` does.
  convenience init(opening path: String) throws(IDXError) {
    do {
      try self.init(path: path)
    } catch {
      throw IDXError(error)
    }
  }

  /// Fills `output`, or as much of it as the file has bytes for, as `read(into:)` does.
  func readBytes(into output: inout OutputSpan<UInt8>) throws(IDXError) {
    do {
      try read(into: &output)
    } catch {
      throw IDXError(error)
    }
  }
}

extension WholeFile {
  /// Writes a file, as `write(_:to:)` does.
  static func writeIDX(_ pieces: [[UInt8]], to path: String) throws(IDXError) {
    do {
      try write(pieces, to: path)
    } catch {
      throw IDXError(error)
    }
  }
}
