internal import Conversion
internal import DatasetFormat
package import FileSystem
internal import ImageCodecs

/// The photos in a stream of bytes: one photo of any format, or PGM and PPM pictures one after the other, each of which
/// is given as soon as it is whole.
package struct PhotoStream: ~Copyable {
  private let read: (Int) throws(FileSystemError) -> [UInt8]
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  private var isSequence = false
  private var count = 0
  private var decoder = PhotoDecoder()

  private static let pieceByteCount = 1 << 16
  /// The number of bytes from which on a stream is looked at before all is read: 16 MiB.
  private static let largeByteCount = 16 << 20
  /// The most bytes that a picture's header may take.
  private static let largestHeader = 1 << 16

  /// - Parameter read: returns the next bytes, at most so many, and none at the end.
  package init(read: @escaping (Int) throws(FileSystemError) -> [UInt8]) { self.read = read }

  /// The next photo.
  package enum Next: Sendable {
    /// The bytes of a photo, and its name.
    case photo(PredictionSource)
    /// A problem with a name before it, after which nothing more can be read from the stream.
    case failure(String)
  }

  /// Returns the next photo; nil at the end.
  ///
  /// - Throws: `FileSystemError` if the system refuses to read.
  package mutating func next() throws(FileSystemError) -> Next? {
    if count == 0 {
      try fill(to: PNMSequence.signatureByteCount)
      isSequence = PNMSequence.begins(buffer.span)
    }
    count += 1
    guard isSequence else { return count == 1 ? try wholePhoto() : nil }
    return try nextPicture()
  }

  private mutating func wholePhoto() throws(FileSystemError) -> Next {
    guard !buffer.isEmpty else {
      return .failure(
        "\(StandardInput.name): nothing came from standard input; pipe a photo into it, as in '… < photo.jpg'"
      )
    }
    try fill(to: Self.largeByteCount)
    if !isAtEnd, let error = decoder.rejection(ofStart: Array(buffer.prefix(4096))) {
      return .failure("\(StandardInput.name): \(error.message); \(error.remedy)")
    }
    try fill(to: FileBuffer.maximumByteCount + 1)
    guard buffer.count <= FileBuffer.maximumByteCount else {
      return .failure(
        "\(StandardInput.name): there are more than \(FileBuffer.maximumByteCount) bytes; is it a photo?")
    }
    return .photo(.bytes(take(buffer.count), name: StandardInput.name))
  }

  private mutating func nextPicture() throws(FileSystemError) -> Next? {
    let name = "\(StandardInput.name):\(count)"
    try skipBlanks()
    guard !buffer.isEmpty else { return nil }
    try fill(to: PNMSequence.signatureByteCount)
    guard PNMSequence.begins(buffer.span) else {
      return end("\(name): no picture follows, P5 or P6, but something else; what came after it is not read")
    }
    while true {
      let length: Int?
      do throws(DecodingError) {
        length = try PNMSequence.byteCount(ofFirstIn: buffer.span)
      } catch {
        return end("\(name): \(error.message); \(error.remedy)")
      }
      guard let length else {
        guard !isAtEnd, buffer.count <= Self.largestHeader else {
          return end("\(name): the header of the picture is not whole; send the picture again")
        }
        try fill(to: buffer.count + 1)
        continue
      }
      guard length <= FileBuffer.maximumByteCount else {
        return end(
          "\(name): the picture has \(length) bytes, and at most \(FileBuffer.maximumByteCount) are read")
      }
      try fill(to: length)
      // The decoder says what is wrong with a picture that is not whole.
      return .photo(.bytes(take(min(length, buffer.count)), name: name))
    }
  }

  /// Ends the stream because of a problem.
  private mutating func end(_ message: String) -> Next {
    buffer = []
    isAtEnd = true
    return .failure(message)
  }

  private mutating func skipBlanks() throws(FileSystemError) {
    while true {
      try fill(to: 1)
      let blankCount = PNMSequence.blankCount(atStartOf: buffer.span)
      guard blankCount > 0 else { return }
      buffer.removeFirst(blankCount)
    }
  }

  /// Reads until there are so many bytes, or the stream ends.
  private mutating func fill(to byteCount: Int) throws(FileSystemError) {
    while !isAtEnd, buffer.count < byteCount {
      let piece = try read(Self.pieceByteCount)
      isAtEnd = piece.isEmpty
      buffer += piece
    }
  }

  private mutating func take(_ byteCount: Int) -> [UInt8] {
    let taken = Array(buffer.prefix(byteCount))
    buffer.removeFirst(byteCount)
    return taken
  }
}
