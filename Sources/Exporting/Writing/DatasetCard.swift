internal import DatasetFormat
internal import FileSystem
internal import Wording

/// The card of a dataset on Hugging Face's hub: a README whose head of YAML says what the files hold.
package struct DatasetCard: Sendable {
  /// The name of the file.
  package static let fileName = "README.md"

  package struct Split: Sendable {
    let name: String
    let exampleCount: Int
    /// The number of bytes of all rows in memory, which readers want to be there and do not check.
    let byteCount: Int
    /// The number of bytes of the split's files.
    let fileByteCount: Int
  }

  /// A licence as the hub knows it.
  package struct Licence: Sendable {
    /// The hub's identifier, or `other`.
    let identifier: String
    /// The name and the address of a licence that is `other`.
    let other: (name: String, link: String)?

    package init(_ identifier: String) {
      self.identifier = identifier
      other = nil
    }

    /// Makes a licence for which the hub has no identifier.
    package init(otherNamed name: String, link: String) {
      identifier = "other"
      other = (name, link)
    }
  }

  package var title: String
  /// The licence; nil if it is not known.
  package var licence: Licence?
  /// Words by which the hub finds the dataset.
  package var tags = ["image", "mnist"]
  /// The text below the head and the title.
  package var body: String
  package var splits: [Split] = []
  /// The name on the hub of a published dataset in whose place the dataset is found; nil if there is none.
  private var published: String?
  /// What the dataset is, and its classes.
  private let introduction: [String]
  /// Whether there are columns with the photo of each image.
  var hasProvenance = false
  private let classNames: [String]
  private let checksum: String

  package init(_ dataset: ExportedDataset) {
    title = dataset.name
    classNames = dataset.classNames
    checksum = String("\(dataset.digest)".prefix(16))
    introduction = [dataset.summary, ""] + Self.classTable(of: dataset)
    body = (introduction + [""] + Self.loading(dataset.name)).joined(separator: "\n")
  }

  /// The classes with their numbers of images, as a table of Markdown.
  package static func classTable(of dataset: ExportedDataset) -> [String] {
    let counts = dataset.parts.map { ClassCounts($0, classCount: dataset.classNames.count) }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let head = row(["label", "class"] + dataset.parts.map(\.split.rawValue))
    let rule = "|---:|---|" + String(repeating: "---:|", count: counts.count)
    return [head, rule]
      + dataset.classNames.enumerated().map { label, name in
        row(["\(label)", escaped(onOneLine(name))] + counts.map { grouped($0[label]) })
      }
  }

  /// Returns the code that loads the dataset, as a block of Markdown.
  ///
  /// - Parameter name: the folder, or the dataset's name on the hub.
  package static func loading(
    _ name: String, comment: String = "  # this folder, or OWNER/NAME on the hub"
  ) -> [String] {
    [
      "```python", "import datasets", "data = datasets.load_dataset(\(JSONDocument.quoted(name)))\(comment)",
      "```",
    ]
  }

  /// Returns the card of the dataset where it is found in the place of a published one.
  func inPlace(of published: String) -> DatasetCard {
    var card = self
    card.published = published
    let loading = Self.loading(published, comment: "  # below the folder you work in")
    card.body = (introduction + [""] + loading).joined(separator: "\n")
    return card
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
  package static func escaped(_ text: String) -> String {
    let special = "\\`*_{}[]<>()#+-.!|~&$:"
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if special.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }

  package var text: String {
    var lines = ["---", "pretty_name: " + YAMLText.quoted(title)]
    if let licence {
      lines.append("license: \(licence.identifier)")
      if let other = licence.other {
        lines += [
          "license_name: " + YAMLText.quoted(other.name), "license_link: " + YAMLText.quoted(other.link),
        ]
      }
    }
    lines += [
      "task_categories:", "- image-classification", "task_ids:", "- multi-class-image-classification",
    ]
    lines += ["size_categories:", "- " + sizeCategory, "tags:"]
    lines += tags.map { "- " + (Self.plainTags.contains($0) ? $0 : YAMLText.quoted($0)) }
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
    lines += classNames.enumerated().map { "          '\($0)': " + YAMLText.quoted($1) }
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
    return (lines + [""] + warning + [body, ""]).joined(separator: "\n")
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

  /// The words that this program knows to mean nothing else to YAML.
  private static let plainTags = ["image", "mnist", "croissant"]
}
