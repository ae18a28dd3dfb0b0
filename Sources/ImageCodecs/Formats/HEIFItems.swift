/// Returns the data of all items of a type in a HEIF file (ISO 14496-12: `iinf` says the items' types, `iloc` where their
/// data are); nil if they have far more bytes together than the file.
func heifItems(_ type: String, of file: Span<UInt8>) -> [[UInt8]]? {
  var items: [[UInt8]] = []
  // Tiles that are alike may share their data.
  var bytesLeft = 16 * file.count
  for meta in boxes("meta", in: 0..<file.count, of: file) where meta.count >= 4 {
    let children = meta.lowerBound + 4..<meta.upperBound
    let identifiers = identifiers(ofType: type, in: children, of: file)
    let dataBox = boxes("idat", in: children, of: file).first ?? 0..<0
    for box in boxes("iloc", in: children, of: file) {
      var reader = ItemLocationReader(box: box, dataBox: dataBox)
      while let item = reader.next(in: file) {
        guard identifiers.contains(item.identifier) else { continue }
        var data: [UInt8] = []
        for part in item.parts {
          bytesLeft -= part.count
          guard bytesLeft >= 0 else { return nil }
          for index in part { data.append(file[index]) }
        }
        items.append(data)
      }
    }
  }
  return items
}

/// Returns the identifiers of the items of a type: `iinf` has boxes `infe`, whose versions 2 and 3 say the type.
private func identifiers(ofType type: String, in range: Range<Int>, of file: Span<UInt8>) -> Set<Int> {
  var identifiers: Set<Int> = []
  for list in boxes("iinf", in: range, of: file) {
    // The version, then the number of entries, of two bytes in version 0.
    guard let version = file.byte(at: list.lowerBound) else { continue }
    let start = list.lowerBound + (version == 0 ? 6 : 8)
    guard start <= list.upperBound else { continue }
    for entry in boxes("infe", in: start..<list.upperBound, of: file) {
      guard let version = file.byte(at: entry.lowerBound), version >= 2 else { continue }
      let identifier = entry.lowerBound + 4
      // A number that says how the item is protected comes between identifier and type.
      if version == 2, file.holds(type, at: identifier + 4) {
        file.bigEndian16(at: identifier).map { _ = identifiers.insert($0) }
      } else if version > 2, file.holds(type, at: identifier + 6) {
        file.bigEndian32(at: identifier).map { _ = identifiers.insert($0) }
      }
    }
  }
  return identifiers
}

/// A reader of the items of a box `iloc`, one after the other.
private struct ItemLocationReader {
  struct Item {
    let identifier: Int
    /// The places of the item's data, which lie within the file.
    let parts: [Range<Int>]
  }

  private let box: Range<Int>
  /// The box that has the data of items which say so.
  private let dataBox: Range<Int>
  private var offset: Int
  private var itemsLeft: Int?

  init(box: Range<Int>, dataBox: Range<Int>) {
    self.box = box
    self.dataBox = dataBox
    offset = box.lowerBound
  }

  /// Returns the next item; nil at the end of the list or of the box.
  mutating func next(in file: Span<UInt8>) -> Item? {
    // The version and flags, the sizes of four kinds of numbers in half a byte each, the number of items.
    guard let version = file.byte(at: box.lowerBound), let sizes = file.bigEndian16(at: box.lowerBound + 4)
    else {
      return nil
    }
    let isLong = version >= 2
    if itemsLeft == nil {
      offset += 6
      itemsLeft = number(ofBytes: isLong ? 4 : 2, in: file)
    }
    guard let count = itemsLeft, count > 0 else { return nil }
    itemsLeft = count - 1
    guard let identifier = number(ofBytes: isLong ? 4 : 2, in: file) else { return nil }
    let method = version == 0 ? 0 : number(ofBytes: 2, in: file)
    guard let method, number(ofBytes: 2, in: file) != nil,
      let base = number(ofBytes: sizes >> 4 & 0xF, in: file),
      let partCount = number(ofBytes: 2, in: file)
    else { return nil }
    // Method 1 counts from the start of the data box, the others from that of the file.
    let place = method & 0xF == 1 ? dataBox : 0..<file.count
    var parts: [Range<Int>] = []
    // Parts without numbers are all alike, and there could be any number of them.
    let isNumbered = sizes >> 8 > 0
    for _ in 0..<(isNumbered ? partCount : min(partCount, 1)) {
      guard version == 0 || number(ofBytes: sizes & 0xF, in: file) != nil,
        let start = number(ofBytes: sizes >> 12 & 0xF, in: file),
        let length = number(ofBytes: sizes >> 8 & 0xF, in: file)
      else { return nil }
      // Numbers have at most 62 bits, so that two of them can be added.
      guard base + start <= place.count else { continue }
      let left = place.lowerBound + base + start..<place.upperBound
      // No length means up to the end.
      parts.append(length == 0 ? left : left.prefix(length))
    }
    return Item(identifier: identifier, parts: parts)
  }

  /// Reads a number of 0, 1, 2, 4 or 8 bytes; nil beyond the end of the box, or if it has more than 62 bits.
  private mutating func number(ofBytes count: Int, in file: Span<UInt8>) -> Int? {
    guard count <= 8, count <= box.upperBound - offset else { return nil }
    var value = 0
    for index in offset..<offset + count {
      guard value < 1 << 54 else { return nil }
      value = value << 8 | Int(file[index])
    }
    offset += count
    return value
  }
}
