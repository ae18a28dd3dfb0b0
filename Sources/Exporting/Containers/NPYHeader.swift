internal import IDX

/// The head of a `.npy` file of bytes: version 1.0 of NumPy's format, C order.
enum NPYHeader {
  /// - Parameter shape: the dimensions, the last one running fastest.
  static func bytes(shape: [Int]) -> [UInt8] {
    let sizes = shape.map { "\($0)" }.joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '|u1', 'fortran_order': False, 'shape': (\(sizes)), }"
    // The data begin at a multiple of 64, so that they can be mapped into memory.
    let preambleByteCount = 10
    let length = preambleByteCount + text.utf8.count + 1
    text += String(repeating: " ", count: (64 - length % 64) % 64) + "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + UInt16(text.utf8.count).littleEndianBytes
      + Array(text.utf8)
  }
}
