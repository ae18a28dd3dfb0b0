internal import DatasetFormat
internal import Wording

/// A check for products that the frame cuts off.
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

  /// The number of plain images of a class that is needed to know the usual contact with the borders.
  private static let minimumExampleCount = 100
  /// The smallest share of a border line, 0...1, that can be called unusual contact, even in a class without any.
  private static let minimumContact = 0.4

  init(_ thresholds: ThresholdValues) {
    contact = thresholds["contact"]
    factor = thresholds["factor"]
  }

  func run(in context: CheckContext) -> CheckReport {
    let limits = limitsByClass(context)
    let examples = context.examples { part, index, example in
      guard example.isPlain else { return nil }
      let shares = example.contact.all
      let touched = shares.count { $0 >= contact }
      if touched >= 3 { return "runs along \(touched) borders of the frame" }
      if let limit = limits[Int(part.labels[index])],
        let border = shares.indices.first(where: { shares[$0] >= limit[$0] })
      {
        return
          "runs along \(percent(shares[border])) of the \(Self.borderNames[border]) border, unlike its class"
      }
      let crop = context.dataset.manifest?.row(at: ExamplePosition(part.split, index))?.crop
      return crop?.touchedBorderCount == 3 ? "reaches three borders of its photo" : nil
    }
    return CheckReport(
      summary: "no product runs out of the frame",
      findings: examples.isEmpty
        ? []
        : [
          Finding(
            "\(counted(examples.count, "product")) that seem\(examples.count == 1 ? "s" : "") to run out of the frame",
            remedy: "look at the photos: take them with a margin around the product", examples: examples)
        ]
    ).withSummary("of \(counted(context.dataset.imageCount, "image"))")
  }

  private static let borderNames = ["left", "top", "right", "bottom"]

  /// Returns, for each class with enough images, the contact at each border from which on an image differs from the
  /// others.
  private func limitsByClass(_ context: CheckContext) -> [Int: [Double]] {
    var contacts: [Int: [ImageStatistics.Borders]] = [:]
    for (part, statistics) in context.splits {
      for (example, label) in zip(statistics, part.labels) where example.isPlain {
        contacts[Int(label), default: []].append(example.contact)
      }
    }
    return contacts.filter { $0.value.count >= Self.minimumExampleCount }.mapValues { contacts in
      Self.borderNames.indices.map { border in
        max(Self.minimumContact, factor * Quantiles(contacts.map { $0.all[border] })[0.99])
      }
    }
  }
}
