internal import Conversion

extension FuzzTarget {
  static let judgements = FuzzTarget(
    "judgements",
    words: [
      "path", "label", "group", "source", "action", "new_class", "given", "likely", "score", "relabel",
      "drop",
    ]
  ) { (text: String) in
    let judgements = try Judgements(parsing: text, file: "labels.csv")
    _ = try judgements.matches(["a/1.jpg", "a/2.jpg", "b/1.jpg"], root: "photos")
  }
}
