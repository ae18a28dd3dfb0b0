/// Other file formats found where an IDX file should be, recognised by their first bytes.
enum ForeignFormat {
  private static let known: [(start: [UInt8], remedy: String)] = [
    (
      Array("<".utf8),
      "It looks like a web page, perhaps an error page saved by a download; fetch the file again."
    ),
    (Array("vers".utf8), "It looks like a Git LFS pointer; run git lfs pull."),
    (Array("PK".utf8), "It is a zip file; unzip it first."),
    ([0x1F, 0x8B], "It is compressed twice; decompress it once with gzip -d."),
    ([0x1F, 0x9D], "It is compressed with compress; decompress it with gzip -d."),
    (Array("BZh".utf8), "It is compressed with bzip2; decompress it with bunzip2."),
    ([0xFD, 0x37, 0x7A, 0x58], "It is compressed with xz; decompress it with xz -d."),
    ([0x28, 0xB5, 0x2F, 0xFD], "It is compressed with zstd; decompress it with zstd -d."),
    ([0x93, 0x4E, 0x55, 0x4D], "It is a NumPy array; an IDX file is needed."),
    ([0x89, 0x50, 0x4E, 0x47], "It is a PNG picture; an IDX file is needed."),
    ([0xFF, 0xD8, 0xFF], "It is a JPEG picture; an IDX file is needed."),
    ([0x01, 0x08, 0x00, 0x00], "Its header is in the wrong byte order; it must be written big-endian."),
    ([0x03, 0x08, 0x00, 0x00], "Its header is in the wrong byte order; it must be written big-endian."),
  ]

  /// Returns advice on a file that starts with these bytes; nil if its format is unknown.
  static func remedy(forFileStartingWith bytes: [UInt8]) -> String? {
    known.first { bytes.starts(with: $0.start) }?.remedy
  }
}
