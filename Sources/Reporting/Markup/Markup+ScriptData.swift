internal import Wording

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension Markup {
  /// The data of a page's script: JSON that is safe inside a `script` element, because it cannot contain an end tag.
  ///
  /// - Throws: `EncodingError` if the value cannot be encoded.
  package init(scriptData value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    let text = printableJSON(String(decoding: try encoder.encode(value), as: UTF8.self))
    // Pictures are most of the text, and have no such sign.
    guard text.utf8.contains(UInt8(ascii: "<")) else {
      self.init(trusted: text)
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "<") { bytes += Array("\\u003c".utf8) } else { bytes.append(byte) }
    }
    self.init(trusted: String(decoding: bytes, as: UTF8.self))
  }
}
