internal import CLibCrypto

/// Computes SHA-256; kept for many files, because setting it up costs more than a thumbnail's hash.
@safe package struct SHA256Hasher: ~Copyable {
  private let context: OpaquePointer

  /// - Precondition: libcrypto has SHA-256; only a broken installation of OpenSSL has not.
  package init() {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("there is no memory for SHA-256") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// Fetched once for all: that costs as much as hashing a thumbnail.
  private static let algorithm: Algorithm = {
    guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
      preconditionFailure("libcrypto offers no SHA-256; reinstall OpenSSL (libssl3)")
    }
    return unsafe Algorithm(pointer: algorithm)
  }()

  /// A pointer to what never changes.
  @safe private struct Algorithm: @unchecked Sendable {
    let pointer: OpaquePointer
  }

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

  // None of these three can fail on bytes in memory.

  package func begin() {
    let isDone = unsafe EVP_DigestInit_ex(context, Self.algorithm.pointer, nil) == 1
    precondition(isDone, "SHA-256 cannot begin")
  }

  package func add(_ bytes: Span<UInt8>) {
    let isDone = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1
    }
    precondition(isDone, "SHA-256 cannot go on")
  }

  package func end() -> SHA256Digest {
    var digest = [UInt8](repeating: 0, count: 32)
    let isDone = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
    }
    precondition(isDone, "SHA-256 cannot end")
    return SHA256Digest(bytes: digest)
  }
}
