internal import IDX

/// The values of one column of a batch that is to be written.
package struct ArrowColumnBuilder {
  let content: ArrowSchema.Content
  private var rowCount = 0
  private var nullCount = 0
  /// One bit a row, 1 for a value.
  private var validity: [UInt8] = []
  /// The ends of the values of texts and binaries.
  private var ends: [Int] = []
  private var data: [UInt8] = []

  package init(_ content: ArrowSchema.Content) { self.content = content }

  package mutating func append(_ text: String?) { append(text.map { Array($0.utf8)[...] }) }

  package mutating func append(_ bytes: ArraySlice<UInt8>?) {
    precondition(content == .text || content == .binary, "the column holds numbers")
    if let bytes { data += bytes }
    ends.append(data.count)
    addRow(bytes != nil)
  }

  package mutating func append(_ number: Int?) {
    precondition(content == .integer, "the column holds no integers")
    data.append(littleEndian: Int32(clamping: number ?? 0))
    addRow(number != nil)
  }

  package mutating func append(_ number: Double?) {
    precondition(content == .double, "the column holds no floating-point numbers")
    data.append(littleEndian: (number ?? 0).bitPattern)
    addRow(number != nil)
  }

  private mutating func addRow(_ hasValue: Bool) {
    if rowCount.isMultiple(of: 8) { validity.append(0) }
    if hasValue { validity[rowCount / 8] |= 1 << UInt8(rowCount % 8) } else { nullCount += 1 }
    rowCount += 1
  }

  /// The length of the column and the number of rows without a value.
  var node: (Int64, Int64) { (Int64(rowCount), Int64(nullCount)) }

  /// The buffers of the column; nil if the offsets do not fit into 32 bits.
  var buffers: [[UInt8]]? {
    let validity = nullCount == 0 ? [] : validity
    guard content == .text || content == .binary else { return [validity, data] }
    guard data.count <= Int(Int32.max) else { return nil }
    var offsets: [UInt8] = [0, 0, 0, 0]
    offsets.reserveCapacity(4 * (ends.count + 1))
    for end in ends { offsets.append(littleEndian: Int32(end)) }
    return [validity, offsets, data]
  }
}
