internal import DatasetReading

/// When a loader compares checksums with those of a published dataset.
public enum ChecksumDemand: Sendable, Hashable {
  case none
  /// Files that are there already are taken as they are.
  case whenDownloading
  /// Files that differ from this dataset's are replaced by a download.
  case always(dataset: String)
}

extension ChecksumDemand {
  var summary: String {
    switch self {
    case .none: "none"
    case .whenDownloading: "checksum of a download"
    case .always(let dataset): "checksum of \(dataset)"
    }
  }
}
