internal import FileSystem
internal import IDX

/// Writes a MAT-file of level 5, which MATLAB and Octave open, variable by variable, each compressed or none.
struct MATFile {
  private let folder: ExportFolder
  private let file: GrowingFile
  private let compresses: Bool

  /// The kinds of elements and arrays in use, by their numbers in the format.
  private enum Number {
    static let int8: UInt32 = 1
    static let uint8: UInt32 = 2
    static let int32: UInt32 = 5
    static let uint32: UInt32 = 6
    static let matrix: UInt32 = 14
    static let compressed: UInt32 = 15
    static let utf16: UInt32 = 17
    static let cellClass: UInt32 = 1
    static let charClass: UInt32 = 4
    static let uint8Class: UInt32 = 9
  }

  /// The greatest size of a variable in bytes.
  static let largestVariable = Int(Int32.max) - 1_000

  init(_ folder: ExportFolder, _ file: GrowingFile, compresses: Bool) throws(FileSystemError) {
    self.folder = folder
    self.file = file
    self.compresses = compresses
    // Readers know the byte order by the last two letters; the text before has no date.
    let text = "MATLAB 5.0 MAT-file, written by fmbuild"
    let fill = String(repeating: " ", count: 124 - text.utf8.count)
    try file.append(Array((text + fill).utf8) + UInt16(0x0100).littleEndianBytes + Array("IM".utf8))
  }

  /// Appends an array of bytes.
  ///
  /// - Parameters:
  ///   - shape: the dimensions, the first one running fastest.
  ///   - elements: as many bytes as the shape has elements.
  func append(_ name: String, shape: [Int], _ elements: PieceStream) async throws {
    let byteCount = shape.reduce(1, *)
    let head = Self.head(name, Number.uint8Class, shape)
    var stream = PieceStream(
      Self.tag(Number.matrix, head.count + 8 + Self.filled(byteCount)) + head
        + Self.tag(Number.uint8, byteCount))
    stream.append(elements)
    stream.append([UInt8](repeating: 0, count: Self.filled(byteCount) - byteCount))
    try await append(stream)
  }

  /// Appends texts as a column of a cell array.
  func append(_ name: String, texts: [String]) async throws {
    let cells = texts.flatMap { text in
      let units = Array(text.utf16)
      let body =
        Self.head("", Number.charClass, [1, units.count])
        // With any other kind, readers break what is not ASCII.
        + Self.element(Number.utf16, units.flatMap(\.littleEndianBytes))
      return Self.tag(Number.matrix, body.count) + body
    }
    let body = Self.head(name, Number.cellClass, [texts.count, 1]) + cells
    try await append(PieceStream(Self.tag(Number.matrix, body.count) + body))
  }

  private func append(_ variable: PieceStream) async throws {
    guard compresses else { return try await folder.append(variable, to: file) }
    let place = file.byteCount
    try file.append(Self.tag(Number.compressed, 0))
    try await folder.append(variable, compressedAs: .zlib, to: file)
    // Compressed elements are not filled up.
    try file.replace(at: place, with: Self.tag(Number.compressed, file.byteCount - place - 8))
  }

  /// The parts of an array before its elements: flags, dimensions and name.
  private static func head(_ name: String, _ arrayClass: UInt32, _ shape: [Int]) -> [UInt8] {
    element(Number.uint32, arrayClass.littleEndianBytes + UInt32(0).littleEndianBytes)
      + element(Number.int32, shape.flatMap { Int32($0).littleEndianBytes })
      + element(Number.int8, Array(name.utf8))
  }

  private static func tag(_ kind: UInt32, _ byteCount: Int) -> [UInt8] {
    kind.littleEndianBytes + UInt32(byteCount).littleEndianBytes
  }

  private static func element(_ kind: UInt32, _ content: [UInt8]) -> [UInt8] {
    tag(kind, content.count) + content + [UInt8](repeating: 0, count: filled(content.count) - content.count)
  }

  /// The number of bytes up to the next multiple of eight.
  private static func filled(_ byteCount: Int) -> Int { (byteCount + 7) / 8 * 8 }
}
