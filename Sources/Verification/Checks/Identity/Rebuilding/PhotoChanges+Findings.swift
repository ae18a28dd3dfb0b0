internal import DatasetBuilding

extension PhotoChanges {
  /// One for each kind of change, with the photos' names.
  ///
  /// - Parameter folder: the photos', as the user named it.
  func findings(photos folder: String, _ dataset: Dataset) -> [Finding] {
    func finding(_ changes: [Change], _ what: String, remedy: String) -> Finding? {
      guard !changes.isEmpty else { return nil }
      let names = changes.prefix(3).map { change in
        change.newSource.map { "\(change.source) is now \($0)" }
          ?? change.source + (change.detail.isEmpty ? "" : " (\(change.detail))")
      }
      let items = changes.compactMap { change -> Finding.Item? in
        guard let position = change.position, dataset.holds(position) else { return nil }
        let text = change.newSource.map { "\(change.source) is now \($0)" } ?? change.source
        return Finding.Item(position, change.detail.isEmpty ? text : "\(text), \(change.detail)")
      }
      return Finding(
        "\(folder): \(counted(changes.count, "photo")) \(what): \(names.joined(separator: ", "))"
          + (changes.count > 3 ? ", …" : ""),
        remedy: remedy, items: items.sorted { $0.position < $1.position },
        files: changes.flatMap { [$0.source] + ($0.newSource.map { [$0] } ?? []) })
    }
    return [
      finding(
        changed, "changed since the dataset was made",
        remedy: "put back what was, or convert again with --overwrite"),
      finding(renamed, "renamed", remedy: "rename back, or convert again with --overwrite"),
      finding(vanished, "vanished", remedy: "put back what was, or convert again with --overwrite"),
      finding(
        appeared, "appeared since the dataset was made",
        remedy: "move it elsewhere, or convert again with --overwrite"),
    ].compactMap { $0 }
  }
}
