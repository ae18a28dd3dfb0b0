import ImageCodecs
import ImageCore
import Testing

struct JPEGOrientationTests {
  private func orientation(with segments: [UInt8]) throws -> Orientation {
    let plain = try Fixtures.bytes("png-stage/jpeg-baseline.jpg")
    return try decode(JPEGEditing.inserting(segments, into: plain)).image.orientation
  }

  private func exif(_ tiff: [UInt8], name: String = "Exif\0\0") -> [UInt8] {
    JPEGEditing.segment(0xE1, Array(name.utf8) + tiff)
  }

  private func xmp(_ body: String) -> [UInt8] {
    JPEGEditing.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description \(body)".utf8))
  }

  @Test(arguments: [true, false], [1, 3, 4, 6, 8, 9])
  func exifIsReadInBothByteOrdersAndAllWholeNumberTypes(_ isLittleEndian: Bool, _ type: Int) throws {
    for value in 1...8 {
      let tiff = TIFFBuilder(isLittleEndian: isLittleEndian).bytes(orientation: value, type: type)
      #expect(try orientation(with: exif(tiff)).rawValue == value)
    }
  }

  @Test(arguments: [0, 9, 255])
  func exifValueThatDoesNotExistMeansAsStoredAndStillComesBeforeXMP(_ value: Int) throws {
    let tiff = TIFFBuilder().bytes(orientation: value)
    #expect(try orientation(with: exif(tiff) + xmp("><tiff:Orientation>6</tiff:Orientation>")) == .upright)
  }

  @Test func exifComesBeforeXMPWhateverTheirOrder() throws {
    let (exif, xmp) = (
      exif(TIFFBuilder().bytes(orientation: 3)), xmp("><tiff:Orientation>8</tiff:Orientation>")
    )
    #expect(try orientation(with: exif + xmp) == .turnedHalf)
    #expect(try orientation(with: xmp + exif) == .turnedHalf)
  }

  @Test func exifWithoutTheTagLeavesItToXMP() throws {
    let exif = exif(TIFFBuilder().bytes(orientation: nil))
    #expect(try orientation(with: exif) == .upright)
    #expect(try orientation(with: exif + xmp("tiff:Orientation=\"8\"")) == .needsQuarterCounterclockwise)
  }

  @Test func exifThatGoesOnInTheNextSegmentIsJoined() throws {
    // Values of more than four bytes follow the directory: here they are in the second segment, after its name.
    let tiff = TIFFBuilder().bytes(orientation: 6, count: 3, valuesShiftedBy: 4)
    let directory = tiff.dropLast(6)
    let second = JPEGEditing.segment(0xE1, Array("Exif".utf8) + tiff.suffix(6))
    #expect(try orientation(with: exif(Array(directory)) + second) == .needsQuarterClockwise)
    #expect(try orientation(with: exif(Array(directory))) == .upright)
  }

  @Test(arguments: [
    "><tiff:Orientation>6</tiff:Orientation>", "tiff:Orientation=\"6\"", "a='b'\n tiff:Orientation = '6'",
    "tiff:Orientation=\"3\"><tiff:Orientation> 6 </tiff:Orientation>",
  ])
  func xmpCountsAsElementAndElseAsAttribute(_ body: String) throws {
    #expect(try orientation(with: xmp(body)) == .needsQuarterClockwise)
  }

  @Test(arguments: [
    "xtiff:Orientation=\"6\"", "tiff:OrientationX=\"6\"", "><tiff:Orientation/>", "tiff:Orientation=6",
    "tiff:Orientation=\"\"", "tiff:Orientation", "><tiff:Orientation>99999999999999999999</tiff:Orientation>",
  ])
  func otherXMPMeansAsStored(_ body: String) throws {
    #expect(try orientation(with: xmp(body)) == .upright)
  }

  @Test func everyPrefixOfAnExifBlockIsReadWithinItsBounds() throws {
    let tiff = TIFFBuilder().bytes(orientation: 6, count: 3)
    for count in 0..<tiff.count {
      let value = try orientation(with: exif(Array(tiff[..<count])))
      #expect(value == (count < tiff.count - 4 ? .upright : .needsQuarterClockwise))
    }
  }

  @Test func segmentBeyondTheEndOfTheHeaderDoesNotCount() throws {
    // Segments after the first scan are ignored.
    let plain = try Fixtures.bytes("png-stage/jpeg-baseline.jpg")
    let late = Array(plain.dropLast(2)) + exif(TIFFBuilder().bytes(orientation: 6)) + [0xFF, 0xD9]
    #expect(try decode(late).image.orientation == .upright)
  }
}

/// A TIFF structure with one directory.
struct TIFFBuilder {
  var isLittleEndian = true

  /// Returns the structure's bytes; without an orientation if it is nil.
  ///
  /// Types are 1 and 6 for 8 bits, 3 and 8 for 16, 4 and 9 for 32. If there are several values, those after the first
  /// are 1. Values that do not fit into their entry directly follow the directory; `shift` is added to their recorded
  /// offset.
  func bytes(orientation: Int?, type: Int = 3, count: Int = 1, valuesShiftedBy shift: Int = 0) -> [UInt8] {
    let byteCount = [1: 1, 6: 1, 3: 2, 8: 2, 4: 4, 9: 4][type] ?? 2
    let values = ([orientation ?? 0] + Array(repeating: 1, count: count - 1)).flatMap {
      number($0, byteCount)
    }
    let entryCount = orientation == nil ? 1 : 2
    let end = 8 + 2 + 12 * entryCount + 4
    let fits = values.count <= 4
    var bytes: [UInt8] = Array((isLittleEndian ? "II*\0" : "MM\0*").utf8) + number(8, 4)
    bytes += number(entryCount, 2)
    bytes += number(0x0100, 2) + number(4, 2) + number(1, 4) + number(26, 4)
    if orientation != nil {
      bytes += number(0x0112, 2) + number(type, 2) + number(count, 4)
      bytes += fits ? values + Array(repeating: 0, count: 4 - values.count) : number(end + shift, 4)
    }
    return bytes + number(0, 4) + (fits ? [] : values)
  }

  private func number(_ value: Int, _ byteCount: Int) -> [UInt8] {
    let bytes = bigEndian(value).suffix(byteCount)
    return isLittleEndian ? bytes.reversed() : Array(bytes)
  }
}
