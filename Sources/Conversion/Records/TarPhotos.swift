internal import DatasetFormat
package import FileSystem
internal import Wording

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The photos of a tar file as the library webdataset writes them: members that follow one another and have one name up
/// to the first dot belong to one photo. One of them is the photo, one the label.
package struct TarPhotos<Source: ByteSource> {
  private var reader: TarReader<Source>
  private let label: TarLabel
  /// The first member of the next photo, which has been read already.
  private var waiting: TarReader<Source>.Member?
  private var isAtEnd = false

  package init(_ source: Source, label: TarLabel) {
    reader = TarReader(source, largestContent: FileBuffer.maximumByteCount)
    self.label = label
  }

  /// A photo: its record, with the content in bytes of its own.
  package struct Photo {
    package let source: String
    package let label: String?
    package let content: [UInt8]?
    let byteCount: Int
  }

  /// Returns the next photo; nil at the end.
  ///
  /// - Throws: a fault that names the member, if the file is damaged, or a photo has two pictures or two labels.
  package mutating func next() throws(RecordFault) -> Photo? {
    while true {
      guard let first = try take() else { return nil }
      let key = Self.key(of: first.name)
      var members = [first]
      while let member = try take() {
        guard Self.key(of: member.name).name == key.name else {
          waiting = member
          break
        }
        members.append(member)
      }
      let pictures = members.filter { Self.isPicture($0.name) }
      guard pictures.count <= 1 else {
        throw RecordFault(
          "\(printable(pictures[0].name)) and \(printable(pictures[1].name)) are two pictures of one name; rename one"
        )
      }
      // Members without a picture, such as an index, are no photo.
      guard let picture = pictures.first else { continue }
      guard isPathBelowFolder(picture.name) else {
        throw RecordFault("\(printable(picture.name)) is no path below a folder; rename the member")
      }
      var text: String?
      for member in members where Self.key(of: member.name).ending == label.ending {
        text = try label.text(of: member.content ?? [], name: member.name)
      }
      return Photo(
        source: picture.name, label: text, content: picture.content, byteCount: picture.byteCount)
    }
  }

  private mutating func take() throws(RecordFault) -> TarReader<Source>.Member? {
    if let member = waiting {
      waiting = nil
      return member
    }
    guard !isAtEnd else { return nil }
    let member = try reader.next()
    isAtEnd = member == nil
    return member
  }

  /// Returns the name up to the first dot of its last part, and what follows, in lower case.
  private static func key(of name: String) -> (name: [UInt8], ending: String) {
    let bytes = name.utf8
    let start = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes.index(after: $0) } ?? bytes.startIndex
    // A name may begin with a dot.
    let from = start < bytes.endIndex ? bytes.index(after: start) : start
    guard let dot = bytes[from...].firstIndex(of: UInt8(ascii: ".")) else { return (Array(bytes), "") }
    return (
      Array(bytes[..<dot]), String(decoding: bytes[bytes.index(after: dot)...], as: UTF8.self).lowercased()
    )
  }

  private static func isPicture(_ name: String) -> Bool {
    let endings = [
      "jpg", "jpeg", "png", "webp", "heic", "heif", "avif", "tif", "tiff", "gif", "bmp", "pnm", "pgm", "ppm",
    ]
    return endings.contains(key(of: name).ending)
  }
}

/// The member of a photo in a tar file that has its label: text, or a key of a JSON object.
package struct TarLabel: Sendable {
  let ending: String
  private let key: String?

  /// - Parameter text: the ending of the member, such as `cls`; of a JSON object with the key behind a colon, such as
  ///   `json:category`.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let ending = parts.first, !ending.isEmpty, parts.last?.isEmpty == false else { return nil }
    self.ending = ending.lowercased()
    key = parts.count == 2 ? String(parts[1]) : nil
  }

  /// The ending by which webdataset knows labels.
  package static let usual = TarLabel(ending: "cls", key: nil)

  private init(ending: String, key: String?) {
    self.ending = ending
    self.key = key
  }

  /// Returns the label in a member.
  func text(of content: [UInt8], name: String) throws(RecordFault) -> String? {
    let fault = RecordFault("\(printable(name)) is no label; see --label-member")
    guard let key else {
      guard let text = String(validating: content, as: UTF8.self) else { throw fault }
      return trimmed(text)
    }
    guard let object = try? JSONDecoder().decode([String: Value].self, from: Data(content)) else {
      throw fault
    }
    return object[key]?.text
  }

  /// A value of a JSON object: a text or a whole number is a label, anything else is none.
  private struct Value: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      text = (try? container.decode(String.self)) ?? (try? container.decode(Int.self)).map { "\($0)" }
    }
  }
}

extension RecordMapper {
  /// Turns the photos of a tar file into a stream of images.
  ///
  /// - Parameters:
  ///   - write: called with the bytes of each message in order.
  ///   - label: the member with the label.
  /// - Returns: the number of photos.
  /// - Throws: `DatasetError` if the file is damaged, with the file's name.
  @discardableResult
  package func map(
    tar source: some ByteSource, label: TarLabel, write: ([UInt8]) throws -> Void
  ) async throws -> Int {
    let name = source.name
    let writer = ImageRecord.writer(type)
    try write(writer.schema)
    var photos = TarPhotos(source, label: label)
    var records: [PhotoRecord] = []
    var body: [UInt8] = []
    var photoCount = 0
    do {
      func flush() async throws {
        guard !records.isEmpty else { return }
        try write(try await message(writer, records, body: body))
        photoCount += records.count
        records.removeAll(keepingCapacity: true)
        body.removeAll(keepingCapacity: true)
      }
      while let photo = try photos.next() {
        let start = body.count
        body += photo.content ?? []
        records.append(
          PhotoRecord(
            source: photo.source, label: photo.label, group: nil, split: nil,
            content: photo.content.map { start..<(start + $0.count) }, error: nil, byteCount: photo.byteCount)
        )
        if records.count == 256 || body.count > 8 << 20 { try await flush() }
      }
      try await flush()
    } catch let fault as RecordFault {
      throw fault.error(in: name)
    }
    try write(ArrowStreamWriter.endMark)
    return photoCount
  }

  /// Converts the photos of a tar file into a part, which appears when it is whole: `parts/NAME.arrows` for `NAME.tar`.
  ///
  /// - Returns: the path of the part, and the number of photos.
  package func write(
    tar path: String, label: TarLabel, to folder: String
  ) async throws -> (path: String, photoCount: Int) {
    let name = lastName(of: path) ?? path
    let part = folder + "/" + (name.hasSuffix(".tar") ? String(name.dropLast(4)) : name) + ".arrows"
    do {
      _ = try makeFolder(folder)
      try WholeFile.checkPlace(part)
      var pieces: [[UInt8]] = []
      let photoCount = try await map(tar: FileSource(path: path), label: label) { pieces.append($0) }
      try WholeFile.write(pieces, to: part)
      return (part, photoCount)
    } catch let error as FileSystemError {
      throw DatasetError(error)
    }
  }
}
