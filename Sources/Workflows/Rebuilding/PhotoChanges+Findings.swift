internal import DatasetFormat
internal import Verification
internal import Wording

extension PhotoChanges {
  /// Returns a finding for each kind of change, with the photos' names; changes of photos that gave images are separate
  /// from those of photos that gave none.
  ///
  /// - Parameter folder: the folder of the photos, as the user named it.
  func findings(photos folder: String, _ dataset: Dataset) -> [Finding] {
    func finding(_ changes: [Change], _ what: String, remedy: String) -> Finding? {
      guard !changes.isEmpty else { return nil }
      let names = changes.prefix(3).map { change in
        change.newSource.map { "\(change.source) is now \($0)" }
          ?? change.source + (change.detail.isEmpty ? "" : " (\(change.detail))")
      }
      let examples = changes.compactMap { change -> Finding.Example? in
        guard let position = change.position, dataset.holds(position) else { return nil }
        let texts = (change.newSource.map { ["now \($0)"] } ?? []) + [change.detail]
        return Finding.Example(position, texts.filter { !$0.isEmpty }.joined(separator: ", "))
      }
      return Finding(
        "\(folder): \(counted(changes.count, "photo")) \(what): \(names.joined(separator: ", "))"
          + (changes.count > 3 ? ", …" : ""),
        remedy: remedy, examples: examples.sorted { $0.position < $1.position },
        files: changes.flatMap { [$0.source] + ($0.newSource.map { [$0] } ?? []) })
    }
    func findings(_ changes: [Change], _ what: String, remedy: String) -> [Finding?] {
      [
        finding(changes.filter { $0.position != nil }, what, remedy: remedy),
        finding(changes.filter { $0.position == nil }, "that gave no image " + what, remedy: remedy),
      ]
    }
    let putBack = "put back what was, or convert again with --overwrite"
    let appearedRemedy = "move it elsewhere, or convert again with --overwrite"
    var all = findings(changed, "changed since the dataset was made", remedy: putBack)
    all += findings(renamed, "renamed", remedy: "rename back, or convert again with --overwrite")
    all += findings(vanished, "vanished", remedy: putBack)
    all.append(finding(appeared, "appeared since the dataset was made", remedy: appearedRemedy))
    return all.compactMap { $0 }
  }
}
