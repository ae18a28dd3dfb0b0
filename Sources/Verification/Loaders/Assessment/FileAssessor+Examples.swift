internal import DatasetFormat
internal import FileSystem
internal import IDX
internal import Wording

/// The demands on the images and labels: their numbers, sizes and values.
extension FileAssessor {
  private func dimensions(_ split: Split, _ content: IDXFileName.Content) -> [Int]? {
    idxFiles[FileSlot(split: split, content: content)]?.header?.dimensions
  }

  var counts: [Obstacle] {
    var obstacles: [Obstacle] = []
    let found = Split.ofMNIST.compactMap { split in
      dimensions(split, .images)?.first.map { (split: split, count: $0) }
    }
    let wrong = found.filter { !demands.counts.accepts($0.count, in: $0.split) }
    if !wrong.isEmpty {
      let have = wrong.map { "\($0.split.rawValue) has \(grouped($0.count))" }.joined(separator: ", ")
      switch demands.counts {
      case .any: break
      case .exactMNIST:
        obstacles.append(
          Obstacle(
            isFatal: true, message: "it takes exactly 60,000 and 10,000 images; \(have)",
            option: "--exact-mnist"))
      case .multiple(let number):
        obstacles.append(
          Obstacle(
            isFatal: false,
            message:
              "it reads blocks of \(number) images, and \(have): it stops or leaves out the last block",
            remedy:
              "leave out images until both numbers are multiples of \(number), or read the files with numpy"
          ))
      }
    }
    guard demands.files != .oneFile else { return obstacles }
    for (split, count) in found {
      guard let labelCount = dimensions(split, .labels)?.first, labelCount != count else { continue }
      obstacles.append(
        Obstacle(
          isFatal: false,
          message: "\(split.rawValue) has \(counted(count, "image")), but \(counted(labelCount, "label")): "
            + "it may stop, or pair what does not belong together",
          remedy: "make the images and labels of \(split.rawValue) again together"))
    }
    return obstacles
  }

  var sizes: [Obstacle] {
    let wrong = Split.ofMNIST.compactMap { split -> String? in
      guard let sides = dimensions(split, .images)?.dropFirst(), sides.count >= 2 else { return nil }
      let (height, width) = (sides[1], sides[2])
      return demands.size.accepts(width: width, height: height) ? nil : "\(width)x\(height)"
    }
    guard let size = wrong.first else { return [] }
    let all = Set(wrong).sorted().joined(separator: " and ")
    let option = "--pipeline fashion-mnist"
    switch demands.size {
    case .any: return []
    case .mnist:
      return [
        Obstacle(isFatal: true, message: "it takes images of 28x28, and these are \(all)", option: option)
      ]
    case .mnistPixelCount:
      return [
        Obstacle(
          isFatal: true, message: "it takes images of 784 pixels, and these are \(all)", option: option)
      ]
    case .calledMNIST:
      return [
        Obstacle(
          isFatal: false, message: "it says of all images that they are 28x28, and these are \(all)",
          option: option,
          remedy: "take rows of \(size.prefix { $0 != "x" }) bytes yourself")
      ]
    }
  }

  var labels: [Obstacle] {
    let classCount = dataset.splits.compactMap { $0.labels.max() }.max().map { Int($0) + 1 } ?? 0
    let option = "--classes ten.yaml"
    guard classCount > 10 || isNamedOtherwise || isOverfull else { return [] }
    switch demands.labels {
    case .any: return []
    case .zeroRowsFromTen:
      return [
        Obstacle(
          isFatal: false,
          message: "labels go up to \(classCount - 1), and from 10 on it makes rows of zeros of them",
          option: option,
          remedy: "make the one-hot rows yourself: numpy.eye(\(classCount))[labels]")
      ]
    case .refusedFromTen:
      return [
        Obstacle(
          isFatal: true, message: "labels go up to \(classCount - 1), and from 10 on it stops", option: option
        )
      ]
    case .tenAnnounced:
      return [
        Obstacle(
          isFatal: false,
          message: "labels go up to \(classCount - 1), and it says that there are ten classes",
          remedy: "give the network \(classCount) outputs, not the number of labels that it says")
      ]
    case .tenNamed(let names) where dataset.classCount > 10:
      return [
        Obstacle(
          isFatal: true,
          message: "it knows the ten classes of \(names.rawValue), and there are \(dataset.classCount)",
          option: option)
      ]
    case .named(let names), .tenNamed(let names):
      let source = dataset.hasClassFile ? "\(dataset.path(DatasetFile.classes))" : "your own list"
      let code =
        loader.language == .python && dataset.hasClassFile
        ? ": dataset.classes = open(\"\(source)\").read().splitlines()" : " from \(source)"
      return [
        Obstacle(
          isFatal: false,
          message: classCount > 10 && !isNamedOtherwise
            ? "labels go up to \(classCount - 1), and it names ten classes, \(names.rawValue)'s"
            : "it calls the classes what \(names.rawValue) calls its own",
          remedy: "take the names\(code)")
      ]
    }
  }

  /// Whether the dataset has class names that differ from those built into the loader.
  private var isNamedOtherwise: Bool {
    guard let names = demands.labels.builtInNames, let own = dataset.classNames else { return false }
    return !names.match(own)
  }

  /// Whether the dataset has more classes than the loader has room for, with images or without.
  private var isOverfull: Bool {
    if case .tenNamed = demands.labels { dataset.classCount > 10 } else { false }
  }

  /// The obstacle that the loader takes the names of classes from a file that is not there.
  var classFile: Obstacle? {
    guard let name = demands.classFile, FileIdentity(root.idxFolder + "/" + name) == nil else { return nil }
    let source = shellQuoted(dataset.path(DatasetFile.classes))
    return Obstacle(
      isFatal: false,
      message:
        "it takes the names of classes from \(name), which is not there, and else knows the digits 0 to 9",
      remedy: dataset.hasClassFile
        ? "cp \(source) \(shellQuoted(root.idxFolder + "/" + name))"
        : "write the names into \(root.idxFolder)/\(name), one a line")
  }

  /// The obstacle that the loader compares checksums with those of a published dataset.
  var checksum: Obstacle? {
    guard case .always(let name) = demands.checksum else { return nil }
    let known = KnownDataset.all.first { $0.name == name }
    let isKnown = !idxFiles.isEmpty && idxFiles.values.allSatisfy { known?.matches($0) == true }
    return Obstacle(
      isFatal: !isKnown,
      message: isKnown
        ? "it compares checksums of the compressed files, which only the published ones have"
        : "it compares checksums with \(name)'s, and downloads that over these files",
      remedy: "work on a copy, and read the files with numpy instead")
  }

  /// The obstacle that the loader prefers other files to the dataset's.
  var preference: Obstacle? {
    guard let root = root.path, !demands.preferredFiles.isEmpty,
      demands.preferredFiles.allSatisfy({ FileIdentity(root + "/" + $0) != nil })
    else { return nil }
    let files = demands.preferredFiles.map { shellQuoted(root + "/" + $0) }
    return Obstacle(
      isFatal: false,
      message:
        "it reads \(demands.preferredFiles.joined(separator: " and ")), left by an old version, not the files",
      remedy: "rm \(files.joined(separator: " "))")
  }
}
