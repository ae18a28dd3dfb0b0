/// Returns the orientation in an XMP packet: `<tiff:Orientation>6</tiff:Orientation>` or, if that is missing,
/// Adobe's form, the attribute `tiff:Orientation="6"`.
///
/// - Returns: The value, which may be outside 1...8; nil if there is none.
func xmpOrientation(in packet: Span<UInt8>) -> Int? {
  let name = "tiff:Orientation"
  var attribute: Int?
  var start = 0
  while let offset = packet.firstOffset(of: name, from: start) {
    let end = offset + name.utf8.count
    start = end
    guard offset > 0 else { continue }
    if packet[offset - 1] == UInt8(ascii: "<"), packet.byte(at: end) == UInt8(ascii: ">"),
      let element = packet.decimalNumber(at: end + 1)
    {
      return element
    }
    if attribute == nil, isBlank(packet[offset - 1]) { attribute = attributeValue(at: end, in: packet) }
  }
  return attribute
}

/// Returns the number in `="6"` at `offset`, with single or double quotes and optional blanks around the sign.
private func attributeValue(at offset: Int, in packet: Span<UInt8>) -> Int? {
  var position = offset
  while let byte = packet.byte(at: position), isBlank(byte) { position += 1 }
  guard packet.byte(at: position) == UInt8(ascii: "=") else { return nil }
  position += 1
  while let byte = packet.byte(at: position), isBlank(byte) { position += 1 }
  guard let quote = packet.byte(at: position), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
  else {
    return nil
  }
  return packet.decimalNumber(at: position + 1)
}
