internal import FileSystem

/// A reader of files from outside, called with arbitrary bytes.
struct FuzzTarget: Sendable {
  let name: String
  /// Words of the format, which mutations insert.
  let words: [String]
  /// Reads the bytes. It may throw; it fails if it crashes, takes seconds or takes gigabytes.
  let run: @Sendable ([UInt8]) throws -> Void

  init(_ name: String, words: [String] = [], run: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.name = name
    self.words = words
    self.run = run
  }

  /// Creates the target of a reader of text files.
  init(_ name: String, words: [String] = [], text run: @escaping @Sendable (String) throws -> Void) {
    self.init(name, words: words) { bytes in try run(WholeFile.text(of: bytes, file: "input")) }
  }
}
