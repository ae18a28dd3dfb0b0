internal import Wording

/// A person or an organisation that made a dataset.
package struct Creator: Hashable, Sendable {
  /// The family name and the given names of a person; nil for an organisation.
  package let person: (family: String, given: String)?
  /// The name as it was written: `Family, Given`, or that of an organisation.
  package let name: String
  /// The ORCID, four groups of four digits, the last of which may be X; nil if none was given.
  package let orcid: String?
  package let affiliation: String?

  /// Makes a creator; a name with one comma is that of a person.
  ///
  /// - Returns: nil if a part of the name is empty, or there are several commas.
  init?(name: String, orcid: String?, affiliation: String?) {
    let parts = name.split(separator: ",", omittingEmptySubsequences: false).map { trimmed(String($0)) }
    guard parts.count <= 2, !parts.contains("") else { return nil }
    person = parts.count == 2 ? (parts[0], parts[1]) : nil
    self.name = parts.joined(separator: ", ")
    self.orcid = orcid
    self.affiliation = affiliation
  }

  /// The name in the order of speech: `Given Family`.
  package var spokenName: String { person.map { "\($0.given) \($0.family)" } ?? name }

  /// Returns the digits and hyphens of an ORCID, which may be written as an address; nil if it is none, or its last digit
  /// is wrong.
  ///
  /// The last digit is that of ISO 7064, MOD 11-2.
  static func orcid(_ text: String) -> String? {
    var digits = text
    for prefix in ["https://orcid.org/", "http://orcid.org/"] where digits.hasPrefix(prefix) {
      digits = String(digits.dropFirst(prefix.count))
    }
    guard digits.wholeMatch(of: /[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]/) != nil else { return nil }
    let numbers = digits.utf8.filter { $0 != UInt8(ascii: "-") }
    let sum = numbers.dropLast().reduce(0) { (2 * ($0 + Int($1 - UInt8(ascii: "0")))) % 11 }
    let check = (12 - sum) % 11
    let last = numbers.last.map { $0 == UInt8(ascii: "X") ? 10 : Int($0 - UInt8(ascii: "0")) }
    return check == last ? digits : nil
  }

  package static func == (left: Creator, right: Creator) -> Bool {
    left.name == right.name && left.orcid == right.orcid && left.affiliation == right.affiliation
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
