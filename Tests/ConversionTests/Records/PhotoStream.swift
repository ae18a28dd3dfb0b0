import Conversion
import FileSystem
import TestSupport
import Testing

/// Streams of photos as engines write them, for tests.
struct PhotoStream {
  struct Photo {
    let source: String
    var label: String?
    var group: String?
    var split: String?
    var content: [UInt8]?
    var error: String?
  }

  static let columns: [ArrowStreamWriter.Column] = [
    .init(name: "source", content: .text, isNullable: false), .init(name: "label", content: .text),
    .init(name: "group", content: .text), .init(name: "split", content: .text),
    .init(name: "price", content: .double), .init(name: "content", content: .binary),
    .init(name: "error", content: .text),
  ]

  /// Returns the stream of batches of photos; a column that no record has, `price`, is among the others.
  static func bytes(_ batches: [[Photo]]) throws -> [UInt8] {
    let writer = ArrowStreamWriter(columns: columns)
    var bytes = writer.schema
    for photos in batches {
      var builders = columns.map { ArrowColumnBuilder($0.content) }
      for photo in photos {
        builders[0].append(photo.source)
        builders[1].append(photo.label)
        builders[2].append(photo.group)
        builders[3].append(photo.split)
        builders[4].append(1.5)
        builders[5].append(photo.content.map { $0[...] })
        builders[6].append(photo.error)
      }
      bytes += try #require(writer.batch(rowCount: photos.count, builders))
    }
    return bytes + ArrowStreamWriter.endMark
  }

  /// Returns the stream of images of a stream of photos.
  static func mapped(
    _ photos: [UInt8], root: String? = nil, jobs: Int = 1, pipeline: String = "fashion-mnist"
  ) async throws -> [UInt8] {
    let mapper = try RecordMapper(recipe(pipeline: pipeline), root: root, jobCount: jobs)
    var bytes: [UInt8] = []
    try await mapper.map(MemorySource(photos, name: "photos.arrows")) { bytes += $0 }
    return bytes
  }
}
