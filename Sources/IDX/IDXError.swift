/// The reason why an IDX file could not be read, made or written.
public struct IDXError: Error, Hashable, Sendable {
  /// The kind of failure, for programs; `message` is for people.
  public var code: Code

  /// The problem, with the values found and expected, and what to do about it.
  public var message: String

  /// The offset of the byte concerned, counted from 0 in the file, or in the decompressed data if `message` says so;
  /// nil if there is none.
  public var byteOffset: Int?

  /// The path of the file concerned, as the caller gave it; nil if there is none.
  public var path: String?

  package init(_ code: Code, _ message: String, byteOffset: Int? = nil, path: String? = nil) {
    self.code = code
    self.message = message
    self.byteOffset = byteOffset
    self.path = path
  }

  /// Returns the error with the path of the file concerned.
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
  /// A kind of failure.
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

    /// The first two bytes are not zero, so the file has another format.
    public static let notIDX = Code(.notIDX)
    /// The third byte is the code of none of the six element types.
    public static let unknownElementType = Code(.unknownElementType)
    /// The data ends too early, or is too short for the length that its header announces.
    public static let truncated = Code(.truncated)
    /// There are bytes after the expected end of the file.
    public static let trailingBytes = Code(.trailingBytes)
    /// The file would be larger than `Int.max` bytes by its dimensions.
    public static let sizeOverflow = Code(.sizeOverflow)
    /// The header announces more bytes than the caller allowed.
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
    /// The requested type is not the elements' type.
    public static let elementTypeMismatch = Code(.elementTypeMismatch)
    /// An invalid compression level or an invalid name for a gzip header.
    public static let invalidArgument = Code(.invalidArgument)

    // MARK: The system

    public static let fileNotFound = Code(.fileNotFound)
    public static let permissionDenied = Code(.permissionDenied)
    /// The disk or the quota is full, or the file system allows no larger file.
    public static let noSpace = Code(.noSpace)
    /// The path names a directory, a pipe or a device, not a regular file.
    public static let notARegularFile = Code(.notARegularFile)
    /// Another failure to read or write.
    public static let inputOutput = Code(.inputOutput)
    public static let outOfMemory = Code(.outOfMemory)
  }
}
