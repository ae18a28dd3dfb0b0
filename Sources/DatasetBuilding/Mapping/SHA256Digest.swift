internal import CLibCrypto

/// The SHA-256 of some bytes.
public struct SHA256Digest: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The 32 bytes as four numbers, the first byte the most significant.
  let words: (UInt64, UInt64, UInt64, UInt64)

  /// - Precondition: there are 32 bytes.
  package init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
    func word(_ index: Int) -> UInt64 {
      bytes[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
    words = (word(0), word(1), word(2), word(3))
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

/// Computes SHA-256; kept for many files, because setting it up costs more than a thumbnail's hash.
@safe package struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer
  private let algorithm: OpaquePointer

  /// - Throws: `DatasetError` if libcrypto has no SHA-256, which only a broken installation can cause.
  init() throws(DatasetError) {
    guard let context = unsafe EVP_MD_CTX_new(), let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil)
    else {
      throw DatasetError(.inputOutput, "libcrypto offers no SHA-256; reinstall OpenSSL (libssl3)")
    }
    unsafe self.context = context
    unsafe self.algorithm = algorithm
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe EVP_MD_free(algorithm)
  }

  mutating func digest(_ bytes: Span<UInt8>) -> SHA256Digest {
    begin()
    add(bytes)
    return end()
  }

  /// Of pieces one after the other.
  package static func digest(_ pieces: some Sequence<[UInt8]>) throws(DatasetError) -> SHA256Digest {
    let hasher = try SHA256Hasher()
    hasher.begin()
    for piece in pieces { hasher.add(piece.span) }
    return hasher.end()
  }

  package static func digest(_ bytes: [UInt8]) throws(DatasetError) -> SHA256Digest {
    var hasher = try SHA256Hasher()
    return hasher.digest(bytes.span)
  }

  // None of these three can fail on bytes in memory.

  private func begin() {
    let isDone = unsafe EVP_DigestInit_ex(context, algorithm, nil) == 1
    precondition(isDone, "SHA-256 cannot begin")
  }

  private func add(_ bytes: Span<UInt8>) {
    let isDone = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1
    }
    precondition(isDone, "SHA-256 cannot go on")
  }

  private func end() -> SHA256Digest {
    var digest = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
    }
    precondition(isDone, "SHA-256 cannot end")
    return SHA256Digest(bytes: digest)
  }
}
