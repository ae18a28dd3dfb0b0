internal import DatasetBuilding
internal import DatasetReading

/// Does the product stand on a plain ground?
struct ClutteredGround: Check {
  static let description = CheckDescription(
    "cluttered-ground", .content, .warning, finds: "an image in which more than the product is to be seen",
    because: "without a plain ground nothing can be trimmed, and the room becomes part of the product")

  init(_ thresholds: ThresholdValues) {}

  func examine(_ examination: Examination) -> CheckReport {
    let dataset = examination.dataset
    let items = examination.items { part, index, item in
      guard !item.isBlank, !item.isInverted else { return nil }
      if item.hasClutteredGround { return "the ground is not plain" }
      let crop = dataset.manifest?.row(at: ItemPosition(part.split, index))?.crop
      return item.isFramed && crop?.touchedBorderCount == 4 ? "nothing of the photo could be trimmed" : nil
    }
    return CheckReport(
      summary: "every product stands on a plain ground",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "image")) with more than a product on a plain ground",
            remedy: "take the photos on a sheet of paper, or cut the products out", items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }
}

extension ManifestTable.Crop {
  /// How many of the photo's four borders the crop reaches.
  var touchedBorderCount: Int {
    [x <= 0, y <= 0, x + width >= frameWidth, y + height >= frameHeight].count { $0 }
  }
}
