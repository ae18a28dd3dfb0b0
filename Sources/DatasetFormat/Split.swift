internal import Wording

/// A split of a dataset: a part with a purpose of its own.
public enum Split: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
  case train
  /// The images by which settings and epochs are chosen; most datasets have none.
  case validation
  case test
}

extension Split {
  /// The splits that every dataset in MNIST format has, in four files.
  public static let ofMNIST: [Split] = [.train, .test]

  /// The beginning of the names of the split's IDX files. MNIST's test files are called `t10k` after their ten thousand
  /// images, and loaders expect that name.
  public var fileStem: String { self == .test ? "t10k" : rawValue }

  /// Makes the split that a file of this program names; `t10k` in files of the first schema is `test`.
  package init?(recorded name: String) {
    if name == "t10k" { self = .test } else { self.init(rawValue: name) }
  }

  /// Makes the split that one word names, such as `train`, `Val` or `t10k`; nil for other words. `SplitName` reads the
  /// names of folders and the fields of tables, which may have more words.
  package init?(named name: String) {
    let spelling = name.lowercased()
    guard let split = Self.allCases.first(where: { $0.names.contains(spelling) }) else { return nil }
    self = split
  }

  /// The names that people use for the split, in lower case.
  private var names: [String] {
    switch self {
    case .train: ["train", "training", "trn"]
    case .validation: ["validation", "validate", "val", "valid", "dev", "devel", "development"]
    case .test: ["test", "testing", "tst", "t10k"]
    }
  }
}

extension Split: Comparable {
  /// Orders splits as train, validation, test.
  public static func < (left: Split, right: Split) -> Bool { left.position < right.position }

  private var position: Int {
    switch self {
    case .train: 0
    case .validation: 1
    case .test: 2
    }
  }
}

extension [Split: Int] {
  /// The sum of the counts of all splits.
  package var total: Int { values.reduce(0, +) }

  /// The counts as text for messages, such as `169 train, 31 test`; splits without an entry are left out.
  package var text: String {
    sorted { $0.key < $1.key }.map { "\(grouped($0.value)) \($0.key.rawValue)" }.joined(separator: ", ")
  }
}
