internal import DatasetFormat
internal import Wording

/// What a scan passed over, in one line for each kind of thing.
package enum PassedOver {
  package static func lines(_ scan: FolderScan) -> [String] {
    var lines = scan.datasets.map {
      "\($0): this is a dataset, not a folder of photos; it was passed over"
    }
    if let line = otherFiles(scan.otherFiles) { lines.append(line) }
    if let line = systemFolders(NameOrder.sorted(scan.systemFolders)) { lines.append(line) }
    return lines + links(scan.linkedFolders)
  }

  private static func otherFiles(_ files: [String]) -> String? {
    guard !files.isEmpty else { return nil }
    let kinds = files.reduce(into: [String: Int]()) { $0[Litter.kind(of: $1), default: 0] += 1 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let shownCount = 6
    let others = kinds.dropFirst(shownCount).reduce(0) { $0 + $1.value }
    return
      "passed over \(counted(files.count, "file")) that cannot be \(files.count == 1 ? "a photo" : "photos"): "
      + kinds.prefix(shownCount).map { "\(grouped($0.value)) \($0.key)" }.joined(separator: ", ")
      + (others > 0 ? ", \(grouped(others)) others" : "")
  }

  private static func systemFolders(_ folders: [String]) -> String? {
    guard !folders.isEmpty else { return nil }
    return
      "passed over \(counted(folders.count, "folder")) of the system or of a program: \(shortList(folders))"
  }

  private static func links(_ links: [FolderScan.LinkedFolder]) -> [String] {
    [FolderScan.LinkedFolder.Reason.outside, .listedAlready, .unending].compactMap { reason -> String? in
      let paths = links.filter { $0.reason == reason }.map(\.path)
      guard !paths.isEmpty else { return nil }
      let noun = counted(paths.count, "linked folder")
      switch reason {
      case .outside:
        return
          "passed over \(noun) outside the folder of the photos: \(shortList(paths)); --follow-links takes "
          + "\(paths.count == 1 ? "it" : "them")"
      case .listedAlready:
        return "passed over \(noun), whose photos are listed under another name: \(shortList(paths))"
      case .unending:
        return
          "passed over \(noun) that \(paths.count == 1 ? "leads" : "lead") to the system's files or to a folder "
          + "around the photos: \(shortList(paths))"
      }
    }
  }
}
