internal import DatasetBuilding
internal import FileSystem

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Whether a single file may be written to a place. What is there is only replaced if this program made it, or the user
/// says so: the name behind `--out` may be that of a photo.
enum OutputPlace {
  /// What this program writes as single files.
  enum Kind {
    /// A PNG, which names the program that wrote it.
    case picture
    /// A page of HTML, likewise.
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

  /// - Throws: `DatasetError` if there is a file of another kind, or no folder to write to.
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
    // Pipes and devices hold nothing that could be lost.
    guard identity.kind == .file, !overwrites, let file = FileManager.default.contents(atPath: path),
      !file.isEmpty
    else { return }
    guard kind.isOurs([UInt8](file.prefix(512))) else {
      throw DatasetError(
        .targetExists,
        "\(path): this file is \(kind.noun) of \(ProgramVersion.name) and would be lost; choose another with \(option), or say --overwrite"
      )
    }
  }
}
