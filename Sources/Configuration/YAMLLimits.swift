/// What is looked for in the text of a YAML file before nodes are made of it.
///
/// Yams compares the keys of a mapping with each other. A key that is an alias of a list of aliases of lists takes longer
/// for that than the universe has existed, in a file of 500 bytes.
enum YAMLLimits {
  /// The greatest size of a YAML file in bytes: 4 MiB, which is 100,000 lines of 40 characters.
  static let byteCount = 4 << 20

  /// - Throws: `ConfigurationError` if the text is too long, or has an alias of an anchor.
  static func check(_ text: String, file: String) throws(ConfigurationError) {
    let bytes = Array(text.utf8)
    guard bytes.count <= byteCount else {
      throw ConfigurationError(
        file: file,
        "this file has \(bytes.count) bytes, and at most \(byteCount) are read; is it the right one?")
    }
    // An alias stands behind its anchor. Looking for both by name finds every alias, also where a mere pair of
    // brackets decides whether a star begins one; a text with both that has no alias is hardly ever written.
    let anchors = names(after: UInt8(ascii: "&"), in: bytes)
    guard !anchors.isEmpty else { return }
    let known = Set(anchors.map(\.name))
    guard let alias = names(after: UInt8(ascii: "*"), in: bytes).first(where: { known.contains($0.name) })
    else {
      return
    }
    let before = bytes[..<alias.position]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    throw ConfigurationError(
      file: file, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: alias.position - lineStart + 1,
      "aliases (*\(String(decoding: alias.name, as: UTF8.self))) are not taken here; write it out")
  }

  /// Returns the names of ASCII letters, digits, `-` and `_` that stand directly after a sign, with the sign's position.
  private static func names(after sign: UInt8, in bytes: [UInt8]) -> [(
    name: ArraySlice<UInt8>, position: Int
  )] {
    bytes.indices.lazy.filter { bytes[$0] == sign }.compactMap { position in
      let name = bytes[(position + 1)...].prefix(while: isNameByte)
      return name.isEmpty ? nil : (name, position)
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
