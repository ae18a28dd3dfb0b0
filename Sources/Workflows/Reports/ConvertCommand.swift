internal import Configuration
internal import Conversion
package import DatasetFormat
internal import Wording

/// The command that converts photos by a recipe, with every option that differs from its default.
package struct ConvertCommand {
  package let text: String

  /// - Parameters:
  ///   - recipe: the recipe of a dataset.
  ///   - corrections: the name of the table of corrections; nil for the recipe's own.
  package init(_ recipe: Recipe, corrections: String? = nil) {
    var words = ["fmbuild convert PHOTOS --out NEW"]
    func add(_ option: String, _ value: String?) {
      if let value { words.append("\(option) \(Self.quoted(value))") }
    }
    add("--base", recipe.base?.name)
    add("--corrections", corrections ?? recipe.corrections?.name)
    if let file = recipe.pipeline.file {
      add("--pipeline", file)
    } else if recipe.pipeline.name != PipelineLibrary.defaultName {
      add("--pipeline", recipe.pipeline.name)
    }
    if recipe.isFast { words.append("--fast") }
    if recipe.labels.origin == .records { add("--labels", "TABLE") }
    if recipe.labels.origin == .table {
      add("--labels", recipe.labels.file?.name ?? "TABLE")
      for (option, heading) in recipe.labels.columns?.options ?? [] { add(option, heading) }
    }
    if recipe.classes?.origin == .file { add("--classes", "CLASSES") }
    if recipe.base == nil, Self.isSortedByRequest(recipe.classes) {
      add("--classes", ClassMap.Numbering.sorted.rawValue)
    }
    add("--group-pattern", recipe.labels.groupPattern)
    add("--mirror", recipe.mirroredClasses?.joined(separator: ","))
    if recipe.labels.followsLinks == true { words.append("--follow-links") }
    words += Self.splitWords(recipe.split) + Self.selectionWords(recipe.selection)
    if recipe.layout != .flat { add("--layout", recipe.layout.rawValue) }
    if recipe.addsRaw { words.append("--raw") }
    text = words.joined(separator: " ")
  }

  /// Whether the classes are sorted although their names would have numbers of their own.
  private static func isSortedByRequest(_ classes: Recipe.Classes?) -> Bool {
    guard let classes, classes.origin == .sorted else { return false }
    let usual = try? ClassMap(labels: classes.list.flatMap(\.sources))
    return usual.map { $0.origin != .sorted } ?? false
  }

  private static func splitWords(_ split: Recipe.Splitting) -> [String] {
    var words: [String] = []
    let usual = Recipe.Splitting()
    switch split.rule {
    case usual.rule: break
    case .fractions(let validation, let test):
      if .fractions(validation: 0, test: test) != usual.rule { words.append("--test-fraction \(test)") }
      if validation > 0 { words.append("--validation-fraction \(validation)") }
    case .exactMNIST: words.append("--exact-mnist")
    case .perClass(let counts): words.append("--per-class \(text(of: counts))")
    case .total(let counts): words.append("--total \(text(of: counts))")
    }
    if split.seed != usual.seed { words.append("--seed \(split.seed)") }
    if !split.isShuffled { words.append("--no-shuffle") }
    return words
  }

  /// Returns counts as an option's value: `6000,1000`, or `6000,500,1000` with a validation split.
  private static func text(of counts: [Split: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: ",")
  }

  private static func selectionWords(_ selection: Recipe.Selection) -> [String] {
    var words: [String] = []
    let usual = Recipe.Selection()
    if selection.keepsBlank { words.append("--keep-blank") }
    if selection.acceptsTruncated { words.append("--accept-truncated") }
    if selection.dropsDuplicates { words.append("--drop-duplicates") }
    if selection.minimumContrast > 0 {
      words.append("--exclude-low-contrast --contrast-limit \(selection.minimumContrast)")
    }
    if selection.maximumPixels != usual.maximumPixels {
      words.append("--max-megapixels \(selection.maximumPixels / 1_000_000)")
    }
    return words
  }

  /// Returns a word as a shell accepts it, in quotation marks if it needs them.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
    return isPlain && !word.isEmpty ? word : "'" + printable(word).replacing("'", with: "'\\''") + "'"
  }
}
