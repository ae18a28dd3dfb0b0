internal import IDX

/// A record of a TFRecord file, and the `tf.train.Example` in it.
enum TFRecord {
  /// A value of an example.
  enum Feature {
    case bytes([UInt8])
    case integer(Int)
  }

  /// Returns data as a record: length, checksum of the length, data, checksum of the data.
  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = UInt64(data.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + data + CRC32C.masked(data).littleEndianBytes
  }

  /// The number of bytes that a record has besides its data.
  static let overheadByteCount = 16

  /// Returns an example as protobuf; the features are in the order of their names.
  static func example(_ features: [(name: String, value: Feature)]) -> [UInt8] {
    let entries = features.sorted { $0.name < $1.name }.flatMap { name, value in
      let list =
        switch value {
        case .bytes(let bytes): field(1, field(1, bytes))
        case .integer(let number): field(3, field(1, varint(UInt64(bitPattern: Int64(number)))))
        }
      return field(1, field(1, Array(name.utf8)) + field(2, list))
    }
    return field(1, entries)
  }

  /// A field of protobuf whose length stands before its content.
  private static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }
}
