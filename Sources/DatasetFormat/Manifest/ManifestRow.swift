package import Checksums
package import ImageCore
internal import Wording

/// One row of `manifest.csv`: the photo that an image was made from, and how it was made.
package struct ManifestRow: Sendable {
  /// The part of a photo that the stage `trim` kept.
  package struct Crop: Sendable, Hashable {
    /// The part that was kept, in pixels of the frame.
    package let rectangle: Rectangle
    /// The size of the picture that was trimmed: the thumbnail, or the photo if there is no thumbnail.
    package let frame: Size

    package init(_ rectangle: Rectangle, of frame: Size) {
      self.rectangle = rectangle
      self.frame = frame
    }
  }

  /// What the stage `isolate` found in a photo.
  package struct Isolation: Sendable, Hashable {
    /// How the product was told from its background: alpha, white, cut or none.
    package let method: String
    /// The share of the photo that the product covers, 0...1.
    package let share: Double
    /// The number of separate pieces of the product; nil for a photo that was kept as it is.
    package let pieceCount: Int?

    package init(method: String, share: Double, pieceCount: Int?) {
      self.method = method
      self.share = share
      self.pieceCount = pieceCount
    }
  }

  package var position: ExamplePosition
  /// The line of the file in which the row begins, counted from 1; 0 if the row was not read from a file.
  package var line = 0
  package var label: Int
  package var className: String
  /// The path of the photo below the folder of the photos.
  package var source: String
  /// The SHA-256 of the photo's file, 64 lower-case hexadecimal digits.
  package var sha256: String {
    get { digest.text }
    set { digest = RecordedDigest(newValue) }
  }
  private var digest: RecordedDigest
  /// The group of the photo; empty if none is known.
  package var group: String
  /// The way in which the image's split was decided; nil in datasets of early versions, which did not record it.
  package var splitOrigin: SplitOrigin?
  /// The size of the photo in pixels, upright; nil if it is not recorded.
  package var photoSize: Size?
  /// The part that the stage `trim` kept; nil if nothing was trimmed, or if the size of the trimmed picture is unknown.
  package var crop: Crop?
  /// The size of the thumbnail in pixels; nil if there is none.
  package var thumbnail: Size?
  /// The smallest and largest byte before the contrast was stretched; nil if they are not recorded.
  package var levels: ClosedRange<Int>?
  /// The label of the photo before a correction changed it; nil if no correction did.
  package var formerLabel: String?
  /// What the product stands on in the photo: white, plain, uneven or transparent; nil if it was not recorded.
  package var background: String?
  /// What the stage `isolate` found; nil if the pipeline has no such stage.
  package var isolation: Isolation?
  /// The warnings about the photo's file.
  package var warnings: [String] = []

  package init(
    position: ExamplePosition, label: Int, className: String, source: String, sha256: String,
    group: String = ""
  ) {
    self.init(position, label, className, source, RecordedDigest(sha256), group)
  }

  package init(
    position: ExamplePosition, label: Int, className: String, source: String, digest: SHA256Digest,
    group: String = ""
  ) {
    self.init(position, label, className, source, .sha256(digest), group)
  }

  private init(
    _ position: ExamplePosition, _ label: Int, _ className: String, _ source: String,
    _ digest: RecordedDigest, _ group: String
  ) {
    self.position = position
    self.label = label
    self.className = className
    self.source = source
    self.digest = digest
    self.group = group
  }

  package static let columns = [
    "split", "index", "label", "class", "source", "sha256", "group", "width", "height", "crop_x", "crop_y",
    "crop_width", "crop_height", "thumbnail", "darkest", "lightest", "notes", "split_by", "background",
    "isolated_by", "product_share", "product_pieces",
  ]

  /// Appends the row to a text as a line of CSV.
  package func append(to text: inout String) {
    text += "\(position.split.rawValue),\(position.index),\(label),"
    text += CSV.field(className)
    text += ","
    text += CSV.field(source)
    text += ",\(sha256),"
    text += CSV.field(group)
    if let photoSize { text += ",\(photoSize.width),\(photoSize.height)," } else { text += ",,," }
    if let crop {
      let rectangle = crop.rectangle
      text += "\(rectangle.x),\(rectangle.y),\(rectangle.width),\(rectangle.height),"
    } else {
      text += ",,,,"
    }
    if let thumbnail { text += "\(thumbnail)" }
    if let levels { text += ",\(levels.lowerBound),\(levels.upperBound)," } else { text += ",,," }
    text += CSV.field(notes)
    text += ",\(splitOrigin?.rawValue ?? ""),\(background ?? ""),"
    if let isolation {
      text += "\(isolation.method),\(decimal(isolation.share, 3)),"
      text += isolation.pieceCount.map { "\($0)" } ?? ""
    } else {
      text += ",,"
    }
    text += "\n"
  }

  /// The note of an image that was mirrored with its class.
  package static let mirroredNote = "mirrored"

  private static let formerLabelNote = "relabelled from '"

  private var notes: String {
    let former = formerLabel.map { [Self.formerLabelNote + $0 + "'"] } ?? []
    return (former + warnings).joined(separator: "; ")
  }

  /// Returns the former label that the notes of a row name; nil if they name none.
  static func formerLabel(inNotes notes: String) -> String? {
    guard notes.hasPrefix(formerLabelNote) else { return nil }
    let rest = notes.dropFirst(formerLabelNote.count)
    if let end = rest.firstRange(of: "'; ") { return String(rest[..<end.lowerBound]) }
    return rest.hasSuffix("'") ? String(rest.dropLast()) : nil
  }
}

/// A SHA-256 as a manifest records it, in a third of the memory of its digits: manifests may have a million.
private enum RecordedDigest: Sendable {
  case sha256(SHA256Digest)
  /// Whatever else stands in the column.
  case text(String)

  init(_ text: String) { self = SHA256Digest(hexadecimal: text).map { .sha256($0) } ?? .text(text) }

  var text: String {
    switch self {
    case .sha256(let digest): digest.description
    case .text(let text): text
    }
  }
}
