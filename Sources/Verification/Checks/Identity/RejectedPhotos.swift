internal import DatasetFormat
internal import Wording

/// A check for photos that gave no image because something is wrong with them.
struct RejectedPhotos: Check {
  static let description = CheckDescription(
    "rejected-photos", .identity, .error,
    finds: "photos in rejects.csv that gave no image (few: a note, a tenth: a warning)",
    because: "what is missing is often of one kind, and then the dataset is not what the photos were",
    thresholds: [
      Threshold("warning", "share of the photos whose rejection is a warning", 0...1, default: 0.1),
      Threshold("error", "share of the photos whose rejection is an error", 0...1, default: 0.2),
    ])

  private let warningShare: Double
  private let errorShare: Double

  init(_ thresholds: ThresholdValues) {
    warningShare = thresholds["warning"]
    errorShare = thresholds["error"]
  }

  func run(in context: CheckContext) -> CheckReport {
    let dataset = context.dataset
    let file = DatasetFile.rejectedPhotos
    guard let table = dataset.rejectedPhotos else {
      guard let reason = dataset.unreadableFiles.first(where: { $0.path == file })?.reason else {
        return .skipped("there is no \(file)")
      }
      return CheckReport(
        summary: "\(file) cannot be read",
        findings: [
          Finding(
            reason, remedy: "put the file back as it was, or convert the photos again", severity: .warning,
            files: [file])
        ])
    }
    // A reason that this version does not know is a fault: later versions have more of them.
    let faults = table.rows.filter { $0.reason?.isFault ?? true }
    let photoCount = faults.count + dataset.imageCount
    let share = Double(faults.count) / Double(max(1, photoCount))
    let reasons = faults.groupedByFrequency { $0.reason?.rawValue ?? "another reason" }
    guard let (reason, rows) = reasons.first, let first = rows.first else {
      return CheckReport(summary: "no photo of \(grouped(photoCount)) was rejected")
    }
    let others = reasons.dropFirst().map { "\($0.key) (\(grouped($0.elements.count)))" }
    return CheckReport(
      summary: "\(percent(share)) of \(counted(photoCount, "photo")) rejected",
      findings: [
        Finding(
          "\(counted(faults.count, "photo")) of \(grouped(photoCount)) (\(percent(share))) gave no image, most often for the reason "
            + "\(reason) (\(grouped(rows.count)))"
            + (others.isEmpty ? "" : ", then \(others.joined(separator: ", "))"),
          remedy:
            "mend the photos as \(file) says of each, or take them out of the folder, and convert again; "
            + "the first: \(first.source): \(first.detail)",
          severity: share > errorShare ? .error : share >= warningShare ? .warning : .note,
          files: faults.map(\.source))
      ])
  }
}
