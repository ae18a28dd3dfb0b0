import Foundation
import ImageCodecs
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
