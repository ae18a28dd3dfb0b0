/// The content of a safetensors file, the format of Hugging Face's library with this name, version 0.4 and later.
///
/// The file has the length of its header in eight bytes, lowest byte first, the header in JSON, and the numbers, lowest
/// byte first. Only numbers of type F32 are supported.
package struct Safetensors: Hashable, Sendable {
  package struct Tensor: Hashable, Sendable {
    package var name: String
    package var dimensions: [Int]
    /// The numbers in row-major order.
    package var numbers: [Float]

    /// - Precondition: there are as many numbers as the product of the dimensions.
    package init(name: String, dimensions: [Int], numbers: [Float]) {
      precondition(
        dimensions.reduce(1, *) == numbers.count, "a tensor has as many numbers as its dimensions say")
      self.name = name
      self.dimensions = dimensions
      self.numbers = numbers
    }
  }

  /// The tensors, sorted by the bytes of their names.
  package let tensors: [Tensor]
  /// Additional texts for people and other programs.
  package let metadata: [String: String]

  /// - Precondition: all names differ, and none is `__metadata__`.
  package init(_ tensors: [Tensor], metadata: [String: String] = [:]) {
    precondition(Set(tensors.map(\.name)).count == tensors.count, "the names of tensors differ")
    precondition(!tensors.contains { $0.name == Self.metadataKey }, "the name of the metadata is reserved")
    self.tensors = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.metadata = metadata
  }

  static let metadataKey = "__metadata__"
  /// The number of bytes that store the length of the header.
  static let prefixByteCount = 8

  /// Returns the bytes of the file, in pieces; equal tensors and metadata give equal bytes.
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
    // Spaces align the numbers to a multiple of eight bytes.
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
