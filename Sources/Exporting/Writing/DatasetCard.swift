internal import DatasetFormat
internal import FileSystem
internal import Wording

/// The card of a dataset on Hugging Face's hub: a README whose head of YAML says what the files hold.
struct DatasetCard {
  struct Split {
    let name: String
    let exampleCount: Int
    /// The number of bytes of all rows in memory, which readers want to be there and do not check.
    let byteCount: Int
    /// The number of bytes of the split's files.
    let fileByteCount: Int
  }

  var title: String
  /// The hub's identifier of the licence; nil if it is not known.
  var licence: String?
  /// The text below the head.
  private let body: String
  /// The name on the hub of a published dataset in whose place the dataset is found; nil if there is none.
  var published: String?
  var splits: [Split] = []
  /// Whether there are columns with the photo of each image.
  var hasProvenance = false
  private let classNames: [String]
  private let checksum: String

  init(_ dataset: ExportedDataset) {
    title = dataset.name
    classNames = dataset.classNames
    checksum = String("\(dataset.digest)".prefix(16))
    body = ([dataset.summary, ""] + Self.classTable(of: dataset)).joined(separator: "\n")
  }

  /// The classes with their numbers of images, as a table of Markdown.
  private static func classTable(of dataset: ExportedDataset) -> [String] {
    let counts = dataset.parts.map { ClassCounts($0, classCount: dataset.classNames.count) }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let head = row(["label", "class"] + dataset.parts.map(\.split.rawValue))
    let rule = "|---:|---|" + String(repeating: "---:|", count: counts.count)
    return [head, rule]
      + dataset.classNames.enumerated().map { label, name in
        row(["\(label)", escaped(onOneLine(name))] + counts.map { grouped($0[label]) })
      }
  }

  private var loading: [String] {
    let place = published == nil ? "this folder, or OWNER/NAME on the hub" : "below the folder you work in"
    return [
      "", "```python", "import datasets",
      "data = datasets.load_dataset(\"\(published ?? title)\")  # \(place)", "```",
    ]
  }

  /// What warns of taking the dataset for the one whose name it answers to.
  private var warning: [String] {
    published.map { ["**This is not \($0) as published**: it is another dataset in its place.", ""] } ?? []
  }

  /// The name of the only configuration: the hub calls it as it calls the dataset, and some code names it.
  private var configuration: String {
    published.flatMap { pathNames(of: $0).last } ?? "default"
  }

  /// Returns a text for Markdown, in which no character means anything but itself.
  private static func escaped(_ text: String) -> String {
    let special = "\\`*_{}[]<>()#+-.!|~&$:"
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }

  var text: String {
    var lines = ["---", "pretty_name: " + Self.quoted(title)]
    if let licence { lines.append("license: \(licence)") }
    lines += [
      "task_categories:", "- image-classification", "task_ids:", "- multi-class-image-classification",
    ]
    lines += ["size_categories:", "- " + sizeCategory, "tags:", "- image", "- mnist"]
    // `datasets` keeps what it has read by this file and the names of the data files, not by their bytes: without the
    // checksum, other labels of as many images would come out of its cache as they were.
    lines += [
      "configs:", "- config_name: \(configuration)", "  description: items \(checksum)", "  data_files:",
    ]
    for split in splits { lines += ["  - split: \(split.name)", "    path: data/\(split.name)-*"] }
    lines.append("dataset_info:")
    if published != nil { lines.append("  config_name: \(configuration)") }
    lines += ["  features:", "  - name: image", "    dtype: image", "  - name: label"]
    lines += ["    dtype:", "      class_label:", "        names:"]
    lines += classNames.enumerated().map { "          '\($0)': " + Self.quoted($1) }
    if hasProvenance {
      for name in ["source", "sha256"] { lines += ["  - name: \(name)", "    dtype: string"] }
    }
    lines.append("  splits:")
    for split in splits {
      lines += ["  - name: \(split.name)", "    num_bytes: \(split.byteCount)"]
      lines.append("    num_examples: \(split.exampleCount)")
    }
    lines.append("  download_size: \(splits.reduce(0) { $0 + $1.fileByteCount })")
    lines += [
      "  dataset_size: \(splits.reduce(0) { $0 + $1.byteCount })", "---", "", "# " + onOneLine(title),
    ]
    return (lines + [""] + warning + [body] + loading + [""]).joined(separator: "\n")
  }

  private var sizeCategory: String {
    switch splits.reduce(0, { $0 + $1.exampleCount }) {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    default: "1M<n<10M"
    }
  }

  /// Returns a text in quotation marks for YAML, which takes `no` and `007` without them for other things, and does not
  /// take all characters that JSON does.
  private static func quoted(_ text: String) -> String {
    JSONDocument.quoted(text).unicodeScalars.reduce(into: "") { result, scalar in
      let isAllowed =
        switch scalar.value {
        case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        default: true
        }
      if isAllowed {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u" + padded(Int(scalar.value), 4, radix: 16)
      }
    }
  }
}
