import ImageCodecs
import Testing

struct CaptureTimeTests {
  /// Returns a JPEG whose EXIF block says when it was taken.
  private func photo(taken text: String) throws -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }
    // The first directory, at 8, points to the EXIF directory at 26, whose one entry points to the text at 44.
    let tiff =
      Array("II*\0".utf8) + number(8, 4) + number(1, 2) + number(0x8769, 2) + number(4, 2) + number(1, 4)
      + number(26, 4) + number(0, 4) + number(1, 2) + number(0x9003, 2) + number(2, 2) + number(20, 4)
      + number(44, 4) + number(0, 4) + Array(text.utf8)
    let plain = try Fixtures.bytes("png-stage/jpeg-baseline.jpg")
    return JPEGEditing.inserting(JPEGEditing.segment(0xE1, Array("Exif\0\0".utf8) + tiff), into: plain)
  }

  private func seconds(_ text: String) throws -> Int? { seconds(of: try photo(taken: text)) }

  private func seconds(of file: [UInt8]) -> Int? { CaptureTime.seconds(of: file.span) }

  @Test(arguments: [
    ("2024:02:28 23:59:59\0", "2024:02:29 00:00:01\0", 2),
    ("2023:12:31 23:59:30\0", "2024:01:01 00:00:30\0", 60),
    ("1900:02:28 00:00:00\0", "1900:03:01 00:00:00\0", 86_400),
    ("2024:05:17 14:03:59\0", "2024:05:17 15:03:59\0", 3600),
  ])
  func timesHaveTheSecondsBetweenThem(_ one: String, _ other: String, _ difference: Int) throws {
    let (one, other) = (try #require(try seconds(one)), try #require(try seconds(other)))
    #expect(other - one == difference)
  }

  @Test(arguments: [
    "0000:00:00 00:00:00\0", "2024:13:01 00:00:00\0", "2024-05-17 14:03:59\0", "    :  :     :  :  \0",
    "2024:05:17",
  ])
  func textsThatAreNoTimeAreNone(_ text: String) throws { #expect(try seconds(text) == nil) }

  @Test func everyPrefixOfAFileIsReadWithoutHarm() throws {
    let file = try photo(taken: "2024:05:17 14:03:59\0")
    let times = (0..<min(file.count, 120)).map { seconds(of: Array(file.prefix($0))) }
    #expect(times.first == .some(nil) && times.last != .some(nil))
    #expect(seconds(of: try Fixtures.bytes("png-stage/jpeg-baseline.jpg")) == nil)
  }
}
