internal import IDX

/// Files that are read and written at once, with this module's errors.
enum WholeFile {
  /// - Parameters:
  ///   - maximumByteCount: of what the file may hold.
  ///   - remedy: what to do if it holds more.
  /// - Throws: `TrainingError` if the file cannot be read, or holds more.
  static func bytes(_ path: String, maximumByteCount: Int, remedy: String) throws(TrainingError) -> [UInt8] {
    do {
      let file = try InputFile(path: path)
      guard file.byteCount <= maximumByteCount else {
        throw TrainingError(
          .invalidFile,
          "\(path): the file has \(file.byteCount) bytes, expected \(maximumByteCount) at most; \(remedy)")
      }
      return try [UInt8](capacity: file.byteCount) { output throws(IDXError) in try file.read(into: &output) }
    } catch let error as TrainingError {
      throw error
    } catch {
      throw TrainingError(.invalidFile, "\(error)")
    }
  }

  /// Writes pieces one after the other; if it fails, nothing is left of them.
  ///
  /// - Throws: `TrainingError` if the system refuses.
  static func write(_ pieces: [[UInt8]], to path: String) throws(TrainingError) {
    do {
      try OutputFile.write(pieces, to: path)
    } catch {
      throw TrainingError(.invalidFile, "\(error)")
    }
  }
}
