internal import DatasetFormat
internal import FileSystem
internal import ImageCodecs
internal import Reporting

/// The place of a single file that a command writes. An existing file is only replaced if this program made it, or the
/// user allows it, because the path after `--out` may be that of a photo.
struct OutputPlace {
  let path: String
  private let replacement: WholeFile.Replacement

  /// The kinds of single files that this program writes.
  enum Kind {
    /// A PNG picture that names this program as its writer.
    case picture
    /// An HTML page that names this program as its writer.
    case report
    /// An SVG drawing that names this program as its writer.
    case drawing
    /// A table that begins with these headings.
    case table([String])

    fileprivate func isOurs(_ start: [UInt8]) -> Bool {
      switch self {
      case .picture: ImageEncoder.hasEncoded(start)
      case .report:
        String(decoding: start, as: UTF8.self).contains("name=generator content='\(ProgramVersion.name) ")
      case .drawing: String(decoding: start, as: UTF8.self).contains(ChartDrawing.signature)
      case .table(let headings): start.starts(with: Array(CSV.line(headings).utf8))
      }
    }

    fileprivate var noun: String {
      switch self {
      case .picture: "no picture"
      case .report: "no report"
      case .drawing: "no drawing"
      case .table: "no such table"
      }
    }
  }

  /// The number of bytes at the start of a file that tell its kind.
  private static let startByteCount = ImageEncoder.signatureByteCount

  /// Looks at the place before time is spent on the file.
  ///
  /// - Throws: `DatasetError` if there is a file of another kind or a folder at the path, or nothing can be written.
  init(_ path: String, _ kind: Kind, overwrites: Bool, option: String = "--out") throws(DatasetError) {
    self.path = path
    let version = FileVersion(path)
    replacement = overwrites ? .anything : .only(version)
    if let identity = FileIdentity(path) {
      guard !identity.isFolder else {
        throw DatasetError(.targetExists, "\(path): this is a folder; name a file in it with \(option)")
      }
      // Writing to pipes and devices does not destroy a file.
      if identity.kind == .file, !overwrites { try Self.checkOrigin(path, kind, option) }
    } else {
      let parent = normalisedPath(path + "/..")
      guard FileIdentity(parent.isEmpty ? "." : parent)?.isFolder == true else {
        throw DatasetError(
          .inputOutput, "\(path): there is no folder \(parent); make it, or name another place with \(option)"
        )
      }
    }
    do throws(FileSystemError) {
      try WholeFile.checkPlace(path)
    } catch {
      throw DatasetError(error)
    }
  }

  private static func checkOrigin(_ path: String, _ kind: Kind, _ option: String) throws(DatasetError) {
    let start: [UInt8]
    do throws(FileSystemError) {
      start = try WholeFile.start(path, byteCount: startByteCount)
    } catch {
      throw DatasetError(error)
    }
    guard start.isEmpty || kind.isOurs(start) else {
      throw DatasetError(
        .targetExists,
        "\(path): this file is \(kind.noun) of \(ProgramVersion.name) and would be lost; choose another with \(option), or say --overwrite"
      )
    }
  }

  /// Writes the file: whole, or not at all, and not over a file that has come since the place was looked at.
  ///
  /// - Throws: `FileSystemError`; what was at the path is then still there.
  func write(_ bytes: [UInt8]) throws(FileSystemError) {
    try WholeFile.write([bytes], to: path, replacing: replacement)
  }

  /// Writes a text, as `write(_:)` does for bytes.
  func write(_ text: String) throws(FileSystemError) { try write(Array(text.utf8)) }
}
