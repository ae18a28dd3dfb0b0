internal import Exporting

/// The context of a document in the Croissant format 1.1, which readers compare key by key.
enum CroissantContext {
  static let version = "http://mlcommons.org/croissant/1.1"

  static var document: JSONDocument {
    let own = [
      "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileObject",
      "fileProperty", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5",
      "parentField", "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
      "separator", "source", "subField", "transform",
    ]
    func typed(_ name: String, _ type: String) -> (String, JSONDocument) {
      (name, .object([("@id", .text("cr:" + name)), ("@type", .text(type))]))
    }
    let byLanguage = JSONDocument.object([("@container", .text("@language"))])
    let entries: [(String, JSONDocument)] =
      own.map { ($0, .text("cr:" + $0)) } + [
        ("@language", .text("en")), ("@vocab", .text("https://schema.org/")),
        ("conformsTo", .text("dct:conformsTo")), ("cr", .text("http://mlcommons.org/croissant/")),
        typed("data", "@json"), typed("dataType", "@vocab"), ("dct", .text("http://purl.org/dc/terms/")),
        ("description", byLanguage), typed("examples", "@json"), ("name", byLanguage),
        ("prov", .text("http://www.w3.org/ns/prov#")), ("rai", .text("http://mlcommons.org/croissant/RAI/")),
        ("sc", .text("https://schema.org/")),
      ]
    return .object(entries.sorted { $0.0 < $1.0 })
  }
}
