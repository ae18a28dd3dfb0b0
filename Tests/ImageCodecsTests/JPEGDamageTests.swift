import ImageCodecs
import ImageCore
import Testing

struct JPEGDamageTests {
  private let baseline = "png-stage/jpeg-baseline.jpg"
  private let restart = "png-stage/jpeg-restart.jpg"
  private let progressive = "png-stage/jpeg-progressive.jpg"
  private let severalScans = "png-stage/jpeg-non-interleaved.jpg"
  private let arithmetic = "png-stage/jpeg-arithmetic.jpg"

  // MARK: Missing end

  @Test(arguments: ["jpeg-baseline", "jpeg-progressive", "jpeg-restart", "jpeg-non-interleaved", "jpeg-grey"])
  func fileWithoutItsEndMarkerIsWhole(_ name: String) throws {
    let file = try Fixtures.bytes("png-stage/\(name).jpg")
    let whole = try decode(file)
    #expect(whole.warnings == [])
    for missing in 1...2 {
      let photo = try decode(file.dropLast(missing))
      #expect(photo.image == whole.image)
      #expect(photo.warnings == [.missingEndMarker])
    }
  }

  @Test func arithmeticFileWithoutItsEndMarkerIsTruncated() throws {
    // The decoder cannot tell whether only the marker is missing.
    let file = try Fixtures.bytes(arithmetic).dropLast(2)
    #expect(errorCode(of: Array(file)) == .truncated)
    #expect(try decode(Array(file), options: takingDamage).warnings.count == 1)
  }

  @Test func cutFileIsTruncatedAndTakenIfAskedForWithItsFirstRows() throws {
    let file = try Fixtures.bytes(baseline)
    let start = try #require(JPEGEditing.firstDataOffset(in: file))
    let cut = Array(file[..<(start + (file.count - start) * 3 / 4)])
    #expect(errorCode(of: cut) == .truncated)

    let (whole, part) = try (decode(file), decode(cut, options: takingDamage))
    #expect(part.image.size == whole.image.size)
    guard case .eightBit(let wholeSamples) = whole.image.samples,
      case .eightBit(let samples) = part.image.samples,
      case .truncated = try #require(part.warnings.first)
    else {
      Issue.record("not a truncated photo of 8 bits: \(part.warnings)")
      return
    }
    let rowCount = 12
    #expect(samples.prefix(rowCount * 26 * 3) == wholeSamples.prefix(rowCount * 26 * 3))
    #expect(samples != wholeSamples)
  }

  @Test func fileCutBetweenScansIsTruncated() throws {
    for name in [progressive, severalScans] {
      let file = try Fixtures.bytes(name)
      let scans = file.indices.dropLast().filter { file[$0] == 0xFF && file[$0 + 1] == 0xDA }
      #expect(scans.count > 1)
      for scan in scans.dropFirst() {
        #expect(errorCode(of: Array(file[..<scan])) == .truncated)
        let photo = try decode(Array(file[..<scan]), options: takingDamage)
        #expect(photo.warnings.count == 1)
      }
    }
  }

  @Test func componentThatNeverComesIsTruncation() throws {
    let file = try Fixtures.bytes(severalScans)
    let lastScan = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let cut = Array(file[..<lastScan]) + [0xFF, 0xD9]
    #expect(errorCode(of: cut) == .truncated)
    #expect(try decode(cut, options: takingDamage).image.size == Size(width: 22, height: 30))
  }

  @Test func fileWithoutAnyDataIsNotTakenEvenIfAskedFor() throws {
    for name in [baseline, restart, severalScans, arithmetic] {
      let file = try Fixtures.bytes(name)
      let start = try #require(JPEGEditing.firstDataOffset(in: file))
      #expect(errorCode(of: Array(file[..<start]), options: takingDamage) == .truncated)
      #expect(errorCode(of: Array(file[..<start]) + [0xFF, 0xD9]) == (name == arithmetic ? nil : .truncated))
    }
  }

  // MARK: Damaged data

