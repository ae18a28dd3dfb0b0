internal import Wording

/// A person's name for a split in a folder or a table, such as `Training`, `train_images`, `seg_test` or `val2017`.
package struct SplitName: Hashable, Sendable {
  private enum Meaning: Hashable, Sendable {
    case split(Split)
    /// `eval` is the test split of some people and the validation split of others.
    case evaluation
  }

  private let meaning: Meaning
  /// The words of the name that say nothing about splits, such as `shoes` in `shoes_train`; empty for most names.
  package let rest: String

  /// Whether the name is about a split and nothing else.
  package var isPlain: Bool { rest.isEmpty }

  /// Makes the split name of a text; nil if the text names no split or several.
  package init?(_ text: String) {
    let words = composed(text).lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    var meanings: Set<Meaning> = []
    var others: [String] = []
    for word in words {
      if let meaning = Self.meaning(of: word) {
        meanings.insert(meaning)
      } else if !Self.affixes.contains(word), !word.allSatisfy(\.isNumber) {
        others.append(word)
      }
    }
    guard meanings.count == 1, let meaning = meanings.first else { return nil }
    self.meaning = meaning
    rest = others.joined(separator: " ")
  }

  /// Returns the splits of names that are used together, by name. `eval` is test, unless another name is test.
  package static func splits(of names: some Sequence<SplitName>) -> [SplitName: Split] {
    let names = Set(names)
    let hasTest = names.contains { $0.meaning == .split(.test) }
    return names.reduce(into: [:]) { splits, name in
      splits[name] =
        switch name.meaning {
        case .split(let split): split
        case .evaluation: hasTest ? .validation : .test
        }
    }
  }

  /// The names that messages list as known.
  package static let knownNames =
    "train (training), validation (val, valid, dev), test (testing, t10k) and eval, also in names such as train_images"

  /// Whether a folder's name says that it holds pictures and nothing about them, such as `images`.
  package static func isAffix(_ name: String) -> Bool {
    name.utf8.count > 2 && affixes.contains(name.lowercased())
  }

  /// The words that people put before or after the name of a split.
  private static let affixes: Set<String> = [
    "image", "images", "img", "imgs", "photo", "photos", "picture", "pictures", "pic", "pics", "data",
    "dataset",
    "datasets", "set", "sets", "split", "splits", "subset", "folder", "dir", "seg", "file", "files", "sample",
    "samples", "example", "examples", "jpg", "jpeg", "png", "x", "the", "my",
  ]

  private static func meaning(of word: String) -> Meaning? {
    if let meaning = exactMeaning(of: word) { return meaning }
    // As in `train2017`.
    let stem = String(word.reversed().drop { $0.isNumber }.reversed())
    guard !stem.isEmpty else { return nil }
    if let meaning = exactMeaning(of: stem) { return meaning }
    // As in `trainset` and `imagestest`. A single letter is no affix without a space.
    for affix in affixes where affix.count > 2 {
      if stem.hasSuffix(affix), let meaning = exactMeaning(of: String(stem.dropLast(affix.count))) {
        return meaning
      }
      if stem.hasPrefix(affix), let meaning = exactMeaning(of: String(stem.dropFirst(affix.count))) {
        return meaning
      }
    }
    return nil
  }

  private static func exactMeaning(of word: String) -> Meaning? {
    switch word {
    case "eval", "evaluation": .evaluation
    default: Split(named: word).map { .split($0) }
    }
  }
}
