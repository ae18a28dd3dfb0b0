internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

/// What a dataset says of one item.
struct ItemFacts {
  let position: ItemPosition
  let label: Int
  let className: String
  /// Nil without a manifest, or a row in it.
  let row: ManifestTable.Row?

  init(_ position: ItemPosition, in dataset: Dataset) {
    self.position = position
    label = dataset.label(of: position)
    className = dataset.className(label)
    row = dataset.manifest?.row(at: position)
  }

  /// For people, a fact a line.
  var lines: [String] {
    let name = className == "\(label)" ? "class \(label)" : "\(label) \(className)"
    var lines = ["\(position): \(name)"]
    guard let row else { return lines }
    lines.append(row.source)
    lines.append("sha256 \(row.sha256.prefix(12))…")
    if let size = row.photoSize { lines.append("photo \(size)") }
    if let crop = row.crop {
      lines.append(
        "crop \(crop.width)x\(crop.height)+\(crop.x)+\(crop.y) of \(crop.frameWidth)x\(crop.frameHeight)")
    }
    return lines.map(printable)
  }
}

/// The same for other programs; `docs/pictures.md` describes it.
extension ItemFacts: Encodable {
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
          x: crop.x, y: crop.y, width: crop.width, height: crop.height, frameWidth: crop.frameWidth,
          frameHeight: crop.frameHeight), forKey: .crop)
    }
  }
}
