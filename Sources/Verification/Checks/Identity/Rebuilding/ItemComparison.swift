internal import DatasetBuilding
internal import DatasetReading

/// The items of a dataset beside those that the same photos give now.
struct ItemComparison {
  private(set) var identicalCount = 0
  /// Of items that cannot be looked at, because their archives cannot be read.
  private var unreadableCounts: [Split: Int] = [:]
  private var differing: [Finding.Item] = []
  private var relabelled: [Finding.Item] = []
  /// Photos whose items the archives do not hold, or that give none now.
  private var absent: [String] = []

  var isAllIdentical: Bool {
    unreadableCounts.isEmpty && differing.isEmpty && relabelled.isEmpty && absent.isEmpty
  }

  init(_ dataset: Dataset, _ photos: [PhotoChanges.Survivor], _ now: Reconversion) {
    for photo in photos {
      let (position, source) = (photo.row.position, photo.row.source)
      guard let part = dataset.parts[position.split] else {
        unreadableCounts[position.split, default: 0] += 1
        continue
      }
      guard dataset.holds(position) else {
        absent.append(source)
        continue
      }
      guard let item = photo.item else {
        // A photo that was renamed may have lost its class; that is said of its renaming.
        if !photo.isRenamed { differing.append(Finding.Item(position, photo.note)) }
        continue
      }
      let label = now.store.records[item].photo.label
      let isSameLabel = Int(part.labels[position.index]) == label
      let isSame = part.bytes(of: position.index) == now.store.pixels(of: item)
      if isSame, isSameLabel { identicalCount += 1 }
      if !isSame { differing.append(Finding.Item(position)) }
      if !isSameLabel {
        let names = now.collection.classes.classes
        relabelled.append(
          Finding.Item(
            position,
            "\(names[label].name) by its photo, \(dataset.className(Int(part.labels[position.index]))) in the archive"
          ))
      }
    }
  }

  /// - Parameter version: an addition if another version of the program may be the cause.
  func findings(version: String) -> [Finding] {
    var findings: [Finding] = []
    let remedy =
      "an archive was edited, or another version of the program or of its libraries made it: "
      + "see 'recorded-checksums', and convert again with --overwrite"
    if !differing.isEmpty {
      findings.append(
        Finding(
          "\(counted(differing.count, "item")) not what the photos give, though these are the same\(version)",
          remedy: remedy, items: differing.sorted { $0.position < $1.position }))
    }
    if !relabelled.isEmpty {
      findings.append(
        Finding(
          "\(counted(relabelled.count, "item")) with another label than the photos have now",
          remedy: "find out which is right, and convert again with --overwrite",
          items: relabelled.sorted { $0.position < $1.position }))
    }
    if !absent.isEmpty {
      findings.append(
        Finding(
          "the archives do not hold the items of \(counted(absent.count, "photo")), such as \(absent[0])",
          remedy: remedy, files: absent))
    }
    for (split, count) in unreadableCounts.sorted(by: { $0.key.rawValue > $1.key.rawValue }) {
      findings.append(
        Finding(
          "\(split.rawValue): the archives cannot be read, so that \(counted(count, "item")) could not be compared",
          remedy: "put the files back as they were, or convert again with --overwrite"))
    }
    return findings
  }
}

extension Dataset {
  /// Whether there is an item at that position.
  func holds(_ position: ItemPosition) -> Bool {
    (0..<(parts[position.split]?.count ?? 0)).contains(position.index)
  }
}
