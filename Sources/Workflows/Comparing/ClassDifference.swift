internal import DatasetFormat

/// The classes of two datasets: which belong together, and what has changed.
///
/// Classes belong together by their names. A class whose name is gone belongs to the class that has its number now, if
/// that has a new name: it was renamed.
package struct ClassDifference: Sendable {
  /// A class that is new, gone, renamed or renumbered.
  package struct Change: Sendable, Encodable {
    package let oldLabel: Int?
    package let oldName: String?
    package let newLabel: Int?
    package let newName: String?

    /// The change as a sentence without an end.
    package var text: String {
      switch (oldLabel, newLabel) {
      case (let old?, let new?):
        old == new
          ? "class \(new) is called '\(newName ?? "")', and was called '\(oldName ?? "")'"
          : "class '\(newName ?? "")' has the number \(new), and had \(old)"
      case (nil, let new): "class \(new ?? 0), '\(newName ?? "")', is new"
      case (let old?, nil): "class \(old), '\(oldName ?? "")', is gone"
      }
    }
  }

  /// The new label of each old label; -1 for a class that is gone.
  let labels: [Int]
  package let changes: [Change]

  init(_ old: Dataset, _ new: Dataset) {
    self.init(
      (0..<old.classCount).map(old.className), (0..<new.classCount).map(new.className),
      areNamed: old.classNames != nil && new.classNames != nil)
  }

  /// - Parameter areNamed: whether both datasets have names; otherwise equal numbers are equal classes.
  init(_ old: [String], _ new: [String], areNamed: Bool) {
    func labelsByName(_ names: [String]) -> [String: Int] {
      Dictionary(grouping: names.indices) { names[$0] }.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
    guard areNamed else {
      labels = old.indices.map { new.indices.contains($0) ? $0 : -1 }
      changes = []
      return
    }
    let (oldLabels, newLabels) = (labelsByName(old), labelsByName(new))
    labels = old.indices.map { label in
      if oldLabels[old[label]] != nil, let now = newLabels[old[label]] { return now }
      let isFree = new.indices.contains(label) && oldLabels[new[label]] == nil
      return isFree && newLabels[old[label]] == nil ? label : -1
    }
    var changes: [Change] = []
    for (before, now) in labels.enumerated() {
      let name = now < 0 ? nil : new[now]
      guard before != now || name != old[before] else { continue }
      changes.append(
        Change(oldLabel: before, oldName: old[before], newLabel: now < 0 ? nil : now, newName: name))
    }
    let known = Set(labels)
    for label in new.indices where !known.contains(label) {
      changes.append(Change(oldLabel: nil, oldName: nil, newLabel: label, newName: new[label]))
    }
    self.changes = changes
  }
}
