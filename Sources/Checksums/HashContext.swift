internal import CLibCrypto

/// The state of one of libcrypto's hash functions, which can be used again and again.
@safe struct HashContext: ~Copyable {
  /// A hash function, fetched once for all: that costs as much as hashing a thumbnail.
  @safe struct Algorithm: @unchecked Sendable {
    /// A pointer to what never changes.
    fileprivate let pointer: OpaquePointer
    /// The number of bytes of a result.
    fileprivate let byteCount: Int

    /// - Precondition: libcrypto has the function; only a broken installation of OpenSSL has not.
    private init(_ name: String, byteCount: Int) {
      guard let algorithm = unsafe EVP_MD_fetch(nil, name, nil) else {
        preconditionFailure("libcrypto offers no \(name); reinstall OpenSSL (libssl3)")
      }
      unsafe pointer = algorithm
      self.byteCount = byteCount
    }

    static let sha256 = Algorithm("SHA256", byteCount: 32)
    static let md5 = Algorithm("MD5", byteCount: 16)
  }

  private let algorithm: Algorithm
  private let context: OpaquePointer

  init(_ algorithm: Algorithm) {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("there is no memory for a hash") }
    self.algorithm = algorithm
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  // None of these three can fail on bytes in memory.

  func begin() {
    let isDone = unsafe EVP_DigestInit_ex(context, algorithm.pointer, nil) == 1
    precondition(isDone, "a hash cannot begin")
  }

  func add(_ bytes: Span<UInt8>) {
    let isDone = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1
    }
    precondition(isDone, "a hash cannot go on")
  }

  func end() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: algorithm.byteCount)
    let isDone = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe EVP_DigestFinal_ex(context, digest.baseAddress, nil) == 1
    }
    precondition(isDone, "a hash cannot end")
    return digest
  }
}
