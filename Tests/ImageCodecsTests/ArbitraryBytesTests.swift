import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests that arbitrary bytes give a photo or an error. A crash ends the tests.
struct ArbitraryBytesTests {
  static let files = [
    "jpeg-baseline.jpg", "jpeg-progressive.jpg", "jpeg-ycck-420.jpg", "jpeg-restart.jpg",
    "jpeg-arithmetic.jpg",
    "jpeg-arithmetic-progressive.jpg", "jpeg-non-interleaved.jpg", "jpeg-xmp-8-exif-3.jpg", "png-rgb-8.png",
    "png-palette-trns.png", "png-grey-4-interlaced.png", "png-rgba-16-interlaced.png", "png-grey-trns.png",
    "png-exif-text-6.png", "png-exif-chunk-6.png", "png-chrm-iccp.png",
  ].map { "png-stage/" + $0 }

  @Test(arguments: files)
  func everyPrefixIsTruncatedOrIsTheWholePhoto(_ path: String) throws {
    let file = try Fixtures.bytes(path)
    let whole = try decode(file)
    var decoder = PhotoDecoder()
    for count in 1..<file.count {
      do throws(DecodingError) {
        let photo = try decoder.decode(Array(file[..<count]))
        #expect(photo.image == whole.image, "\(count) bytes")
        #expect(photo.warnings.last == .missingEndMarker, "\(count) bytes")
      } catch {
        #expect(error.code == .truncated, "\(count) bytes: \(error)")
      }
    }
  }

  @Test(arguments: files)
  func everyPrefixIsAPhotoOfTheSizeOrAnErrorIfDamageIsTaken(_ path: String) throws {
    let file = try Fixtures.bytes(path)
    let whole = try decode(file)
    var decoder = PhotoDecoder()
    var photoCount = 0
    for count in 1..<file.count {
      guard let photo = try? decoder.decode(Array(file[..<count]), options: takingDamage) else { continue }
      photoCount += 1
      #expect(photo.image.size == whole.image.size)
      #expect(photo.warnings.count == 1)
    }
    #expect(path.hasSuffix(".png") == (photoCount == 0))
  }

  /// There are 16 files with 700 mutants each: 11,200 in all.
  @Test(arguments: files)
  func everyMutantIsAPhotoOrAnError(_ path: String) throws {
    let file = try Fixtures.bytes(path)
    let whole = try decode(file)
    var generator = SeededGenerator(seed: UInt64(file.count))
    var decoder = PhotoDecoder()
    var (photoCount, errorCount) = (0, 0)
    for index in 0..<700 {
      var mutant = mutated(file, using: &generator)
      // Most mutants of a PNG have a wrong checksum; with correct checksums, they are decoded further.
      if path.hasSuffix(".png"), index % 2 == 0 { mutant = PNGBuilder(taking: mutant).bytes }
      let options = DecodingOptions(
        pixelLimit: 1_000_000, acceptsTruncated: index % 3 == 0,
        shrinkTarget: index % 5 == 0 ? Size(width: 5, height: 5) : nil)
      do throws(DecodingError) {
        let photo = try decoder.decode(mutant, options: options)
        #expect(photo.image.samples.count == photo.image.size.pixelCount * photo.image.kind.samplesPerPixel)
        photoCount += 1
      } catch {
        #expect(!error.message.isEmpty && !error.remedy.isEmpty)
        errorCount += 1
      }
    }
    #expect(photoCount > 0)
    #expect(errorCount > 0)
    // The mutants have not affected the decoder's state.
    #expect(try decoder.decode(file) == whole)
  }

  @Test func noiseBehindASignatureIsAnError() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let noise = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      for signature in [PNGBuilder.signature, [0xFF, 0xD8, 0xFF]] {
        #expect(errorCode(of: signature + noise, options: takingDamage) != nil)
      }
    }
  }
}

/// Returns a file with one to four random changes: bits, bytes, parts removed, doubled or exchanged, or its end cut off.
func mutated(_ file: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
  var file = file
  for _ in 0...Int.random(in: 0...3, using: &generator) where file.count > 4 {
    let offset = Int.random(in: 0..<file.count, using: &generator)
    let end = min(file.count, offset + Int.random(in: 1...20, using: &generator))
    switch Int.random(in: 0...6, using: &generator) {
    case 0: file[offset] ^= 1 << UInt8.random(in: 0...7, using: &generator)
    case 1: file[offset] = UInt8.random(in: 0...255, using: &generator)
    case 2: file[offset] = [0, 1, 0x7F, 0x80, 0xFF][Int.random(in: 0..<5, using: &generator)]
    case 3: file.removeSubrange(offset..<end)
    case 4: file.insert(contentsOf: Array(file[offset..<end]), at: offset)
    case 5: file.swapAt(offset, Int.random(in: 0..<file.count, using: &generator))
    default: if offset > file.count / 2 { file.removeSubrange(offset...) }
    }
  }
  return file
}
