internal import DatasetFormat
internal import ImageCore
internal import Wording

/// The facts that a dataset has about one image.
struct ImageFacts {
  let position: ExamplePosition
  let label: Int
  let className: String
  /// The manifest row of the image; nil if there is none.
  let row: ManifestRow?

  init(_ position: ExamplePosition, in dataset: Dataset) {
    self.position = position
    label = dataset.label(of: position)
    className = dataset.className(label)
    row = dataset.manifest?.row(at: position)
  }

  /// The facts as text, one per line.
  var lines: [String] {
    let name = className == "\(label)" ? "class \(label)" : "\(label) \(className)"
    var lines = ["\(position): \(name)"]
    guard let row else { return lines }
    lines.append(row.source)
    lines.append("sha256 \(row.sha256.prefix(12))…")
    if let size = row.photoSize { lines.append("photo \(size)") }
    if let crop = row.crop {
      lines.append(
        "crop \(crop.rectangle) of \(crop.frame)")
    }
    return lines.map(printable)
  }
}

/// The facts as JSON, which `docs/pictures.md` describes.
extension ImageFacts: Encodable {
  private enum Key: String, CodingKey {
    case split, index, label, `class`, source, sha256, photo, crop
  }

  private struct SizeEntry: Encodable {
    let width: Int
    let height: Int
  }

  private struct CropEntry: Encodable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
    let frameWidth: Int
    let frameHeight: Int
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(position.split, forKey: .split)
    try container.encode(position.index, forKey: .index)
    try container.encode(label, forKey: .label)
    try container.encode(className, forKey: .class)
    guard let row else { return }
    try container.encode(row.source, forKey: .source)
    try container.encode(row.sha256, forKey: .sha256)
    if let size = row.photoSize {
      try container.encode(SizeEntry(width: size.width, height: size.height), forKey: .photo)
    }
    if let crop = row.crop {
      try container.encode(
        CropEntry(
          x: crop.rectangle.x, y: crop.rectangle.y, width: crop.rectangle.width,
          height: crop.rectangle.height,
          frameWidth: crop.frame.width, frameHeight: crop.frame.height), forKey: .crop)
    }
  }
}
