/// Computes SHA-256; kept for many files, because setting it up costs more than a thumbnail's hash.
package struct SHA256Hasher: ~Copyable {
  private let context = HashContext(.sha256)

  /// - Precondition: libcrypto has SHA-256; only a broken installation of OpenSSL has not.
  package init() {}

  package mutating func digest(_ bytes: Span<UInt8>) -> SHA256Digest {
    begin()
    add(bytes)
    return end()
  }

  /// The SHA-256 of pieces one after the other.
  package static func digest(_ pieces: some Sequence<[UInt8]>) -> SHA256Digest {
    let hasher = SHA256Hasher()
    hasher.begin()
    for piece in pieces { hasher.add(piece.span) }
    return hasher.end()
  }

  package static func digest(_ bytes: [UInt8]) -> SHA256Digest {
    var hasher = SHA256Hasher()
    return hasher.digest(bytes.span)
  }

  package func begin() { context.begin() }

  package func add(_ bytes: Span<UInt8>) { context.add(bytes) }

  package func end() -> SHA256Digest { SHA256Digest(bytes: context.end()) }
}
