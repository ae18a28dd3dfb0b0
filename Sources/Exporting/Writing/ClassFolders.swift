internal import DatasetFormat

/// The names of the folders of classes: the label, as wide as the largest, and a form of the class's name that every file
/// system takes.
///
/// Readers number classes in the order of their folders, so that only the number in front makes their labels ours; it also
/// tells classes apart whose names become equal.
struct ClassFolders: Sendable {
  /// The names of the folders, by label.
  let names: [String]

  init(_ classNames: [String]) {
    let width = "\(max(0, classNames.count - 1))".count
    names = classNames.enumerated().map { padded($0, width) + "-" + Self.safe($1) }
  }

  /// The greatest length of the class's name in bytes, with room for the number below the 255 of most file systems.
  private static let longest = 120

  /// Returns the name without what file systems and shells take for something else; blanks, dots and hyphens at the ends
  /// go, because some systems drop them.
  static func safe(_ name: String) -> String {
    var scalars: [Unicode.Scalar] = []
    var byteCount = 0
    for scalar in name.unicodeScalars {
      byteCount += String(scalar).utf8.count
      guard byteCount <= longest else { break }
      scalars.append(isSafe(scalar) ? scalar : "-")
    }
    func isEdge(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "." || scalar == "-" }
    while let last = scalars.last, isEdge(last) { scalars.removeLast() }
    let kept = scalars.drop(while: isEdge)
    return kept.isEmpty ? "class" : String(String.UnicodeScalarView(kept))
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "\\", ":", "*", "?", "\"", "<", ">", "|": return false
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .unassigned: false
    // Marks that turn the letters around them, or cannot be seen.
    case .format: (0x200C...0x200D).contains(scalar.value)
    default: true
    }
  }
}
