/// The first 16 bytes of a SHA-256: they tell apart as many files as a program will ever see, in half the memory.
package struct DigestPrefix: Hashable, Comparable, Sendable {
  /// The bytes as two numbers, the first byte the most significant.
  package let words: (UInt64, UInt64)

  package init(words: (UInt64, UInt64)) { self.words = words }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  /// By the first byte that differs.
  package static func < (left: Self, right: Self) -> Bool { left.words < right.words }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
