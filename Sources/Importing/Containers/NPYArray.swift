/// An array of whole numbers in NumPy's `.npy` format, versions 1 to 3, with its values as bytes.
struct NPYArray {
  let shape: [Int]
  /// The values in C order, each 0...255.
  let bytes: [UInt8]

  /// - Parameter name: the file and the name of the array, for messages.
  /// - Throws: `ImportError` if the file is damaged, its values are no whole numbers of 0...255, or are in Fortran order.
  init(parsing file: [UInt8], name: String) throws(ImportError) {
    var cursor = try ByteCursor(file, of: name)
    guard file.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw ImportError(name, "this is no .npy file; save the array with NumPy")
    }
    _ = try cursor.take(6)
    let version = try cursor.number(byteCount: 1)
    _ = try cursor.take(1)
    guard (1...3).contains(version) else {
      throw ImportError(
        name,
        "the array has version \(version) of NumPy's format, and 1 to 3 are known; save it with numpy.savez")
    }
    let length = try cursor.number(byteCount: version == 1 ? 2 : 4)
    guard length <= 1 << 16 else { throw ByteCursor.damaged(name, at: cursor.place) }
    let header = try NPYHeaderText.parse(Array(cursor.take(length)), name: name)
    guard !header.isFortranOrder || header.shape.count < 2 else {
      throw ImportError(
        name, "the array is in Fortran order; save numpy.ascontiguousarray(array) instead")
    }
    let element = try Element(header.descr, name: name)
    var count = 1
    for side in header.shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: side)
      guard !overflows else { throw ByteCursor.damaged(name, at: cursor.place) }
      count = product
    }
    let (byteCount, overflows) = count.multipliedReportingOverflow(by: element.byteCount)
    let rest = file.count - cursor.place
    guard !overflows, byteCount == rest else {
      throw ImportError(
        name,
        "the array has the shape \(ImportLimits.shapeText(header.shape)), which does not fit its \(rest) bytes; the file is "
          + "damaged: fetch it again")
    }
    shape = header.shape
    let rowCount = max(1, header.shape.first ?? 1)
    bytes = try element.values(of: cursor.take(byteCount), perRow: max(1, count / rowCount), name: name)
  }

  /// The type of an array's elements.
  private struct Element {
    let byteCount: Int
    private let isSigned: Bool
    private let isBigEndian: Bool

    /// - Parameter descr: NumPy's name of the type, such as `|u1` or `<i8`.
    init(_ descr: String, name: String) throws(ImportError) {
      let letters = Array(descr.utf8)
      guard letters.count == 3, let order = letters.first, "<>|=".utf8.contains(order),
        [1, 2, 4, 8].contains(Int(letters[2]) - 48)
      else { throw Self.unsuitable(descr, name) }
      switch letters[1] {
      case UInt8(ascii: "u"): isSigned = false
      case UInt8(ascii: "i"): isSigned = true
      case UInt8(ascii: "b") where letters[2] == UInt8(ascii: "1"): isSigned = false
      default: throw Self.unsuitable(descr, name)
      }
      byteCount = Int(letters[2]) - 48
      isBigEndian = order == UInt8(ascii: ">")
    }

    private static func unsuitable(_ descr: String, _ name: String) -> ImportError {
      let remedy =
        descr.contains("f")
        ? "make bytes of it with (array * 255).round().astype('uint8') for values of 0 to 1, or array.astype('uint8') for 0 "
          + "to 255"
        : "save it as an array of uint8"
      return ImportError(name, "the array has elements of type '\(descr)', not bytes; \(remedy)")
    }

    func values(of data: ArraySlice<UInt8>, perRow: Int, name: String) throws(ImportError) -> [UInt8] {
      if byteCount == 1, !isSigned { return Array(data) }
      var result: [UInt8] = []
      result.reserveCapacity(data.count / byteCount)
      for start in stride(from: data.startIndex, to: data.endIndex, by: byteCount) {
        let element = data[start..<(start + byteCount)]
        var bits: UInt64 = 0
        if isBigEndian {
          for byte in element { bits = bits << 8 | UInt64(byte) }
        } else {
          for byte in element.reversed() { bits = bits << 8 | UInt64(byte) }
        }
        // A negative number has the upper bit set, so that it is above 255 as well, but for a single byte.
        guard bits <= 255, !(isSigned && byteCount == 1 && bits > 127) else {
          let index = result.count
          throw ImportError(
            "\(name)[\(index / perRow)]",
            "a value is \(text(bits)), and a byte holds 0 to 255; scale the array to that, or number the classes from 0"
          )
        }
        result.append(UInt8(bits))
      }
      return result
    }

    private func text(_ bits: UInt64) -> String {
      guard isSigned else { return "\(bits)" }
      let shift = UInt64(64 - 8 * byteCount)
      return "\(Int64(bitPattern: bits << shift) >> Int64(shift))"
    }
  }
}
