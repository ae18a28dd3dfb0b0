internal import DatasetFormat
internal import FileSystem

/// Checks whether a single file may be written to a path. An existing file is only replaced if this program made it, or
/// the user allows it, because the path after `--out` may be that of a photo.
enum OutputPlace {
  /// The kinds of single files that this program writes.
  enum Kind {
    /// A PNG picture that names this program as its writer.
    case picture
    /// An HTML page that names this program as its writer.
    case report
    /// A table that begins with these headings.
    case table([String])

    fileprivate func isOurs(_ start: [UInt8]) -> Bool {
      switch self {
      case .picture:
        start.starts(with: [0x89, 0x50, 0x4E, 0x47])
          && String(decoding: start, as: UTF8.self).contains("tEXtSoftware\0\(ProgramVersion.name)")
      case .report:
        String(decoding: start, as: UTF8.self).contains("name=generator content='\(ProgramVersion.name) ")
      case .table(let headings): start.starts(with: Array(CSV.line(headings).utf8))
      }
    }

    fileprivate var noun: String {
      switch self {
      case .picture: "no picture"
      case .report: "no report"
      case .table: "no such table"
      }
    }
  }

  /// - Throws: `DatasetError` if there is a file of another kind or a folder at the path, or no folder to write to.
  static func check(_ path: String, _ kind: Kind, overwrites: Bool, option: String = "--out")
    throws(DatasetError)
  {
    guard let identity = FileIdentity(path) else {
      let parent = normalisedPath(path + "/..")
      guard FileIdentity(parent.isEmpty ? "." : parent)?.isFolder == true else {
        throw DatasetError(
          .inputOutput, "\(path): there is no folder \(parent); make it, or name another place with \(option)"
        )
      }
      return
    }
    guard !identity.isFolder else {
      throw DatasetError(.targetExists, "\(path): this is a folder; name a file in it with \(option)")
    }
    // Writing to pipes and devices does not destroy a file.
    guard identity.kind == .file, !overwrites, let file = try? WholeFile.bytes(path),
      !file.isEmpty
    else { return }
    guard kind.isOurs(Array(file.prefix(512))) else {
      throw DatasetError(
        .targetExists,
        "\(path): this file is \(kind.noun) of \(ProgramVersion.name) and would be lost; choose another with \(option), or say --overwrite"
      )
    }
  }
}
