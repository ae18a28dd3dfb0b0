/// All checks. Help texts, policies and documentation are made from this list.
public enum CheckCatalogue {
  /// The checks in the order in which they are run and shown.
  static let all: [any Check.Type] = [
    // container
    MissingFiles.self, FileNames.self, IDXHeaders.self, ByteCounts.self, GzipIntegrity.self,
    GzipNames.self,
    LabelCount.self, ImageSize.self, RawBesideGzip.self, LabelRange.self,
    // identity
    KnownDatasetCheck.self, RecordedChecksums.self, ManifestAgreement.self, GroupLeaks.self,
    RejectedPhotos.self, PhotoBackgrounds.self, ProductCut.self, RebuildCheck.self,
    // content
    ByteLevels.self, BlankImages.self, NearlyBlankImages.self, Polarity.self, ClutteredBackground.self,
    LowContrast.self,
    Clipped.self,
    OffCentre.self, FrameFill.self, FullContrast.self, IntensityOutliers.self, OrientationCheck.self,
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

  /// A Markdown table of all checks for the documentation.
  public static var markdown: String {
    descriptions.reduce("| check | severity | finds | because |\n|---|---|---|---|") { text, check in
      text + "\n| `\(check.id)` | \(check.severity.rawValue) | \(check.summary) | \(check.reason) |"
    }
  }
}
