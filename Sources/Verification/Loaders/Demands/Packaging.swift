internal import DatasetReading

/// Whether a loader reads archives as they are, or compressed.
public enum Packaging: String, Sendable, CaseIterable {
  case raw
  case gzip
  /// One or the other, the same for all four.
  case either = "raw or gzip"
  /// Each archive as it comes.
  case mixed = "raw or gzip, each file by itself"
}

/// How one archive stands there.
enum ArchiveForm: Hashable {
  case raw
  case gzip

  init(of archive: Archive) { self = archive.gzipMemberCount > 0 ? .gzip : .raw }

  /// What a file's name says.
  init(named name: ArchiveName) { self = name.isNamedGzip ? .gzip : .raw }

  /// The end of the file's name.
  var suffix: String { self == .gzip ? ".gz" : "" }
}

extension Packaging {
  /// The sets of forms to try one after the other.
  var forms: [Set<ArchiveForm>] {
    switch self {
    case .raw: [[.raw]]
    case .gzip: [[.gzip]]
    case .either: [[.raw], [.gzip]]
    case .mixed: [[.raw, .gzip]]
    }
  }
}
