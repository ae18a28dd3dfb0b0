/// Every check there is. Help, policies and documentation are made from this list.
public enum CheckCatalogue {
  /// In the order in which they are run and shown.
  static let all: [any Check.Type] = [
    // container
    MissingArchives.self, ArchiveNames.self, IDXHeaders.self, ByteCounts.self, GzipIntegrity.self,
    GzipNames.self,
    LabelCount.self, ImageSize.self, RawBesideGzip.self, LabelRange.self,
    // identity
    KnownDatasets.self, RecordedChecksums.self, ManifestAgreement.self, Rebuild.self,
    // content
    BlankItems.self, NearlyBlankItems.self, Polarity.self, ClutteredGround.self, LowContrast.self,
    Clipped.self,
    OffCentre.self, FrameFill.self, FullContrast.self, IntensityOutliers.self, Orientation.self,
    // sets
    MissingClasses.self, ClassBalance.self, LabelOrder.self, ExactDuplicates.self, ExactLeaks.self,
    NearDuplicates.self, NearLeaks.self, ConflictingLabels.self, LabelSignal.self, SplitDrift.self,
    OnePixel.self,
    // reference
    ReferenceClasses.self, ReferenceOrientation.self, ReferenceOverlap.self,
    // loaders
    Loaders.self,
  ]

  public static var descriptions: [CheckDescription] { all.map { $0.description } }

  /// A table for the documentation.
  public static var markdown: String {
    descriptions.reduce("| check | severity | finds | because |\n|---|---|---|---|") { text, check in
      text + "\n| `\(check.id)` | \(check.severity.rawValue) | \(check.summary) | \(check.reason) |"
    }
  }
}
