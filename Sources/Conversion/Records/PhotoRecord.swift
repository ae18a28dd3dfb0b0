/// A row of a stream of photos: what is known of a photo, and its file or where it is.
struct PhotoRecord: Sendable {
  /// The path of the photo below the folder of the photos, which is its name in the dataset.
  let source: String
  let label: String?
  let group: String?
  let split: String?
  /// Where the bytes of the file lie in the body of the batch; nil if they are to be read from the folder of the photos.
  let content: Range<Int>?
  /// Why there are no bytes, in the system's words.
  let error: String?
  /// The size of the file, for one that is too large to be sent.
  let byteCount: Int?

  static let columns: [ArrowSchema.Wanted] = [
    .init(name: "source", content: .text, isRequired: true),
    .init(name: "label", content: .text), .init(name: "group", content: .text),
    .init(name: "split", content: .text), .init(name: "content", content: .binary),
    .init(name: "error", content: .text), .init(name: "byte_count", content: .integer),
  ]

  init(
    source: String, label: String?, group: String?, split: String?, content: Range<Int>?, error: String?,
    byteCount: Int?
  ) {
    self.source = source
    self.label = label
    self.group = group
    self.split = split
    self.content = content
    self.error = error
    self.byteCount = byteCount
  }

  /// - Throws: a fault if the row has no source.
  init(_ batch: ArrowBatch, row: Int) throws(RecordFault) {
    guard let source = try batch.text("source", row), !source.isEmpty else {
      throw RecordFault("row \(row) of a batch has no source; fill it in")
    }
    self.source = source
    label = try batch.text("label", row)
    group = try batch.text("group", row)
    split = try batch.text("split", row)
    content = batch.range("content", row)
    error = try batch.text("error", row)
    byteCount = batch.integer("byte_count", row)
  }
}
