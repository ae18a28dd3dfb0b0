internal import DatasetFormat

extension FuzzTarget {
  static let manifest = FuzzTarget(
    "manifest",
    words: ManifestRow.columns + ["9223372036854775807", "-9223372036854775808", "\r\n", "\"\"", "../"]
  ) { (text: String) in
    _ = try Manifest(parsing: text, file: "manifest.csv")
  }
}
