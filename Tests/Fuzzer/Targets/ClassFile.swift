internal import Conversion

extension FuzzTarget {
  static let classFile = FuzzTarget("classes", words: ["classes:", "- ", ": ", "&a", "*a", "<<", "? "]) {
    (text: String) in
    _ = try ClassMap.parsing(text, file: "classes.yaml")
  }
}
