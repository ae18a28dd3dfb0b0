internal import CImageCodecs

extension FileFormat {
  /// The format of phones: pictures compressed by HEVC in a HEIF container.
  public static let heic = FileFormat(
    name: "HEIC", fileExtensions: ["heic", "heif", "hif"],
    signatures: FileSignature.brands("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1"))
  /// Pictures compressed by AV1 in a HEIF container.
  public static let avif = FileFormat(
    name: "AVIF", fileExtensions: ["avif"], signatures: FileSignature.brands("avif", "avis"))
}

extension FileSignature {
  /// The signatures of ISO base media files of these brands: a length of four bytes comes first.
  fileprivate static func brands(_ brands: String...) -> [FileSignature] {
    brands.map { FileSignature("????ftyp" + $0) }
  }
}

extension LibraryFormat {
  /// HEIC: the primary picture, which libheif turns upright and crops as the file's boxes say. EXIF's orientation, which
  /// repeats what the boxes say, does not count.
  static let heic = unsafe LibraryFormat(
    format: .heic, library: fm_heif, libraryName: "libheif", package: "libheif-dev",
    command: "heif-convert FILE FILE.png", profile: heifColourProfile,
    compressedSize: largestHEIFSize)

  /// AVIF: as HEIC, whose compression a file of this brand may have as well.
  static let avif = unsafe LibraryFormat(
    format: .avif, library: fm_heif, libraryName: "libheif", package: "libheif-dev",
    command: "avifdec FILE FILE.png", profile: heifColourProfile,
    compressedSize: largestHEIFSize)
}

/// Returns the first colour profile in a file's properties: an ICC profile, or primaries by their number.
private func heifColourProfile(of file: Span<UInt8>) -> ColourProfile? {
  for place in heifProperties("colr", of: file) {
    let start = place.lowerBound
    if file.holds("prof", at: start) || file.holds("rICC", at: start) {
      return ColourProfile(at: [start + 4..<place.upperBound], in: file)
    }
    if file.holds("nclx", at: start), let primaries = file.bigEndian16(at: start + 4) {
      return ColourProfile(primaries: primaries)
    }
  }
  return nil
}
