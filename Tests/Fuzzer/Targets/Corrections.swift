internal import Conversion

extension FuzzTarget {
  static let corrections = FuzzTarget(
    "corrections", words: ["source", "action", "new_class", "sha256", "class", "relabel", "drop", "keep"]
  ) { (text: String) in
    _ = try Corrections(parsing: text, file: "corrections.csv")
  }
}
