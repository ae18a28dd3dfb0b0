internal import Checksums
internal import DatasetFormat
internal import ImageCore
internal import ImageStages

/// A row of a stream of images: the image of a photo and how it was made, or why there is none.
struct ImageRecord: Sendable {
  /// The version of the rows: increased with every change but a column that may be missing.
  static let version = "images/1"

  let source: String
  let label: String?
  let group: String?
  let split: String?
  let outcome: PhotoConverter.Outcome

  // MARK: - Columns

  /// The columns in the order in which they are written.
  static let columns: [ArrowStreamWriter.Column] = [
    .init(name: "source", content: .text, isNullable: false),
    .init(name: "label", content: .text), .init(name: "group", content: .text),
    .init(name: "split", content: .text),
    .init(name: "reason", content: .text), .init(name: "detail", content: .text),
    .init(name: "sha256", content: .binary),
    .init(name: "width", content: .integer), .init(name: "height", content: .integer),
    .init(name: "crop_x", content: .integer), .init(name: "crop_y", content: .integer),
    .init(name: "crop_width", content: .integer), .init(name: "crop_height", content: .integer),
    .init(name: "thumbnail_width", content: .integer), .init(name: "thumbnail_height", content: .integer),
    .init(name: "darkest", content: .integer), .init(name: "lightest", content: .integer),
    .init(name: "warnings", content: .text), .init(name: "background", content: .text),
    .init(name: "isolated_by", content: .text), .init(name: "product_share", content: .double),
    .init(name: "product_pieces", content: .integer),
    .init(name: "pixels", content: .binary), .init(name: "pixels_sha256", content: .binary),
    .init(name: "recipe", content: .text, isNullable: false),
  ]

  static let wanted = columns.map {
    ArrowSchema.Wanted(name: $0.name, content: $0.content, isRequired: true)
  }

  /// Returns the writer of a stream of images.
  ///
  /// - Parameter metadata: what the schema says besides the version and the size of the images.
  static func writer(
    _ type: ExampleType, adding metadata: [(key: String, value: String)] = []
  ) -> ArrowStreamWriter {
    ArrowStreamWriter(
      columns: columns,
      metadata: [
        ("fmbuild.records", version),
        ("fmbuild.image", "\(type.size.height)x\(type.size.width)x\(type.channelCount)"),
      ] + metadata)
  }

  // MARK: - Writing

  /// Appends the row to the builders of the columns.
  ///
  /// - Parameter recipe: the digits of the recipe.
  func append(to builders: inout [ArrowColumnBuilder], recipe: String) {
    var photo: ConvertedPhoto?
    var rejection: PhotoRejection?
    var sha256: SHA256Digest?
    switch outcome {
    case .converted(let converted): (photo, sha256) = (converted, converted.sha256)
    case .rejected(let reason, let digest): (rejection, sha256) = (reason, digest)
    }
    let stages = photo?.stages
    var next = 0
    func text(_ value: String?) {
      builders[next].append(value)
      next += 1
    }
    func bytes(_ value: [UInt8]?) {
      builders[next].append(value?[...])
      next += 1
    }
    func number(_ value: Int?) {
      builders[next].append(value)
      next += 1
    }
    for value in [source, label, group, split, rejection?.reason.rawValue, rejection?.detail] { text(value) }
    bytes(sha256?.bytes)
    for value in [
      photo?.photoSize.width, photo?.photoSize.height,
      stages?.crop?.x, stages?.crop?.y, stages?.crop?.width, stages?.crop?.height,
      stages?.thumbnail?.width, stages?.thumbnail?.height,
      (photo?.levels.lowerBound).map { Int($0) }, (photo?.levels.upperBound).map { Int($0) },
    ] { number(value) }
    text(photo.flatMap { $0.warnings.isEmpty ? nil : $0.warnings.joined(separator: "; ") })
    text(stages?.background?.rawValue)
    text(stages?.isolation?.method.rawValue)
    builders[next].append(stages?.isolation?.share)
    next += 1
    number(stages?.isolation?.pieceCount)
    bytes(photo?.pixels)
    bytes((photo?.pixels).map { SHA256Hasher.digest($0).bytes })
    text(recipe)
  }
}
