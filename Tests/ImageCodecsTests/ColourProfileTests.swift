import Foundation
import ImageCodecs
import ImageCore
import Testing
import TestSupport

struct ColourProfileTests {
  /// The names of the profiles in the files that `Fixtures/formats/draw.py` draws.
  static let names: [String: String] = {
    do {
      return try JSONDecoder().decode(
        [String: String].self, from: Data(Fixtures.bytes("formats/profiles.json")))
    } catch {
      Issue.record("profiles.json: \(error)")
      return [:]
    }
  }()

  @Test(arguments: names.keys.sorted())
  func profileOtherThanStandardRGBIsNamedInAWarning(_ file: String) throws {
    let bytes = try Fixtures.bytes("formats/" + file)
    let format = FileFormat.all.first { $0.fileExtensions.contains(String(file.split(separator: ".")[1])) }
    guard format?.isBuiltIn ?? true else { return }
    let warnings = try decode(bytes).warnings
    let name = try #require(Self.names[file])
    #expect(warnings == (file.hasPrefix("standard") ? [] : [.otherColours(profile: name)]))
    #expect(warnings.allSatisfy { "\($0)" == "its colours are in '\(name)', and are taken for sRGB" })
  }

  /// The files have gamma curves of their own and other primaries; the PNGs beside them are what Pillow makes of them,
  /// whose lcms2 may be of another version.
  @Test(
    arguments: [
      "colours-p3.png", "colours-p3.jpg", "colours-p3.webp", "colours-adobe.tif", "colours-grey.png",
    ])
  func coloursAreConvertedWhereThatIsAskedFor(_ file: String) throws {
    let bytes = try Fixtures.bytes("formats/" + file)
    let format = FileFormat.all.first { $0.fileExtensions.contains(String(file.split(separator: ".")[1])) }
    guard format?.isBuiltIn ?? true, DecodingOptions.canConvertColours else { return }
    let stored = try decode(bytes)
    let photo = try decode(bytes, options: DecodingOptions(convertsColours: true))
    guard case .otherColours(let name) = stored.warnings.first else {
      Issue.record("the profile is not noticed")
      return
    }
    #expect(photo.warnings == [.convertedColours(profile: name)])
    let expected = try decode(try Fixtures.bytes("formats/\(file.replacing(".", with: "-")).png")).image
    #expect(photo.image.kind == stored.image.kind && photo.image.size == stored.image.size)
    guard case .eightBit(let samples) = photo.image.samples, case .eightBit(let wanted) = expected.samples,
      case .eightBit(let former) = stored.image.samples
    else {
      Issue.record("these pictures have 8 bits")
      return
    }
    #expect(samples.count == wanted.count && samples != former)
    #expect(zip(samples, wanted).allSatisfy { abs(Int($0) - Int($1)) <= 1 })
  }

  @Test(arguments: names.keys.sorted())
  func profileOfNothingButANameConvertsNothing(_ file: String) throws {
    let bytes = try Fixtures.bytes("formats/" + file)
    let format = FileFormat.all.first { $0.fileExtensions.contains(String(file.split(separator: ".")[1])) }
    guard format?.isBuiltIn ?? true else { return }
    #expect(try decode(bytes, options: DecodingOptions(convertsColours: true)) == decode(bytes))
  }

  @Test func damagedProfileIsConvertedOrLeft() throws {
    var generator = SeededGenerator(seed: 4)
    let file = try Fixtures.bytes("formats/colours-p3.jpg")
    let start = try #require(file.indices.first { file[$0...].starts(with: Array("ICC_PROFILE".utf8)) }) + 14
    for _ in 0..<500 {
      var changed = file
      for _ in 0..<3 {
        changed[start + Int.random(in: 0..<500, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      let photo = try? decode(changed, options: DecodingOptions(convertsColours: true))
      #expect(photo.map { $0.warnings.count <= 2 } ?? true)
    }
  }

  @Test func thereAreProfilesInEveryContainer() {
    let endings = Set(Self.names.keys.filter { $0.hasPrefix("profile.") }.map { $0.split(separator: ".")[1] })
    #expect(endings == ["jpg", "png", "webp", "tif", "avif"])
  }

  @Test func damagedProfileHasNoEffectOnThePicture() throws {
    var generator = SeededGenerator(seed: 3)
    let file = try Fixtures.bytes("formats/profile.jpg")
    let start = try #require(file.indices.first { file[$0...].starts(with: Array("ICC_PROFILE".utf8)) }) + 14
    let whole = try decode(file)
    for _ in 0..<500 {
      var changed = file
      for _ in 0..<3 {
        changed[start + Int.random(in: 0..<150, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      #expect(try decode(changed).image == whole.image)
    }
  }
}
