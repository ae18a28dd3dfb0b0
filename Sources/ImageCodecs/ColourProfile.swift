internal import CImageCodecs
internal import ImageCore

/// The colour space that a file names.
struct ColourProfile {
  /// The name in the ICC profile or of the primaries, such as `Display P3`; nil if it has none.
  let name: String?
  private let content: Content

  private enum Content {
    /// The places of the ICC profile's parts in the file, in order. Most photos are decoded without their profile, so it is
    /// copied only when it is needed.
    case parts([Range<Int>])
    /// The ICC profile, which is compressed in the file.
    case bytes([UInt8])
    /// No profile: the file names primaries by their number.
    case primaries
  }

  /// The longest profile that is read: printers' profiles with tables have 2 MiB.
  private static let largestByteCount = 8 << 20

  /// - Parameter parts: the places in a file of an ICC profile, of any content; at least one.
  init(at parts: [Range<Int>], in file: Span<UInt8>) {
    content = .parts(parts)
    name =
      parts.count == 1
      ? Self.name(in: file.extracting(parts[0])) : Self.name(in: Self.joined(parts, of: file).span)
  }

  /// - Parameter bytes: an ICC profile, of any content.
  init(_ bytes: [UInt8]) {
    content = .bytes(bytes)
    name = Self.name(in: bytes.span)
  }

  /// - Parameter primaries: the number of the primaries in ITU-T H.273; nil for numbers of sRGB's or unknown ones.
  init?(primaries: Int) {
    guard let name = [9: "BT.2020", 11: "DCI-P3", 12: Self.displayP3][primaries] else { return nil }
    self.name = name
    content = .primaries
  }

  private static let displayP3 = "Display P3"

  /// Whether colours in it are sRGB's, or nothing says otherwise. `c2` is the name of a much used short form of sRGB.
  var isStandardRGB: Bool { name.map { $0 == "c2" || $0.lowercased().contains("srgb") } ?? true }

  /// Returns a picture whose samples are converted to sRGB, or to a grey with sRGB's curve; nil if they cannot be: the
  /// profile is damaged or of another kind, the picture is CMYK or linear light, or the program was built without lcms2.
  ///
  /// - Parameter file: the file that the profile was found in.
  func convertedToStandardRGB(_ picture: consuming DecodedImage, of file: Span<UInt8>) -> DecodedImage? {
    let bytes = bytes(in: file)
    guard !bytes.isEmpty || name == Self.displayP3, !picture.isLinear, let kind = fm_kind(picture.kind) else {
      return nil
    }
    let (size, pixelCount) = (picture.size, picture.size.pixelCount)
    let (pictureKind, orientation) = (picture.kind, picture.orientation)
    // Unsafe because lcms2 works on the samples in place, whose number the picture guarantees.
    func convert<Sample>(_ samples: inout [Sample], bytesPerSample: Int) -> Bool {
      unsafe bytes.withUnsafeBufferPointer { profile in
        unsafe samples.withUnsafeMutableBytes { samples in
          guard let start = samples.baseAddress else { return false }
          return unsafe fm_convert_colours(
            fm_colours(
              profile: profile.baseAddress, profile_count: profile.count, kind: kind,
              bytes_per_sample: bytesPerSample),
            start, pixelCount)
        }
      }
    }
    let converted: Image.Samples
    switch picture.samples {
    case .eightBit(var samples):
      guard convert(&samples, bytesPerSample: 1) else { return nil }
      converted = .eightBit(samples)
    case .sixteenBit(var samples):
      guard convert(&samples, bytesPerSample: 2) else { return nil }
      converted = .sixteenBit(samples)
    }
    return DecodedImage(size: size, kind: pictureKind, samples: converted, orientation: orientation)
  }

  /// Returns the ICC profile; empty if there is none, or it is too long.
  private func bytes(in file: Span<UInt8>) -> [UInt8] {
    let bytes: [UInt8] =
      switch content {
      case .parts(let parts): Self.joined(parts, of: file)
      case .bytes(let bytes): bytes
      case .primaries: []
      }
    return bytes.count <= Self.largestByteCount ? bytes : []
  }

  /// Returns the bytes at places of a file; no more than one beyond the most that are read.
  private static func joined(_ parts: [Range<Int>], of file: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      for index in part.prefix(largestByteCount + 1 - bytes.count) { bytes.append(file[index]) }
    }
    return bytes
  }

  /// Returns the name in an ICC profile; nil if there is none.
  ///
  /// A profile is a header of 128 bytes, the number of tags, 12 bytes for each tag (name, offset, size), and the tags. The
  /// tag `desc` has the name in ASCII (version 2) or in UTF-16 in several languages, of which the first counts (version 4).
  private static func name(in profile: Span<UInt8>) -> String? {
    guard let tagCount = profile.bigEndian32(at: 128) else { return nil }
    for tag in 0..<min(tagCount, 100) {
      let entry = 132 + 12 * tag
      guard profile.holds("desc", at: entry), let offset = profile.bigEndian32(at: entry + 4) else {
        continue
      }
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
  private static let longestName = 60
}

extension fm_kind {
  /// Nil for CMYK, whose conversion is the stage's.
  fileprivate init?(_ kind: DecodedImage.Kind) {
    switch kind {
    case .grey: self = .grey
    case .greyAlpha: self = .grey_alpha
    case .rgb: self = .rgb
    case .rgbAlpha: self = .rgb_alpha
    case .cmyk: return nil
    }
  }
}
