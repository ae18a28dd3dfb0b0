internal import ImageCore
internal import ImageStages

/// `manifest.csv`: a line an item, `rejects.csv`: a line for each photo that gave none.
package enum Manifest {
  package static let columns = [
    "split", "index", "label", "class", "source", "sha256", "group", "width", "height", "crop_x", "crop_y",
    "crop_width", "crop_height", "thumbnail", "darkest", "lightest", "notes",
  ]

  package static func text(_ plan: DatasetPlan, _ store: ItemStore, classes: ClassMap) -> String {
    var text = CSV.line(columns)
    text.reserveCapacity((plan.train.count + plan.t10k.count) * 180)
    let names = classes.classes.map { CSV.line([$0.name]).dropLast() }
    for split in Split.allCases {
      for (index, item) in plan.items(of: split).enumerated() {
        let record = store.records[item]
        let photo = record.photo
        text += "\(split.rawValue),\(index),\(photo.label),\(names[photo.label]),"
        text += CSV.field(photo.source)
        text += ",\(record.sha256),"
        if let group = photo.group { text += CSV.field(group) }
        text += ",\(record.photoSize.width),\(record.photoSize.height),"
        if let crop = record.trace.crop {
          text += "\(crop.x),\(crop.y),\(crop.width),\(crop.height),"
        } else {
          text += ",,,,"
        }
        if let thumbnail = record.trace.thumbnail { text += "\(thumbnail)" }
        text += ",\(record.levels.lowerBound),\(record.levels.upperBound),"
        let notes = (photo.formerLabel.map { [formerLabelNote + $0 + "'"] } ?? []) + record.warnings
        text += CSV.field(notes.joined(separator: "; "))
        text += "\n"
      }
    }
    return text
  }

  private static let formerLabelNote = "relabelled from '"

  /// The label that a photo had before it was corrected, as the notes on its item say; nil if they do not.
  package static func formerLabel(inNotes notes: String) -> String? {
    guard notes.hasPrefix(formerLabelNote) else { return nil }
    let rest = notes.dropFirst(formerLabelNote.count)
    if let end = rest.firstRange(of: "'; ") { return String(rest[..<end.lowerBound]) }
    return rest.hasSuffix("'") ? String(rest.dropLast()) : nil
  }

  package static func text(_ rejects: [Reject]) -> String {
    rejects.reduce(into: CSV.line(["source", "label", "reason", "detail"])) { text, reject in
      text += CSV.line([reject.source, reject.label, reject.reason.rawValue, reject.detail])
    }
  }
}
