/// Why an IDX file could not be read, made or written.
public struct IDXError: Error, Hashable, Sendable {
  /// What kind of failure it was, for programs; `message` is for people.
  public var code: Code

  /// What is wrong, with the values found and expected, and what to do about it.
  public var message: String

  /// Where it is wrong, counted from 0: in the file, or in the decompressed data where `message` says so.
  public var byteOffset: Int?

  /// The file concerned, as the caller named it.
  public var path: String?

  package init(_ code: Code, _ message: String, byteOffset: Int? = nil, path: String? = nil) {
    self.code = code
    self.message = message
    self.byteOffset = byteOffset
    self.path = path
  }

  /// The same error, saying which file it is about.
  func about(_ path: String) -> IDXError {
    var error = self
    error.path = path
    return error
  }
}

extension IDXError: CustomStringConvertible {
  public var description: String { path.map { "\($0): \(message)" } ?? message }
}

extension IDXError {
  /// The kinds of failure.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: Hashable {
      case notIDX, unknownElementType, truncated, trailingBytes, sizeOverflow, limitExceeded
      case corruptGzip, checksumMismatch, lengthMismatch
      case invalidDimensions, elementTypeMismatch, invalidArgument
      case fileNotFound, permissionDenied, noSpace, notARegularFile, inputOutput, outOfMemory
    }

    private let kind: Kind

    private init(_ kind: Kind) { self.kind = kind }

    public var description: String { "\(kind)" }

    // MARK: The content of a file

    /// The first two bytes are not zero: another kind of file.
    public static let notIDX = Code(.notIDX)
    /// The third byte names none of the six element types.
    public static let unknownElementType = Code(.unknownElementType)
    /// The data ends too early, or cannot be as long as its header announces.
    public static let truncated = Code(.truncated)
    /// Something follows where the file should end.
    public static let trailingBytes = Code(.trailingBytes)
    /// The dimensions multiply to more bytes than a computer can count.
    public static let sizeOverflow = Code(.sizeOverflow)
    /// The header announces more than the caller allowed.
    public static let limitExceeded = Code(.limitExceeded)
    /// The gzip header or the compressed data breaks the rules of RFC 1952 or 1951.
    public static let corruptGzip = Code(.corruptGzip)
    /// A CRC of the gzip container differs from that of the data.
    public static let checksumMismatch = Code(.checksumMismatch)
    /// The length in the gzip trailer differs from that of the data.
    public static let lengthMismatch = Code(.lengthMismatch)

    // MARK: The caller's arguments

    /// A dimension or a rank that an IDX header cannot hold, or one that does not fit the elements.
    public static let invalidDimensions = Code(.invalidDimensions)
    /// The elements were asked for as another type than theirs.
    public static let elementTypeMismatch = Code(.elementTypeMismatch)
    /// A compression level or a name that gzip does not have.
    public static let invalidArgument = Code(.invalidArgument)

    // MARK: The system

    public static let fileNotFound = Code(.fileNotFound)
    public static let permissionDenied = Code(.permissionDenied)
    /// The disk or the quota is full, or the file system takes no larger file.
    public static let noSpace = Code(.noSpace)
    /// A directory, a pipe or a device where a file is needed.
    public static let notARegularFile = Code(.notARegularFile)
    /// Any other failure to read or write.
    public static let inputOutput = Code(.inputOutput)
    public static let outOfMemory = Code(.outOfMemory)
  }
}
