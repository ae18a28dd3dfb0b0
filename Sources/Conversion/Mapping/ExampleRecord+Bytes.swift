internal import Checksums
internal import DatasetFormat
internal import IDX
internal import ImageCore
internal import ImageStages

/// How a store keeps records: as bytes behind the pixels, because there are as many as images and each is needed once or
/// twice. Numbers are little-endian; texts have their length before them.
///
/// The label, the former label and the split are not among them: they are known only when all photos are.
extension ExampleRecord {
  /// A number in place of one that is missing.
  private static let none: Int32 = -1

  func append(to bytes: inout [UInt8]) {
    bytes.append(text: photo.source)
    bytes.append(photo.group == nil ? 0 : 1)
    if let group = photo.group { bytes.append(text: group) }
    for word in [sha256.words.0, sha256.words.1, sha256.words.2, sha256.words.3] {
      bytes.append(littleEndian: word)
    }
    bytes.append(size: photoSize)
    bytes.append(levels.lowerBound)
    bytes.append(levels.upperBound)
    bytes.append(size: stages.thumbnail)
    bytes.append(size: stages.crop?.size)
    if let crop = stages.crop {
      bytes.append(littleEndian: Int32(crop.x))
      bytes.append(littleEndian: Int32(crop.y))
    }
    bytes.append(place: stages.background, among: PhotoBackground.allCases)
    bytes.append(place: stages.isolation?.method, among: ProductIsolation.Method.allCases)
    if let isolation = stages.isolation {
      bytes.append(littleEndian: isolation.share.bitPattern)
      bytes.append(littleEndian: isolation.pieceCount.map { Int32($0) } ?? Self.none)
    }
    bytes.append(littleEndian: UInt32(warnings.count))
    for warning in warnings { bytes.append(text: warning) }
  }

  init(_ bytes: ArraySlice<UInt8>, label: Int, formerLabel: String?, split: Split?) {
    var reader = ByteReader(rest: bytes)
    let source = reader.text()
    let group = reader.byte() == 0 ? nil : reader.text()
    photo = Photo(source: source, label: label, group: group, split: split, formerLabel: formerLabel)
    sha256 = SHA256Digest(words: (reader.number(), reader.number(), reader.number(), reader.number()))
    photoSize = reader.size() ?? Size(width: 0, height: 0)
    let (darkest, lightest) = (reader.byte(), reader.byte())
    levels = darkest...max(darkest, lightest)
    var stages = StageRecord()
    stages.thumbnail = reader.size()
    stages.crop = reader.size().map { size in
      Rectangle(
        x: Int(reader.number() as Int32), y: Int(reader.number() as Int32), width: size.width,
        height: size.height)
    }
    stages.background = reader.value(among: PhotoBackground.allCases)
    if let method = reader.value(among: ProductIsolation.Method.allCases) {
      let share = Double(bitPattern: reader.number())
      let pieceCount: Int32 = reader.number()
      stages.isolation = ProductIsolation.Summary(
        method: method, share: share, pieceCount: pieceCount == Self.none ? nil : Int(pieceCount))
    }
    self.stages = stages
    let warningCount: UInt32 = reader.number()
    var warnings: [String] = []
    while warnings.count < warningCount, !reader.rest.isEmpty { warnings.append(reader.text()) }
    self.warnings = warnings
  }
}

extension [UInt8] {
  fileprivate mutating func append(text: String) {
    append(littleEndian: UInt32(text.utf8.count))
    append(contentsOf: text.utf8)
  }

  /// Appends width and height; width 0 stands for none.
  fileprivate mutating func append(size: Size?) {
    append(littleEndian: Int32(size?.width ?? 0))
    if let size { append(littleEndian: Int32(size.height)) }
  }

  /// Appends the place of a value in a list, counted from 1; 0 stands for none.
  fileprivate mutating func append<Value: Equatable>(place value: Value?, among values: [Value]) {
    append(value.flatMap { values.firstIndex(of: $0) }.map { UInt8($0 + 1) } ?? 0)
  }
}

/// Reads what the functions above have written. Where a file could not be read, it gives zeros, and the store tells of the
/// failure in the end.
private struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  mutating func number<Number: FixedWidthInteger>() -> Number {
    var number: Number = 0
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      number |= Number(truncatingIfNeeded: byte()) << shift
    }
    return number
  }

  mutating func text() -> String {
    let count = min(Int(number() as UInt32), rest.count)
    defer { rest = rest.dropFirst(count) }
    return String(decoding: rest.prefix(count), as: UTF8.self)
  }

  mutating func size() -> Size? {
    let width: Int32 = number()
    return width > 0 ? Size(width: Int(width), height: Int(number() as Int32)) : nil
  }

  mutating func value<Value>(among values: [Value]) -> Value? {
    let place = Int(byte())
    return values.indices.contains(place - 1) ? values[place - 1] : nil
  }
}
