internal import Wording

/// The order of paths and names: by the bytes of their composed form, so that the order is the same whether macOS, which
/// separates accents, or another system wrote the names. Names that are equal then are ordered by their own bytes.
enum NameOrder {
  /// Returns the elements in the order of their names.
  static func sorted<Element>(_ elements: [Element], by name: (Element) -> String) -> [Element] {
    let keys = elements.map { element in
      let name = name(element)
      return (composed: composed(name), name: name)
    }
    return elements.indices.sorted { left, right in
      let (left, right) = (keys[left], keys[right])
      // Strings are compared in their composed form; that it is theirs already makes it a comparison of bytes.
      guard left.composed == right.composed else { return left.composed < right.composed }
      return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }.map { elements[$0] }
  }

  static func sorted(_ names: [String]) -> [String] { sorted(names) { $0 } }
}
