internal import DatasetBuilding
internal import DatasetReading

extension PhotoChanges {
  /// One for each kind of change, with the photos' names; those that gave items apart from those that gave none.
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
        let texts = (change.newSource.map { ["now \($0)"] } ?? []) + [change.detail]
        return Finding.Item(position, texts.filter { !$0.isEmpty }.joined(separator: ", "))
      }
      return Finding(
        "\(folder): \(counted(changes.count, "photo")) \(what): \(names.joined(separator: ", "))"
          + (changes.count > 3 ? ", …" : ""),
        remedy: remedy, items: items.sorted { $0.position < $1.position },
        files: changes.flatMap { [$0.source] + ($0.newSource.map { [$0] } ?? []) })
    }
    func findings(_ changes: [Change], _ what: String, remedy: String) -> [Finding?] {
      [
        finding(changes.filter { $0.position != nil }, what, remedy: remedy),
        finding(changes.filter { $0.position == nil }, "that gave no item " + what, remedy: remedy),
      ]
    }
    let putBack = "put back what was, or convert again with --overwrite"
    return
      (findings(changed, "changed since the dataset was made", remedy: putBack)
      + [finding(renamed, "renamed", remedy: "rename back, or convert again with --overwrite")]
      + findings(vanished, "vanished", remedy: putBack)
      + [
        finding(
          appeared, "appeared since the dataset was made",
          remedy: "move it elsewhere, or convert again with --overwrite")
      ]).compactMap { $0 }
  }
}
