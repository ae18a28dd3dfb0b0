import ImageCodecs
import ImageCore
import Testing
import TestSupport

/// Tests of all formats beside JPEG and PNG, by files that `Fixtures/formats/draw.py` draws.
struct PhotoFormatTests {
  @Test func everyFormatHasAFixture() {
    let formats = Set(FormatFixture.all.compactMap(\.format))
    #expect(formats.union([.jpeg, .png]) == Set(FileFormat.all.filter(\.isBuiltIn)))
  }

  /// Lossless files give the very samples that were encoded, byte for byte; lossy ones those of the program that the
  /// test's name says.
  @Test(arguments: FormatFixture.all)
  func fileHasTheSamplesThatWereDrawnOrThatTheFormatsToolDecodes(_ fixture: FormatFixture) throws {
    let photo = try decode(fixture.bytes())
    let expected = try decode(Fixtures.bytes("formats/" + fixture.expected)).image
    #expect(photo.format == fixture.format)
    #expect("\(photo.image.kind)" == fixture.kind)
    #expect(photo.image.size == expected.size)
    #expect(photo.storedSize == expected.size)
    #expect(photo.image.samples == expected.samples)
    #expect(photo.image.orientation == Orientation(rawValue: fixture.orientation))
    #expect(photo.warnings == (fixture.warnings.isEmpty ? [] : [.onlyFirstPicture]))
  }

  @Test(arguments: FormatFixture.all)
  func everyPrefixIsThePhotoOrAnError(_ fixture: FormatFixture) throws {
    let file = try fixture.bytes()
    let whole = try decode(file)
    // A number in a text may be cut unnoticed.
    let count = fixture.file == "text.ppm" ? file.count - 4 : file.count
    var decoder = PhotoDecoder()
    for count in 0..<count {
      do throws(DecodingError) {
        let photo = try decoder.decode(Array(file[..<count]), options: takingDamage)
        #expect(photo.image == whole.image, "\(count) bytes")
      } catch {
        #expect(!error.message.isEmpty && !error.remedy.isEmpty, "\(count) bytes")
      }
    }
    // Half of it is never enough, whatever else may be missing at the end of a file.
    #expect(errorCode(of: Array(file.prefix(file.count / 4))) != nil)
  }

  /// About 60 files with 200 mutants each: 12,000 in all.
  @Test(arguments: FormatFixture.all)
  func everyMutantIsAPhotoWithinTheLimitOrAnError(_ fixture: FormatFixture) throws {
    let file = try fixture.bytes()
    let whole = try decode(file)
    var generator = SeededGenerator(seed: UInt64(file.count))
    var decoder = PhotoDecoder()
    var errorCount = 0
    for _ in 0..<200 {
      do throws(DecodingError) {
        let photo = try decoder.decode(
          mutated(file, using: &generator), options: DecodingOptions(pixelLimit: 1_000_000))
        #expect(photo.image.size.pixelCount <= 1_000_000)
        #expect(photo.image.samples.count == photo.image.size.pixelCount * photo.image.kind.samplesPerPixel)
      } catch {
        #expect(!error.message.isEmpty && !error.remedy.isEmpty)
        errorCount += 1
      }
    }
    #expect(errorCount > 0)
    // The mutants have not affected the decoder's state.
    #expect(try decoder.decode(file) == whole)
  }

  @Test(arguments: FormatFixture.all)
  func pictureAtTheLimitIsTakenAndOnePixelMoreIsNot(_ fixture: FormatFixture) throws {
    let file = try fixture.bytes()
    let count = try decode(file).storedSize.pixelCount
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: count)) == nil)
    #expect(errorCode(of: file, options: DecodingOptions(pixelLimit: count - 1)) == .tooLarge)
  }

  @Test func namesOfPhotosAreKnownByTheirEndings() {
    for name in [
      "a.jpg", "b/a.JPEG", "a.png", "a.webp", "a.heic", "a.HEIF", "a.avif", "a.tif", "a.tiff", "a.gif",
      "a.bmp",
      "a.pnm", "a.pbm", "a.pgm", "a.ppm",
    ] {
      #expect(FileFormat.isPhotoName(name), "\(name)")
    }
    for name in ["jpg", "a.txt", "a.jpg.txt", "a.", "", "a.cr2", "a.svg"] {
      #expect(!FileFormat.isPhotoName(name), "\(name)")
    }
  }

  /// Runs only where the program was built without a library, as by FMBUILD_WITHOUT.
  @Test(.enabled(if: FileFormat.all.contains { !$0.isBuiltIn }))
  func fileOfAFormatWithoutItsLibraryIsRejectedWithWhatToInstall() throws {
    let files: [(FileFormat, String, String)] = [
      (.webp, "lossless.webp", "libwebp-dev"), (.heic, "lossy.heic", "libheif-dev"),
      (.avif, "lossless.avif", "libheif-dev"), (.tiff, "rgb.tif", "libtiff-dev"),
      (.gif, "plain.gif", "libgif-dev"),
    ]
    for (format, file, package) in files where !format.isBuiltIn {
      let error = try #require(rejection(of: Fixtures.bytes("formats/" + file)))
      #expect(error.code == .unsupportedFormat)
      #expect(error.message.contains(format.name))
      #expect(error.remedy.contains(package) && error.remedy.contains("build"))
    }
  }
}
