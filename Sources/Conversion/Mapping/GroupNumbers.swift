internal import Checksums
internal import Wording

/// Numbers for the groups of photos, from 0 in the order in which they come. Names that differ only in how accents are
/// written are one group.
struct GroupNumbers: Sendable {
  private var numbers: [DigestPrefix: Int32] = [:]
  /// The SHA-256 of the name of each group, as it was written first.
  private var digests: [DigestPrefix] = []
  /// The groups whose names were written in several ways.
  private var variants: Set<Int32> = []
  /// The last group and its number: photos of one group often follow each other.
  private var last: (name: String, number: Int32)?

  var count: Int { digests.count }

  /// Returns the number of a group, a new one if it is not known.
  mutating func number(of name: String) -> Int32 {
    if let last, last.name.utf8.elementsEqual(name.utf8) { return last.number }
    let digest = Self.digest(of: name)
    let key = Self.key(of: name) ?? digest
    let number: Int32
    if let known = numbers[key] {
      number = known
      if digests[Int(known)] != digest { variants.insert(known) }
    } else {
      number = Int32(digests.count)
      numbers[key] = number
      digests.append(digest)
    }
    last = (name, number)
    return number
  }

  /// Returns the number of a group that is known.
  func knownNumber(of name: String) -> Int32? { numbers[Self.key(of: name) ?? Self.digest(of: name)] }

  /// Returns the beginning of the SHA-256 of a group's name, by which it is split.
  ///
  /// - Parameter firstName: the name as the first photo of the group has it, by source; called if it was written in
  ///   several ways.
  func digest(of number: Int32, firstName: () -> String) -> DigestPrefix {
    variants.contains(number) ? Self.digest(of: firstName()) : digests[Int(number)]
  }

  private static func digest(of name: String) -> DigestPrefix {
    SHA256Hasher.digest(Array(name.utf8)).prefix
  }

  /// Returns the key of a name that may be written in several ways; nil for one that can be written in one way only.
  private static func key(of name: String) -> DigestPrefix? {
    name.utf8.allSatisfy { $0 < 0x80 } ? nil : digest(of: composed(name))
  }
}
