internal import ImageCore

extension FileFormat {
  /// The formats of Netpbm: PBM, PGM and PPM, each as text or bytes, and PAM.
  public static let pnm = FileFormat(
    name: "PNM", fileExtensions: ["pnm", "pbm", "pgm", "ppm", "pam"],
    signatures: ["1", "2", "3", "4", "5", "6"].flatMap { digit in
      ["\n", " ", "\t", "\r"].map { FileSignature("P" + digit + $0) }
    } + ["P7\n"])
}

/// PNM: grey or RGB of 8 or 16 bits, in PAM with alpha. Samples are spread to 255 or, above that, to 65535.
struct PNMFormat: PhotoFormat {
  var format: FileFormat { .pnm }

  func decode(
    _ file: Span<UInt8>, options: DecodingOptions, reusing memory: inout DecoderMemory,
    admitting admit: (PhotoHeader) throws(DecodingError) -> Void
  ) throws(DecodingError) -> DecodedPhoto {
    var reader = PNMReader(offset: 2)
    let header =
      try file.byte(at: 1) == UInt8(ascii: "7") ? reader.pamHeader(of: file) : reader.header(of: file)
    try check(header.size, .pnm, against: options.pixelLimit)
    let count = header.size.pixelCount * header.kind.samplesPerPixel
    try admit(
      PhotoHeader(
        format: .pnm, storedSize: header.size, decodedSize: header.size, kind: header.kind,
        orientation: .upright,
        bitsPerSample: header.maximum > 255 ? 16 : 8, workByteCount: 0))
    // Each sample has at least a bit, as text a character.
    guard count / 8 <= file.count - reader.offset else { throw .pnmEndsEarly }
    let samples: Image.Samples =
      header.maximum > 255
      ? .sixteenBit(try reader.samples(of: file, header: header, count: count, full: 65535))
      : .eightBit(try reader.samples(of: file, header: header, count: count, full: 255))
    return DecodedPhoto(
      image: DecodedImage(size: header.size, kind: header.kind, samples: samples),
      format: .pnm, storedSize: header.size, warnings: [])
  }
}

struct PNMHeader {
  let size: Size
  let kind: DecodedImage.Kind
  /// The sample of full light, 1...65535.
  let maximum: Int
  var isText = false
  /// Whether eight pixels are stored in a byte (PBM).
  var isPacked = false
  /// Whether 1 is black (PBM).
  var isInk = false
}

/// Reads words, numbers and samples one after the other.
struct PNMReader {
  private(set) var offset: Int

  // MARK: The header

  /// Reads the header of PBM, PGM and PPM.
  mutating func header(of file: Span<UInt8>) throws(DecodingError) -> PNMHeader {
    let type = Int(file[1]) - Int(UInt8(ascii: "0"))
    let isBitmap = type == 1 || type == 4
    let width = try number(of: file)
    let height = try number(of: file)
    let maximum = isBitmap ? 1 : try number(of: file)
    // One blank ends the header of a file of bytes.
    if type >= 4 { offset += 1 }
    return try checked(
      PNMHeader(
        size: Size(width: width, height: height), kind: type == 3 || type == 6 ? .rgb : .grey,
        maximum: maximum,
        isText: type <= 3, isPacked: type == 4, isInk: isBitmap))
  }

  /// Reads the header of PAM: lines of a name and a value, up to `ENDHDR`.
  mutating func pamHeader(of file: Span<UInt8>) throws(DecodingError) -> PNMHeader {
    var (width, height, depth, maximum) = (0, 0, 0, 0)
    while true {
      switch try word(of: file) {
      case "WIDTH": width = try number(of: file)
      case "HEIGHT": height = try number(of: file)
      case "DEPTH": depth = try number(of: file)
      case "MAXVAL": maximum = try number(of: file)
      case "TUPLTYPE": _ = try word(of: file)
      case "ENDHDR":
        offset += 1
        let kinds: [Int: DecodedImage.Kind] = [1: .grey, 2: .greyAlpha, 3: .rgb, 4: .rgbAlpha]
        guard let kind = kinds[depth] else {
          throw .unsupportedVariant(.pnm, "its pixels have \(depth) samples")
        }
        return try checked(
          PNMHeader(size: Size(width: width, height: height), kind: kind, maximum: maximum))
      case let name:
        throw .damaged(.pnm, "its header has a line '\(name.prefix(20))'")
      }
    }
  }

