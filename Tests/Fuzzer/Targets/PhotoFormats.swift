internal import ImageCodecs

extension FuzzTarget {
  /// A target for each format beside JPEG and PNG that this build decodes, named as the format. A decoder of its own is
  /// reached only by files of its own: among those of other formats, changed ones would lose against them.
  static let photoFormats: [FuzzTarget] = FileFormat.all.filter { $0.isBuiltIn && !isInPhoto($0) }.map {
    format in
    FuzzTarget(format.name.lowercased(), words: words[format.name] ?? []) { bytes in
      // First the usual limits, under which a header may announce more than the picture's limit below.
      try? readPhotoHeader(bytes)
      try readPhoto(bytes)
    }
  }

  /// Whether the target `photo` has the format.
  private static func isInPhoto(_ format: FileFormat) -> Bool { format == .jpeg || format == .png }

  private static let containerWords = [
    "ftyp", "meta", "hdlr", "pict", "pitm", "iinf", "infe", "iloc", "iref", "dimg", "auxl", "iprp", "ipco",
    "ipma",
    "ispe", "pixi", "colr", "nclx", "prof", "irot", "imir", "clap", "auxC", "idat", "mdat", "grid", "iovl",
    "iden",
    "hvc1", "hvcC", "av01", "av1C", "Exif", "mime", "avif", "avis", "heic", "mif1", "msf1",
  ]

  private static let words: [String: [String]] = [
    "WebP": [
      "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP ", "\u{9D}\u{01}*",
    ],
    "HEIC": containerWords,
    "AVIF": containerWords,
    // Entries of a directory begin with their tags: size, layout, compression, palette, tiles.
    "TIFF": ["II*\0", "MM\0*", "II+\0", "MM\0+"]
      + [
        256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 332, 338,
        339, 347, 530,
      ]
      .map { tag in "\(Unicode.Scalar(UInt8(tag % 256)))\(Unicode.Scalar(UInt8(tag / 256)))" },
    "GIF": ["GIF87a", "GIF89a", "!\u{F9}\u{04}", "!\u{FF}\u{0B}NETSCAPE2.0", "!\u{FE}", ",\0\0\0\0", "\0;"],
    "BMP": ["BM", "(\0\0\0", "|\0\0\0", "l\0\0\0", "\u{0C}\0\0\0", "\0\u{01}", "\0\0", "\0\u{02}"],
    "PNM": [
      "P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n", "P7\n", "WIDTH ", "HEIGHT ", "DEPTH ", "MAXVAL ",
      "TUPLTYPE ",
      "ENDHDR\n", "# ", "65535\n", "999999999",
    ],
  ]
}
