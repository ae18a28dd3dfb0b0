internal import DatasetFormat

extension FuzzTarget {
  static let rejectedPhotos = FuzzTarget(
    "rejects",
    words: ["source", "sha256", "label", "reason", "detail"] + RejectedPhoto.Reason.allCases.map(\.rawValue)
  ) { (text: String) in
    _ = try RejectedPhotoTable(parsing: text, file: "rejects.csv")
  }
}
