internal import Conversion

extension FuzzTarget {
  static let labelTable = FuzzTarget(
    "labels",
    words: ["path", "label", "group", "split", "train", "test", "validation", ";", "\t", "\"\"", "\u{FEFF}"]
  ) { (text: String) in
    _ = try LabelFile(parsing: text, file: "labels.csv")
  }
}
