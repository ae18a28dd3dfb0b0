internal import Wording

/// Shortens long lists to the first ten lines and the number of the others.
enum ShortList {
  static let shownCount = 10

  /// - Parameters:
  ///   - more: the noun for the lines that are not shown, such as `more rejected photo`.
  ///   - plural: the plural of `more`; nil if it only adds an s.
  ///   - place: the place where all lines can be found.
  static func lines(_ lines: [String], more: String, plural: String? = nil, place: String) -> [String] {
    guard lines.count > shownCount else { return lines }
    return lines.prefix(shownCount) + [
      "… and \(counted(lines.count - shownCount, more, plural: plural)) \(place)"
    ]
  }
}
