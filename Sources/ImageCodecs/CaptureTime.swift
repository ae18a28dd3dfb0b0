/// The time at which a photo was taken, by the clock of its camera, as EXIF records it.
public enum CaptureTime {
  /// The length in bytes of a time in EXIF: `2024:05:17 14:03:59`.
  static let byteCount = 19

  /// Returns the time in seconds since a moment that is the same for all photos; nil if the file is no JPEG, or does not
  /// say when it was taken.
  public static func seconds(of file: Span<UInt8>) -> Int? {
    guard file.count > 3, file[0] == 0xFF, file[1] == 0xD8, let text = jpegCaptureText(of: file) else {
      return nil
    }
    return seconds(text)
  }

  /// Returns the seconds since the year 0 of a time in EXIF's form; nil for other texts, such as that of a camera whose
  /// clock was never set.
  static func seconds(_ text: [UInt8]) -> Int? {
    guard text.count == byteCount, text[4] == UInt8(ascii: ":"), text[7] == UInt8(ascii: ":"),
      text[10] == UInt8(ascii: " "), text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard text[range].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
        return nil
      }
      return text[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      year > 0, (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    // Days of the Gregorian calendar: a year begins in March, so that leap days are last.
    let shiftedYear = month > 2 ? year : year - 1
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let days = 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear
    return ((days * 24 + hour) * 60 + minute) * 60 + second
  }
}
