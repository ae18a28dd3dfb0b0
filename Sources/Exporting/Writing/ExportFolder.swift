internal import DatasetFormat
package import FileSystem
internal import IDX
internal import Processors
internal import Synchronization

/// The folder into which an export is written.
package final class ExportFolder: Sendable {
  /// A file that has been written.
  package struct File: Sendable, Encodable {
    /// The path below the folder.
    package let path: String
    package let byteCount: Int

    package init(path: String, byteCount: Int) {
      self.path = path
      self.byteCount = byteCount
    }
  }

  /// The files that have been written.
  package struct Tally: Sendable {
    package fileprivate(set) var byteCount = 0
    package fileprivate(set) var files: [File] = []

    /// Puts the files into the order of their paths.
    mutating func sort() { files.sort { $0.path < $1.path } }

    fileprivate mutating func add(_ path: String, _ byteCount: Int) {
      self.byteCount += byteCount
      files.append(File(path: path, byteCount: byteCount))
    }
  }

  private let path: String
  private let totalCount: Int
  private let report: @Sendable (_ done: Int, _ total: Int) -> Void
  private let doneCount = Mutex(0)
  private let tally = Mutex(Tally())

  /// - Parameters:
  ///   - totalCount: the number of images that will be written, each as often as the format writes it.
  ///   - report: is told how many of them are done.
  package init(
    path: String, totalCount: Int = 0,
    report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    self.path = path
    self.totalCount = totalCount
    self.report = report
  }

  package var written: Tally { tally.withLock { $0 } }

  /// Makes a folder below this one, and those above it.
  func makeFolder(_ name: String) throws(FileSystemError) { try FileSystem.makeFolder(path + "/" + name) }

  /// Returns the path of a file of the export, for reading what has been written.
  package func path(of name: String) -> String { path + "/" + name }

  /// Writes a small file as a whole.
  package func write(_ bytes: [UInt8], to name: String) throws(FileSystemError) {
    try makeFolder(above: name)
    try write(bytes, toExistingFolder: name)
  }

  /// Writes a small file as a whole to a path whose folder has been made.
  func write(_ bytes: [UInt8], toExistingFolder name: String) throws(FileSystemError) {
    try NewFile.write([bytes], to: path + "/" + name)
    tally.withLock { $0.add(name, bytes.count) }
  }

  /// Gives a file that has been written a second name, by a hard link where the file system has them.
  package func link(_ name: String, to former: String) throws(FileSystemError) {
    let byteCount = written.files.first { $0.path == former }?.byteCount ?? 0
    try link(name, toFileAt: path + "/" + former, byteCount: byteCount)
  }

  /// Puts a file of another folder here, by a hard link where the file system allows it, otherwise as a copy.
  ///
  /// - Returns: whether it is a link.
  @discardableResult
  package func link(_ name: String, toFileAt source: String, byteCount: Int) throws(FileSystemError) -> Bool {
    try makeFolder(above: name)
    let isLink = try LinkedFile.make(path + "/" + name, of: source)
    tally.withLock { $0.add(name, byteCount) }
    return isLink
  }

  /// Writes a small text as a whole.
  package func write(_ text: String, to name: String) throws(FileSystemError) {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file piece by piece.
  ///
  /// - Parameter body: appends the content.
  func writeFile(_ name: String, _ body: (GrowingFile) async throws -> Void) async throws {
    try makeFolder(above: name)
    let file = try GrowingFile(path: path + "/" + name)
    try await body(file)
    try file.close()
    tally.withLock { $0.add(name, file.byteCount) }
  }

  /// Writes a stream to a file.
  func write(_ stream: PieceStream, to name: String) async throws {
    try await writeFile(name) { try await append(stream, to: $0) }
  }

  /// Writes a stream to a gzip file without a time in it.
  ///
  /// - Parameter unpackedName: the name of the unpacked file, which is written into it; nil for none.
  func write(_ stream: PieceStream, gzippedTo name: String, unpackedName: String? = nil) async throws {
    try await writeFile(name) { try await append(stream, compressedAs: .gzip(name: unpackedName), to: $0) }
  }

  /// Appends a stream to a file; its pieces are made on all cores.
  ///
  /// - Parameter observe: is called with the bytes of each piece, in order.
  func append(
    _ stream: PieceStream, to file: GrowingFile, observe: ([UInt8]) -> Void = { _ in }
  ) async throws {
    try await Parallel.inOrder(stream.pieces.count) {
      try stream.pieces[$0].make()
    } consume: { index, bytes in
      observe(bytes)
      try file.append(bytes)
      advance(by: stream.pieces[index].exampleCount)
    }
  }

  /// Appends a stream to a file, compressed on all cores.
  ///
  /// - Parameter observe: is called with the bytes of each piece before compression, in order.
  /// - Returns: the compressed stream, with the checksum and the number of bytes before compression.
  @discardableResult
  func append(
    _ stream: PieceStream, compressedAs container: CompressedStream.Container, to file: GrowingFile,
    observe: ([UInt8]) -> Void = { _ in }
  ) async throws -> CompressedStream {
    var compressed = try CompressedStream(container)
    try file.append(compressed.head)
    // A stream without bytes has a piece, too, which ends it.
    let pieces = stream.pieces.isEmpty ? PieceStream([]).pieces : stream.pieces
    try await Parallel.inOrder(pieces.count) { index in
      let source = try pieces[index].make()
      let piece = try CompressedStream.Piece(
        source, in: container, level: Gzip.defaultLevel, isLast: index == pieces.count - 1)
      return (source, piece)
    } consume: { index, result in
      observe(result.0)
      compressed.take(result.1)
      try file.append(result.1.bytes)
      advance(by: pieces[index].exampleCount)
    }
    try file.append(compressed.tail)
    return compressed
  }

  /// Counts images as done.
  func advance(by count: Int) {
    guard count > 0 else { return }
    let done = doneCount.withLock { done in
      done += count
      return done
    }
    report(done, totalCount)
  }

  private func makeFolder(above name: String) throws(FileSystemError) {
    let above = pathNames(of: name).dropLast()
    if !above.isEmpty { try makeFolder(above.joined(separator: "/")) }
  }
}