  private func checked(_ header: PNMHeader) throws(DecodingError) -> PNMHeader {
    guard header.size.width > 0, header.size.height > 0 else { throw .damaged(.pnm, "it has no pixels") }
    guard 1...65535 ~= header.maximum else {
      throw .damaged(.pnm, "its largest sample is \(header.maximum), not in 1...65535")
    }
    return header
  }

  /// Passes over blanks and comments, which reach from `#` to the end of the line.
  private mutating func skipBlanks(of file: Span<UInt8>) {
    while let byte = file.byte(at: offset) {
      if byte == UInt8(ascii: "#") {
        while let next = file.byte(at: offset), next != 0x0A, next != 0x0D { offset += 1 }
      } else if isBlank(byte) {
        offset += 1
      } else {
        return
      }
    }
  }

  private mutating func word(of file: Span<UInt8>) throws(DecodingError) -> String {
    skipBlanks(of: file)
    var word: [UInt8] = []
    while let byte = file.byte(at: offset), !isBlank(byte), word.count < 100 {
      word.append(byte)
      offset += 1
    }
    guard file.byte(at: offset) != nil else { throw .pnmEndsEarly }
    return word.map { 0x20...0x7E ~= $0 ? String(Unicode.Scalar($0)) : "?" }.joined()
  }

  /// Reads a number of at most nine digits, after which the file goes on.
  private mutating func number(of file: Span<UInt8>) throws(DecodingError) -> Int {
    skipBlanks(of: file)
    let start = offset
    let number = try textSample(of: file)
    guard offset < file.count else { throw .pnmEndsEarly }
    guard offset - start <= 9 else {
      throw .damaged(.pnm, "a number of its header has \(offset - start) digits")
    }
    return number
  }

  // MARK: The samples

  /// Reads all samples, spread from the file's maximum to `full`, and rounded.
  mutating func samples<Sample: FixedWidthInteger>(
    of file: Span<UInt8>, header: PNMHeader, count: Int, full: Int
  ) throws(DecodingError) -> [Sample] {
    var samples: [Sample] = []
    let byteCount = header.maximum > 255 ? 2 : 1
    if !header.isText, !header.isPacked, count * byteCount > file.count - offset { throw .pnmEndsEarly }
    samples.reserveCapacity(count)
    for index in 0..<count {
      var value: Int
      if header.isPacked {
        value = try bit(of: file, index: index, width: header.size.width)
      } else if header.isText {
        value = header.isInk ? try textBit(of: file) : try textSample(of: file)
      } else if byteCount == 2 {
        value = Int(file[offset]) << 8 | Int(file[offset + 1])
        offset += 2
      } else {
        value = Int(file[offset])
        offset += 1
      }
      guard value <= header.maximum else {
        throw .damaged(.pnm, "a sample is \(value), above the largest, \(header.maximum)")
      }
      if header.isInk { value = 1 - value }
      samples.append(Sample((value * full + header.maximum / 2) / header.maximum))
    }
    return samples
  }

  /// Returns a pixel of PBM: rows begin with a byte, in which the first pixel is the upper bit.
  private func bit(of file: Span<UInt8>, index: Int, width: Int) throws(DecodingError) -> Int {
    let (y, x) = index.quotientAndRemainder(dividingBy: width)
    guard let byte = file.byte(at: offset + y * ((width + 7) / 8) + x / 8) else { throw .pnmEndsEarly }
    return Int(byte) >> (7 - x % 8) & 1
  }

  /// Returns a pixel of PBM as text, 0 or 1; blanks between them are optional.
  private mutating func textBit(of file: Span<UInt8>) throws(DecodingError) -> Int {
    skipBlanks(of: file)
    guard let byte = file.byte(at: offset) else { throw .pnmEndsEarly }
    guard byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else {
      throw .damaged(.pnm, "byte \(offset) is neither 0 nor 1")
    }
    offset += 1
    return Int(byte & 1)
  }

  private mutating func textSample(of file: Span<UInt8>) throws(DecodingError) -> Int {
    skipBlanks(of: file)
    guard offset < file.count else { throw .pnmEndsEarly }
    guard let number = file.decimalNumber(at: offset) else {
      throw .damaged(.pnm, "there is no number at byte \(offset)")
    }
    while let byte = file.byte(at: offset), UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { offset += 1 }
    return number
  }
}

extension DecodingError {
  fileprivate static var pnmEndsEarly: DecodingError {
    .truncated("the PNM ends early (samples are missing)")
  }
}
