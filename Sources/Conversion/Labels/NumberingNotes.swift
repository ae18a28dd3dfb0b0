internal import DatasetFormat
internal import Wording

/// What a user should know about the numbers of the classes.
enum NumberingNotes {
  /// Returns the notes about classes that were numbered by their photos' labels.
  ///
  /// - Parameters:
  ///   - gaps: the numbers that no photo has because other numbers leave them out, ascending.
  ///   - hasTable: whether the labels come from a table, not from folders.
  static func lines(_ map: ClassMap, gaps: [Int], numbering: ClassMap.Numbering, hasTable: Bool) -> [String] {
    let notes = [
      note(map, about: gaps, hasTable: hasTable),
      numbering == .automatic ? foreignNames(map, hasTable: hasTable) : nil,
    ]
    return notes.compactMap { $0 } + spellings(map)
  }

  /// Returns a note about names of classes that differ in spelling only, which were probably meant to be one class.
  private static func spellings(_ map: ClassMap) -> [String] {
    guard map.origin == .sorted else { return [] }
    let alike = Dictionary(grouping: map.classes.map(\.name), by: Spelling.normalized)
      .values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    guard let first = alike.first else { return [] }
    return [
      "'\(first[0])' and '\(first[1])' are two classes whose names differ in spelling only"
        + (alike.count > 1 ? ", and \(counted(alike.count - 1, "other name")) likewise" : "")
        + "; give them one spelling, or gather them in a file for --classes"
    ]
  }

  /// Returns a note about numbers that no photo has; nil if there are none.
  private static func note(_ map: ClassMap, about gaps: [Int], hasTable: Bool) -> String? {
    guard !gaps.isEmpty else { return nil }
    let end =
      "no image has \(gaps.count == 1 ? "this number" : "these numbers"); "
      + "--classes \(ClassMap.Numbering.sorted.rawValue) numbers the classes 0, 1, 2 and so on"
    switch map.origin {
    case .fashionMNIST:
      let names = gaps.map { "\($0) \(map.classes[$0].name)" }.joined(separator: ", ")
      return "the numbers are Fashion-MNIST's, without a photo for \(names): \(end)"
    case .numeric:
      let place = hasTable ? "labels" : "folders"
      let smallest = map.classes.firstIndex { !$0.sources.isEmpty } ?? 0
      return gaps == Array(0..<smallest)
        ? "no photo for \(ranges(gaps)): the \(place) are numbered from \(smallest), and \(end)"
        : "no photo for \(ranges(gaps)), numbers that the \(place) leave out: \(end)"
    case .file, .sorted:
      return nil
    }
  }

  /// Returns a note if most labels are names of Fashion-MNIST's classes and others keep them from its numbers; nil
  /// otherwise.
  private static func foreignNames(_ map: ClassMap, hasTable: Bool) -> String? {
    guard map.origin == .sorted else { return nil }
    let names = map.classes.map(\.name)
    let labels = names.compactMap(FashionMNISTName.label)
    let others = names.filter { FashionMNISTName.label(of: $0) == nil }
    let missing = fashionMNISTClassNames.enumerated().filter { !labels.contains($0.offset) }.map(\.element)
    let isSlip = others.contains { !Spelling.suggestion(for: $0, among: missing).isEmpty }
    // Three names and more are no coincidence, nor is a name that differs by a letter.
    let isMost = labels.count > others.count && (labels.count > 2 || isSlip && labels.count > 1)
    guard !others.isEmpty, isMost || missing.isEmpty else { return nil }
    let shown = others.prefix(3).map { "'\($0)'\(Spelling.suggestion(for: $0, among: missing))" }
    let example = names.enumerated().first { number, name in
      FashionMNISTName.label(of: name).map { $0 != number } ?? false
    }
    return
      "\(labels.count) of \(names.count) names are Fashion-MNIST's, but \(shown.joined(separator: ", "))"
      + (others.count > 3
        ? " and \(others.count - 3) more are not" : others.count > 1 ? " are not" : " is not")
      + ": the numbers are NOT Fashion-MNIST's"
      + (example.map { " (\($0.element) is \($0.offset))" } ?? "")
      + "; rename \(others.count > 1 ? "them" : "it")\(hasTable ? " in the table" : "") to have its numbers, or say --classes \(ClassMap.Numbering.fashionMNIST.rawValue), "
      + "which rejects the photos of other names"
  }

  /// Returns ascending numbers as text, such as `0, 3 to 7`.
  static func ranges(_ numbers: [Int]) -> String {
    let texts = consecutiveRanges(of: numbers).map { range in
      switch range.count {
      case 1: "\(range.lowerBound)"
      case 2: "\(range.lowerBound), \(range.upperBound)"
      default: "\(range.lowerBound) to \(range.upperBound)"
      }
    }
    let shownCount = 8
    return texts.prefix(shownCount).joined(separator: ", ") + (texts.count > shownCount ? ", …" : "")
  }
}
