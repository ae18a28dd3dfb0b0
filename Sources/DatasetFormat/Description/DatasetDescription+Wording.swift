internal import Wording

extension SplitRule {
  /// The rule in words, such as `14.3% of every class to test`.
  package var text: String {
    switch self {
    case .fractions(let validation, let test):
      (validation > 0 ? "\(percent(validation)) of every class to validation, " : "")
        + "\(percent(test)) of every class to test"
    case .perClass(let counts): "\(counts.text) of every class"
    case .total(let counts): "\(counts.text) in all"
    }
  }
}

extension DatasetDescription {
  /// Where the labels come from, as a sentence.
  package var labelSentence: String {
    let origin =
      switch recipe.labels.origin {
      case .table: "From the table \(recipe.labels.file?.name ?? "")"
      case .folders: "From the names of the photos' folders"
      case .records: "From records that came with the photos"
      }
    let corrected =
      recipe.corrections.map {
        "; \(grouped(counts.relabelled)) of them were corrected after a look at the images (\($0.name))"
      } ?? ""
    let gathered = (recipe.classes?.list ?? []).filter { $0.sources.count > 1 }
    guard !gathered.isEmpty else { return origin + corrected + "." }
    return origin + corrected + "; gathered: "
      + gathered.map { "\($0.name) from \($0.sources.joined(separator: ", "))" }.joined(separator: "; ") + "."
  }
}
