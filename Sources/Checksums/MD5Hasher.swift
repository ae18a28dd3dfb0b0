/// Computes MD5, which protects against no one, for formats that name files by it.
package struct MD5Hasher: ~Copyable {
  private let context = HashContext(.md5)

  package init() { context.begin() }

  package func add(_ bytes: Span<UInt8>) { context.add(bytes) }

  /// Returns the MD5 of all bytes as 32 hexadecimal digits, and begins anew.
  package func end() -> String {
    let digits = Array("0123456789abcdef".utf8)
    let text = context.end().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    context.begin()
    return String(decoding: text, as: UTF8.self)
  }
}
