/// The order of paths and names: by the bytes of their composed form, so that the order is the same whether macOS, which
/// separates accents, or another system wrote the names. Names that are equal then are ordered by their own bytes.
enum NameOrder {
  /// Returns the elements in the order of their names.
  static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
    elements.sorted { precedes(name($0), name($1)) }
  }

  static func precedes(_ left: String, _ right: String) -> Bool {
    // Strings are compared in their composed form.
    left == right ? left.utf8.lexicographicallyPrecedes(right.utf8) : left < right
  }

  static func sorted(_ names: [String]) -> [String] { sorted(names) { $0 } }
}