  /// Returns files with damage in the last third of the data.
  private func damagedFiles() throws -> [[UInt8]] {
    let (baseline, restart) = try (Fixtures.bytes(baseline), Fixtures.bytes(restart))
    let start = try #require(JPEGEditing.firstDataOffset(in: baseline))
    let offset = start + (baseline.count - start) * 2 / 3
    var badCode = baseline
    // No Huffman code is all ones; FF 00 represents FF.
    badCode.replaceSubrange(offset..<offset + 8, with: [0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0])
    var strayMarker = baseline
    strayMarker.replaceSubrange(offset..<offset + 2, with: [0xFF, 0xC8])
    var wrongRestart = restart
    let lastRestart = try #require(
      restart.indices.dropLast().last { restart[$0] == 0xFF && 0xD0...0xD7 ~= restart[$0 + 1] })
    wrongRestart[lastRestart + 1] ^= 4
    return [badCode, strayMarker, wrongRestart]
  }

  @Test(arguments: 0..<3)
  func wrongDataAreDamageAndTakenIfAskedFor(_ index: Int) throws {
    let file = try damagedFiles()[index]
    #expect(errorCode(of: file) == .damaged)
    let photo = try decode(file, options: takingDamage)
    #expect(photo.warnings.contains { if case .damaged = $0 { true } else { false } })
  }

  @Test func fileWithoutQuantisationTablesIsDamagedWhateverCameBefore() throws {
    let file = try Fixtures.bytes(baseline)
    var decoder = PhotoDecoder()
    _ = try decoder.decode(file)
    #expect { try decoder.decode(JPEGEditing.removing(0xDB, from: file)) } throws: {
      ($0 as? DecodingError)?.code == .damaged
    }
  }

  @Test func fileWithoutHuffmanTablesHasTheStandardOnesWhateverCameBefore() throws {
    // A file without Huffman tables is a frame of a Motion JPEG video.
    let file = try Fixtures.bytes("png-stage/jpeg-440.jpg")
    let whole = try decode(file)
    var decoder = PhotoDecoder()
    _ = try decoder.decode(Fixtures.bytes("png-stage/jpeg-411.jpg"))
    let photo = try decoder.decode(JPEGEditing.removing(0xC4, from: file))
    #expect(photo.image == whole.image)
  }

  // MARK: Irregularities that do not affect the picture

  @Test func extraBytesBeforeTheEndAreTakenWithAWarning() throws {
    let file = try Fixtures.bytes(baseline)
    let photo = try decode(file.dropLast(2) + Array(repeating: 0, count: 9) + [0xFF, 0xD9])
    #expect(try photo.image == decode(file).image)
    #expect(photo.warnings.count == 1)
    #expect(photo.warnings.first?.description.contains("extraneous bytes before marker 0xd9") == true)
  }

  @Test func whatComesAfterTheEndChangesNothing() throws {
    let file = try Fixtures.bytes(baseline)
    #expect(try decode(file + [1, 2, 3] + file) == decode(file))
  }

  @Test func anotherPictureBehindTheRowsIsTakenWithAWarning() throws {
    let file = try Fixtures.bytes(baseline)
    let photo = try decode(file.dropLast(2) + file)
    #expect(try photo.image == decode(file).image)
    #expect(photo.warnings == [.irregular(detail: "Invalid JPEG file structure: two SOI markers")])
  }

  @Test func unknownAdobeTransformAndJFIFVersionAreTakenWithAWarning() throws {
    let file = try Fixtures.bytes(baseline)
    let adobe = JPEGEditing.segment(0xEE, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 7])
    #expect(
      try decode(JPEGEditing.inserting(adobe, into: JPEGEditing.removing(0xE0, from: file))).warnings.count
        == 1)
    var version = file
    version[try #require(JPEGEditing.offset(of: 0xE0, in: file)) + 9] = 9
    #expect(try decode(version).warnings.count == 1)
  }

  // MARK: Kinds that are not supported

  @Test(arguments: [0xC3, 0xC5, 0xC7, 0xCB, 0xCD, 0xCF] as [UInt8])
  func losslessAndHierarchicalFilesAreVariants(_ marker: UInt8) throws {
    var file = try Fixtures.bytes(baseline)
    file[try #require(JPEGEditing.offset(of: 0xC0, in: file)) + 1] = marker
    #expect(errorCode(of: file) == .unsupportedVariant)
  }

  @Test func twelveBitsAndTwoComponentsAreVariants() throws {
    var file = try Fixtures.bytes(baseline)
    let frame = try #require(JPEGEditing.offset(of: 0xC0, in: file))
    file[frame + 4] = 12
    #expect(errorCode(of: file) == .unsupportedVariant)

    let twoComponents: [UInt8] =
      [0xFF, 0xD8] + JPEGEditing.segment(0xC0, [8, 0, 8, 0, 8, 2, 1, 0x11, 0, 2, 0x11, 0])
      + JPEGEditing.segment(0xDA, [2, 1, 0, 2, 0, 0, 63, 0]) + [0, 0, 0xFF, 0xD9]
    #expect(errorCode(of: twoComponents) == .unsupportedVariant)
  }
}
