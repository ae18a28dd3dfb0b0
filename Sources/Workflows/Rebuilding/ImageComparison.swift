internal import Conversion
internal import DatasetFormat
internal import Verification
internal import Wording

/// A comparison of a dataset's images with those that the same photos give now.
struct ImageComparison {
  private(set) var identicalCount = 0
  /// The number of images in each split that cannot be compared because their files cannot be read.
  private var unreadableCounts: [Split: Int] = [:]
  private var differing: [Finding.Example] = []
  private var relabelled: [Finding.Example] = []
  /// The photos whose images are not in the files.
  private var absent: [String] = []

  var isAllIdentical: Bool {
    unreadableCounts.isEmpty && differing.isEmpty && relabelled.isEmpty && absent.isEmpty
  }

  init(_ dataset: Dataset, _ photos: [PhotoChanges.Survivor], _ now: Rebuild) {
    for photo in photos {
      let (position, source) = (photo.row.position, photo.row.source)
      guard let part = dataset.data[position.split] else {
        unreadableCounts[position.split, default: 0] += 1
        continue
      }
      guard dataset.holds(position) else {
        absent.append(source)
        continue
      }
      guard let example = photo.image else {
        // A renamed photo may have lost its class, which the finding about its renaming reports.
        if !photo.isRenamed { differing.append(Finding.Example(position, photo.note)) }
        continue
      }
      let label = now.store.label(of: example)
      let isSameLabel = Int(part.labels[position.index]) == label
      let isSame = part.bytes(of: position.index) == now.store.pixels(of: example)
      if isSame, isSameLabel { identicalCount += 1 }
      if !isSame { differing.append(Finding.Example(position)) }
      if !isSameLabel {
        let names = now.collection.classes.classes
        relabelled.append(
          Finding.Example(
            position,
            "\(names[label].name) by its photo, \(dataset.className(Int(part.labels[position.index]))) in the file"
          ))
      }
    }
  }

  /// - Parameter version: the text to append to messages if another version of the program may be the cause; otherwise
  ///   empty.
  func findings(version: String) -> [Finding] {
    var findings: [Finding] = []
    let remedy =
      "a file was edited, or another version of the program or of its libraries made it: "
      + "see 'recorded-checksums', and convert again with --overwrite"
    if !differing.isEmpty {
      findings.append(
        Finding(
          "\(counted(differing.count, "image")) not what the photos give, though these are the same\(version)",
          remedy: remedy, examples: differing.sorted { $0.position < $1.position }))
    }
    if !relabelled.isEmpty {
      findings.append(
        Finding(
          "\(counted(relabelled.count, "image")) with another label than the photos have now",
          remedy: "find out which is right, and convert again with --overwrite",
          examples: relabelled.sorted { $0.position < $1.position }))
    }
    if !absent.isEmpty {
      findings.append(
        Finding(
          "the files do not hold the images of \(counted(absent.count, "photo")), such as \(absent[0])",
          remedy: remedy, files: absent))
    }
    for (split, count) in unreadableCounts.sorted(by: { $0.key < $1.key }) {
      findings.append(
        Finding(
          "\(split.rawValue): the files cannot be read, so that \(counted(count, "image")) could not be compared",
          remedy: "put the files back as they were, or convert again with --overwrite"))
    }
    return findings
  }
}
