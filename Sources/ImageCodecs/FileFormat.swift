/// A format of photo files that can be decoded: `FileFormat.jpeg` and so on, each beside its decoder.
public struct FileFormat: Sendable, Hashable, CustomStringConvertible {
  /// The format's name in messages, such as `JPEG`.
  public let name: String
  /// The endings of such files' names, in lower case and without the dot. A file's name does not decide its format.
  public let fileExtensions: [String]
  /// The beginnings of such files.
  let signatures: [FileSignature]

  public var description: String { name }

  /// The name with its article, as in "the file is a WebP".
  var nameWithArticle: String { ("AEIO".contains(name.prefix(1)) ? "an " : "a ") + name }
}

extension FileFormat {
  /// The formats that can be decoded, including those for which this build lacks the library.
  public static let all: [FileFormat] = PhotoFormats.all.map(\.format)

  /// Whether this build of the program has the library that decodes the format.
  public var isBuiltIn: Bool { PhotoFormats.all.contains { $0.format == self && $0.isBuiltIn } }

  /// Whether a file's name or path ends as those of photos do, in upper or lower case.
  ///
  /// Names of photos are recognised by it in lists; whether a file is a photo is decided by its first bytes.
  public static func isPhotoName(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    let ending = name[name.index(after: dot)...].lowercased()
    return all.contains { $0.fileExtensions.contains(ending) }
  }
}

/// The first bytes of a file, some of which may be any.
struct FileSignature: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The bytes; nil stands for any byte.
  private let bytes: [UInt8?]

  /// Each character up to U+00FF is a byte; `?` is any byte.
  init(stringLiteral text: String) { self.init(text) }

  /// Each character up to U+00FF is a byte; `?` is any byte.
  init(_ text: String) {
    bytes = text.unicodeScalars.map { $0 == "?" ? nil : UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The number of bytes.
  var count: Int { bytes.count }

  func matches(_ file: Span<UInt8>) -> Bool {
    file.count >= bytes.count && agrees(with: file)
  }

  /// Whether a file is the beginning of the signature and nothing else, with at least one byte that is not any.
  func isCutOff(in file: Span<UInt8>) -> Bool {
    file.count < bytes.count && bytes.prefix(file.count).contains { $0 != nil } && agrees(with: file)
  }

  /// Whether the file and the signature agree up to the end of the shorter one.
  private func agrees(with file: Span<UInt8>) -> Bool {
    for index in 0..<min(file.count, bytes.count) {
      if let byte = bytes[index], byte != file[index] { return false }
    }
    return true
  }
}
