/// The SHA-256 of some bytes.
public struct SHA256Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The 32 bytes as four numbers, the first byte the most significant.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// - Precondition: there are 32 bytes.
  package init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
    func word(_ index: Int) -> UInt64 {
      bytes[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// The first half.
  package var prefix: DigestPrefix { DigestPrefix(words: (words.0, words.1)) }

  /// Reads 64 hexadecimal digits in lower case, as `description` writes them; nil for any other text.
  package init?(hexadecimal text: String) {
    guard text.utf8.count == 64 else { return nil }
    var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      words = (
        words.0 << 4 | words.1 >> 60, words.1 << 4 | words.2 >> 60, words.2 << 4 | words.3 >> 60,
        words.3 << 4 | UInt64(digit)
      )
    }
    self.words = words
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    [words.0, words.1, words.2, words.3].flatMap { word in
      stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
    }
  }

  /// 64 hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    return unsafe String(unsafeUninitializedCapacity: 64) { text in
      var position = 0
      for word in [words.0, words.1, words.2, words.3] {
        for shift in stride(from: 60, through: 0, by: -4) {
          unsafe text[position] = digits[Int(word >> UInt64(shift) & 15)]
          position += 1
        }
      }
      return position
    }
  }

  public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  /// By the first byte that differs.
  public static func < (left: Self, right: Self) -> Bool { left.words < right.words }

  public func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
