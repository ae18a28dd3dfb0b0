/// Every check there is. Help, policies and documentation are made from this list.
public enum CheckCatalogue {
  /// In the order in which they are run and shown.
  static let all: [any Check.Type] = [
    // container
    MissingArchives.self, ArchiveNames.self, IDXHeaders.self, ByteCounts.self, GzipIntegrity.self,
    GzipNames.self,
    LabelCount.self, ImageSize.self, RawBesideGzip.self, LabelRange.self,
    // sets
    ExactDuplicates.self, ExactLeaks.self, NearDuplicates.self, NearLeaks.self, ConflictingLabels.self,
  ]

  public static var descriptions: [CheckDescription] { all.map { $0.description } }
}
