internal import DatasetBuilding
internal import DatasetReading

/// Is the whole product in the frame?
struct Clipped: Check {
  static let description = CheckDescription(
    "clipped", .content, .note, finds: "a product cut off by the frame",
    because: "half a shoe is no shoe; automatic cutting has failed, or the photo was taken too close",
    thresholds: [
      Threshold(
        "contact", "share of a border line in contact with the product, at three borders", 0.05...1,
        default: 0.5),
      Threshold("factor", "times what 99% of the class have at one border", 1...100, default: 3),
    ])

  private let contact: Double
  private let factor: Double

  /// A class needs so many items for its own custom to be known.
  private static let minimumItemCount = 100
  /// A shorter contact is none, however rare it is in the class.
  private static let minimumContact = 0.4

  init(_ thresholds: ThresholdValues) {
    contact = thresholds["contact"]
    factor = thresholds["factor"]
  }

  func examine(_ examination: Examination) -> CheckReport {
    let limits = limitsByClass(examination)
    let items = examination.items { part, index, item in
      guard item.isPlain else { return nil }
      let shares = item.contact.all
      let touched = shares.count { $0 >= contact }
      if touched >= 3 { return "runs along \(touched) borders of the frame" }
      if let limit = limits[Int(part.labels[index])],
        let border = shares.indices.first(where: { shares[$0] >= limit[$0] })
      {
        return
          "runs along \(percent(shares[border])) of the \(Self.borderNames[border]) border, unlike its class"
      }
      let crop = examination.dataset.manifest?.row(at: ItemPosition(part.split, index))?.crop
      return crop?.touchedBorderCount == 3 ? "reaches three borders of its photo" : nil
    }
    return CheckReport(
      summary: "no product runs out of the frame",
      findings: items.isEmpty
        ? []
        : [
          Finding(
            "\(counted(items.count, "product")) that seem\(items.count == 1 ? "s" : "") to run out of the frame",
            remedy: "look at the photos: take them with a margin around the product", items: items)
        ]
    ).withSummary("of \(counted(examination.dataset.itemCount, "image"))")
  }

  private static let borderNames = ["left", "top", "right", "bottom"]

  /// For each class with enough items the contact at each border from which on an item is unlike the others.
  private func limitsByClass(_ examination: Examination) -> [Int: [Double]] {
    var contacts: [Int: [ItemStatistics.Borders]] = [:]
    for (part, statistics) in examination.splits {
      for (item, label) in zip(statistics, part.labels) where item.isPlain {
        contacts[Int(label), default: []].append(item.contact)
      }
    }
    return contacts.filter { $0.value.count >= Self.minimumItemCount }.mapValues { contacts in
      Self.borderNames.indices.map { border in
        max(Self.minimumContact, factor * Quantiles(contacts.map { $0.all[border] })[0.99])
      }
    }
  }
}
