internal import DatasetFormat
internal import FileSystem

/// Reads a stream of record batches in Arrow's IPC streaming format: a message with the schema, one message for each
/// batch, an end mark.
struct ArrowStreamReader<Source: ByteSource> {
  let schema: ArrowSchema
  /// Whether the stream has ended with its end mark, not by the end of its bytes.
  private(set) var hasEndMark = false
  private var source: Source

  /// Reads the schema.
  ///
  /// - Throws: `DatasetError` if the source is no such stream, or its columns do not suit.
  init(_ source: Source, wanted: [ArrowSchema.Wanted]) throws(DatasetError) {
    self.source = source
    do throws(RecordFault) {
      guard case .message(let message) = try ArrowMessage.next(&self.source), message.kind == .schema else {
        throw RecordFault("there are no records; expected an Arrow IPC stream")
      }
      schema = try ArrowSchema(message.header, version: message.version, wanted: wanted)
    } catch {
      throw error.error(in: source.name)
    }
  }

  /// Returns the next batch; nil at the end.
  ///
  /// - Throws: `DatasetError` if the stream is cut off or damaged.
  mutating func next() throws(DatasetError) -> ArrowBatch? {
    do throws(RecordFault) {
      while !hasEndMark {
        switch try ArrowMessage.next(&source) {
        case .endMark: hasEndMark = true
        case .endOfBytes: return nil
        case .message(let message):
          switch message.kind {
          case .batch: return try ArrowBatch(message.header, body: message.body, schema: schema)
          // Only columns that are passed over have dictionaries.
          case .dictionary: continue
          case .schema: throw RecordFault.damaged("it has a second schema")
          }
        }
      }
      return nil
    } catch {
      throw error.error(in: source.name)
    }
  }
}

/// A message of a stream: FF FF FF FF, the number of bytes of its metadata, the metadata as a FlatBuffer, and a body.
struct ArrowMessage {
  enum Kind: UInt8 {
    case schema = 1
    case dictionary = 2
    case batch = 3
  }

  enum Next {
    case message(ArrowMessage)
    /// A message with 0 bytes of metadata.
    case endMark
    /// The source has no more bytes, and no end mark.
    case endOfBytes
  }

  let kind: Kind
  /// The version of the metadata, 4 for Arrow's format 5.
  let version: Int16
  let header: FlatTable
  let body: [UInt8]

  /// The largest sizes that are read: metadata of many columns, and a batch of 2 GiB.
  private static let largestMetadata = 16 << 20
  private static let largestBody = 2 << 30

  /// Reads the next message.
  static func next(_ source: inout some ByteSource) throws(RecordFault) -> Next {
    let start = try read(8, from: &source)
    guard !start.isEmpty else { return .endOfBytes }
    guard start.count == 8 else {
      // Before format 0.15, an end mark had four bytes.
      throw start == [0, 0, 0, 0] ? RecordFault(oldFormat) : cutOff
    }
    guard start[..<4] == [0xFF, 0xFF, 0xFF, 0xFF] else { throw RecordFault(Self.otherFormat(start)) }
    let size: Int32 = FlatTable.number(start, at: 4) ?? -1
    guard size != 0 else { return .endMark }
    guard (8...largestMetadata).contains(Int(size)) else {
      throw .damaged("a message has \(size) bytes of metadata")
    }
    let metadata = try read(Int(size), from: &source)
    guard metadata.count == Int(size) else { throw cutOff }
    let table = try FlatTable(root: metadata)
    let number: UInt8 = try table.number(1) ?? 0
    guard let kind = Kind(rawValue: number), let header = try table.table(2) else {
      throw .damaged("it has a message of kind \(number)")
    }
    let bodySize: Int64 = try table.number(3) ?? 0
    guard (0...Int64(largestBody)).contains(bodySize) else {
      throw RecordFault("a batch has \(bodySize) bytes, and at most 2 GiB are read; write smaller batches")
    }
    let body = try read(Int(bodySize), from: &source)
    guard body.count == Int(bodySize) else { throw cutOff }
    return .message(
      ArrowMessage(kind: kind, version: try table.number(0) ?? 0, header: header, body: body))
  }

  private static let cutOff = RecordFault("the stream is cut off; make it again")
  private static let oldFormat = "the stream is of a version before 0.15; write it with a newer Arrow"

  /// Says what a file is that does not begin as a stream does.
  private static func otherFormat(_ start: [UInt8]) -> String {
    if start.starts(with: "ARROW1".utf8) {
      return "this is an Arrow file, not a stream; write it with pyarrow.ipc.new_stream"
    }
    if start.starts(with: "PAR1".utf8) {
      return "this is a Parquet file; 'python -m fmbuild.assemble' reads it"
    }
    return "this is no Arrow IPC stream"
  }

  private static func read(_ count: Int, from source: inout some ByteSource) throws(RecordFault) -> [UInt8] {
    do throws(FileSystemError) {
      return try source.next(count)
    } catch {
      throw RecordFault(error.problem)
    }
  }
}
