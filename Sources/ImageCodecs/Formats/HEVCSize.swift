internal import ImageCore

/// Returns the largest picture that the HEVC parameters of a HEIF file announce: 0x0 if there are none, nil if the file claims
/// far more HEVC data than it has bytes.
///
/// The boxes beside it may announce less, but a decoder allocates what the parameters say. They are in the properties
/// `hvcC`, each a list of HEVC's units as ISO 14496-15 stores them; but a decoder also takes them from among the data.
func largestHEVCSize(in file: Span<UInt8>) -> Size? {
  var largest = Size(width: 0, height: 0)
  for configuration in heifProperties("hvcC", of: file) {
    for unit in units(in: configuration, of: file) {
      largest = larger(largest, hevcSize(of: file.extracting(unit)))
    }
  }
  guard let items = heifItems("hvc1", of: file) else { return nil }
  for data in items {
    var offset = 0
    // Each unit follows its length. Where that is too large, the decoder ends as well.
    while let length = data.span.bigEndian32(at: offset), length <= data.count - offset - 4 {
      largest = larger(largest, hevcSize(of: data.span.extracting(offset + 4..<offset + 4 + length)))
      offset += 4 + length
    }
  }
  return largest
}

/// Returns the units in a decoder configuration: 22 bytes, the number of arrays, and for each array the type that its units
/// should have, their number, and for each unit its length and bytes.
private func units(in configuration: Range<Int>, of file: Span<UInt8>) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var offset = configuration.lowerBound + 23
  guard offset <= configuration.upperBound else { return [] }
  for _ in 0..<file[offset - 1] {
    guard offset < configuration.upperBound, let unitCount = file.bigEndian16(at: offset + 1) else { break }
    offset += 3
    for _ in 0..<unitCount {
      guard let length = file.bigEndian16(at: offset), length <= configuration.upperBound - offset - 2 else {
        return found
      }
      offset += 2
      found.append(offset..<offset + length)
      offset += length
    }
  }
  return found
}

/// Returns the size in a unit of sequence parameters (ITU-T H.265, 7.3.2.2), without the up to 63 pixels a side by which
/// encoders fill up blocks; nil if it is another unit or ends too early.
private func hevcSize(of unit: Span<UInt8>) -> Size? {
  // The first two bytes say the unit's type and its layer; decoders take the lowest layer only.
  guard let header = unit.bigEndian16(at: 0), header >> 9 & 0x3F == 33, header >> 3 & 0x3F == 0 else {
    return nil
  }
  // A byte 3 after two zeros is no data. What is read has at most 200 bytes.
  var bytes: [UInt8] = []
  for index in 2..<min(unit.count, 400) {
    let isAfterZeros = index >= 4 && unit[index - 1] == 0 && unit[index - 2] == 0
    if unit[index] != 3 || !isAfterZeros { bytes.append(unit[index]) }
  }
  var bits = BitReader(bytes: bytes)
  bits.skip(4)
  let moreLayers = bits.read(3)
  bits.skip(1)
  // The general profile and level, then flags for each further layer, filled up to eight layers, and what they announce.
  bits.skip(88 + 8)
  var flags: [(profile: Int, level: Int)] = []
  for _ in 0..<moreLayers { flags.append((bits.read(1), bits.read(1))) }
  if moreLayers > 0 { bits.skip(2 * (8 - moreLayers)) }
  for flag in flags { bits.skip(88 * flag.profile + 8 * flag.level) }
  _ = bits.readExponentialGolomb()
  if bits.readExponentialGolomb() == 3 { bits.skip(1) }
  let filled = Size(width: bits.readExponentialGolomb(), height: bits.readExponentialGolomb())
  let size = Size(width: max(0, filled.width - 63), height: max(0, filled.height - 63))
  return bits.isAtEnd ? nil : size
}

/// Reads bits from the upper ones of the first byte on; beyond the end they are zeros.
private struct BitReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Whether more was read than there is.
  var isAtEnd: Bool { position > bytes.count * 8 }

  mutating func skip(_ count: Int) { position += count }

  /// - Precondition: `count` is at most 32.
  mutating func read(_ count: Int) -> Int {
    var value = 0
    for _ in 0..<count {
      let isInside = position < bytes.count * 8
      value = value << 1 | (isInside ? Int(bytes[position / 8] >> UInt8(7 - position % 8) & 1) : 0)
      position += 1
    }
    return value
  }

  /// Reads a number of up to 32 bits: as many zeros as it has bits after its first, then the number plus 1.
  mutating func readExponentialGolomb() -> Int {
    var zeroCount = 0
    while zeroCount < 32, !isAtEnd, read(1) == 0 { zeroCount += 1 }
    return (1 << zeroCount) - 1 + read(zeroCount)
  }
}
