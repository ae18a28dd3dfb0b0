/// Named lists of numbers in a safetensors file: the length of a header in eight bytes, lowest first, the header in
/// JSON, and the numbers, lowest byte first (the format of Hugging Face's safetensors library, version 0.4 and later).
///
/// Of its types of numbers only F32 is known here.
package struct Safetensors: Hashable, Sendable {
  package struct Tensor: Hashable, Sendable {
    package var name: String
    package var dimensions: [Int]
    /// Row-major, as many as the dimensions multiply to.
    package var numbers: [Float]

    /// - Precondition: as many numbers as the dimensions say.
    package init(name: String, dimensions: [Int], numbers: [Float]) {
      precondition(dimensions.reduce(1, *) == numbers.count, "dimensions and numbers agree")
      self.name = name
      self.dimensions = dimensions
      self.numbers = numbers
    }
  }

  /// By name, as the bytes of names sort.
  package let tensors: [Tensor]
  /// Texts for people and other programs.
  package let metadata: [String: String]

  /// - Precondition: each name once, none `__metadata__`.
  package init(_ tensors: [Tensor], metadata: [String: String] = [:]) {
    precondition(Set(tensors.map(\.name)).count == tensors.count, "each name stands once")
    precondition(!tensors.contains { $0.name == Self.metadataKey }, "the name of the metadata is taken")
    self.tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.metadata = metadata
  }

  static let metadataKey = "__metadata__"
  /// The header's length.
  static let prefixByteCount = 8

  /// The file, in pieces: equal tensors and metadata give equal bytes.
  package func pieces() -> [[UInt8]] {
    var entries: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      entries.append("\(Self.quoted(Self.metadataKey)):{\(texts.joined(separator: ","))}")
    }
    var offset = 0
    for tensor in tensors {
      let end = offset + 4 * tensor.numbers.count
      let shape = tensor.dimensions.map(String.init).joined(separator: ",")
      entries.append(
        #"\#(Self.quoted(tensor.name)):{"dtype":"F32","shape":[\#(shape)],"data_offsets":[\#(offset),\#(end)]}"#
      )
      offset = end
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    // So that the numbers begin at a multiple of eight bytes.
    while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
    return [LittleEndian.bytes(of: UInt64(header.count)), header]
      + tensors.map { LittleEndian.bytes(of: $0.numbers) }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
