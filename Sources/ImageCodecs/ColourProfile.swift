/// The name in an ICC profile, such as `Display P3`; nil if there is none.
///
/// A profile is a header of 128 bytes, the number of tags, 12 bytes for each tag (name, offset, size), and the tags. The tag
/// `desc` has the name in ASCII (version 2) or in UTF-16 in several languages, of which the first counts (version 4).
func colourProfileName(in profile: Span<UInt8>) -> String? {
  guard let tagCount = profile.bigEndian32(at: 128) else { return nil }
  for tag in 0..<min(tagCount, 100) {
    let entry = 132 + 12 * tag
    guard profile.holds("desc", at: entry), let offset = profile.bigEndian32(at: entry + 4) else { continue }
    var scalars: [UInt32] = []
    if profile.holds("desc", at: offset), let count = profile.bigEndian32(at: offset + 8) {
      for index in 0..<min(count, longestName) {
        guard let byte = profile.byte(at: offset + 12 + index), byte != 0 else { break }
        scalars.append(UInt32(byte))
      }
    } else if profile.holds("mluc", at: offset), let byteCount = profile.bigEndian32(at: offset + 20),
      let start = profile.bigEndian32(at: offset + 24)
    {
      for index in 0..<min(byteCount / 2, longestName) {
        guard let unit = profile.bigEndian16(at: offset + start + 2 * index), unit != 0 else { break }
        scalars.append(UInt32(unit))
      }
    }
    // Other characters have no place in a message.
    let name = String(scalars.map { 0x20...0x7E ~= $0 ? Character(Unicode.Scalar(UInt8($0))) : "?" })
    return name.isEmpty ? nil : name
  }
  return nil
}

/// The most characters of a name that are read.
private let longestName = 60

/// Whether colours in a profile of this name are sRGB's. `c2` is the name of a much used short form of sRGB.
func isStandardRGB(profileName: String) -> Bool {
  profileName == "c2" || profileName.lowercased().contains("srgb")
}
