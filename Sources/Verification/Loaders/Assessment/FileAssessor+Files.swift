internal import DatasetFormat
internal import IDX
internal import Wording

/// The demands on the files: their existence, integrity, packaging, names and place.
extension FileAssessor {
  var missing: [Obstacle] {
    let missing = FileSlot.all.filter { idxFiles[$0] == nil }
    guard !missing.isEmpty else { return [] }
    let readable = Split.ofMNIST.filter { split in !missing.contains { $0.split == split } }
    let isFatal =
      switch demands.files {
      case .allFour: true
      case .oneSplit: readable.isEmpty
      case .oneFile: idxFiles.isEmpty
      }
    let names = missing.map { demands.naming.example($0.split, $0.content) }
    return [
      Obstacle(
        isFatal: isFatal,
        message: "it finds no \(names.joined(separator: ", "))"
          + (isFatal || readable.isEmpty ? "" : ", and reads \(readable[0].rawValue) alone"),
        remedy: "copy what is missing into the folder, or make the dataset again", files: names)
    ]
  }

  var damage: [Obstacle] {
    present.compactMap { _, idxFile in
      guard let error = idxFile.error else { return nil }
      return Obstacle(
        isFatal: true, message: "\(idxFile.path) is damaged: \(error.message)", remedy: "replace the file",
        files: [idxFile.path])
    }
  }

  /// The obstacles in the types of elements and numbers of dimensions: the loader expects bytes and grey images.
  var kinds: [Obstacle] {
    guard !demands.takesAnyArray else { return [] }
    var obstacles: [Obstacle] = []
    let sound = present.filter { $0.idxFile.error == nil }
    for (slot, idxFile) in sound {
      guard let header = idxFile.header else { continue }
      let rank = header.dimensions.count
      if header.elementType != .uint8 || rank != slot.rank, !(slot.content == .images && rank == 4) {
        obstacles.append(
          Obstacle(
            isFatal: true,
            message:
              "\(idxFile.path) holds \(header), where it expects bytes in \(counted(slot.rank, "dimension"))",
            remedy: "write it with bytes of 0 to 255 and \(counted(slot.rank, "dimension"))",
            files: [idxFile.path]))
      }
    }
    let colour = sound.filter { $0.slot.content == .images && $0.idxFile.header?.dimensions.count == 4 }
    if let first = colour.first?.idxFile.header {
      let isGrey = first.dimensions[3] == 1
      obstacles.append(
        Obstacle(
          isFatal: true,
          message: "it reads images of three dimensions, all grey, and these have four"
            + (isGrey ? ", the last being 1" : ", in colour"),
          option: isGrey ? nil : "--pipeline fashion-mnist",
          remedy: isGrey ? "drop the last dimension before it is written" : nil,
          files: colour.map(\.idxFile.path)))
    }
    return obstacles
  }

  /// The readable files whose packaging differs from what the loader takes.
  private var wronglyPacked: [IDXFileSummary] {
    present.map(\.idxFile).filter { $0.error == nil && !Self.isPacked($0, as: forms) }
  }

  var packaging: Obstacle? {
    let wrong = wronglyPacked
    guard !wrong.isEmpty else { return nil }
    let wantsRaw = forms.contains(.raw)
    let which =
      wrong.count == present.count
      ? "these are" : wrong.map(\.path).joined(separator: ", ") + (wrong.count == 1 ? " is" : " are")
    return Obstacle(
      isFatal: true,
      message: wantsRaw
        ? "it reads uncompressed files, and \(which) gzipped" : "it reads gzipped files, and \(which) not",
      option: LoaderRemedy(self).option, remedy: LoaderRemedy(self).shell(wrong), files: wrong.map(\.path))
  }

  var place: Obstacle? {
    guard root.path == nil else { return nil }
    let remedy = LoaderRemedy(self).shell(wronglyPacked)
    switch demands.place {
    case .anyFolder: return nil
    case .below(let root, let folder, _):
      return Obstacle(
        isFatal: true, message: "it looks in \(folder) below \(root.title)",
        option: LoaderRemedy(self).option,
        remedy: remedy)
    case .fixed(let title, _):
      return Obstacle(
        isFatal: false, message: "it looks nowhere but in \(title.replacing("`", with: ""))", remedy: remedy)
    }
  }

  /// The obstacle that the loader expects EMNIST's file names, which other datasets do not have; it makes other
  /// obstacles irrelevant.
  var foreignNames: Obstacle? {
    guard demands.naming == .emnist, !present.contains(where: { $0.idxFile.name.prefix.hasPrefix("emnist-") })
    else { return nil }
    let example = demands.naming.example(.train, .images)
    return Obstacle(
      isFatal: true, message: "it looks for names such as \(example)",
      remedy: "load it with torchvision.datasets.FashionMNIST (--for torchvision)")
  }

  var names: [Obstacle] {
    present.compactMap { slot, idxFile in
      guard idxFile.error == nil, demands.naming != .any else { return nil }
      // Names of colour images follow from their four dimensions; the obstacle of colour is reported by `kinds`.
      guard !(slot.content == .images && idxFile.header?.dimensions.count == 4) else { return nil }
      let form = IDXFileForm(of: idxFile)
      let isTold = form == IDXFileForm(named: idxFile.name)
      guard !isTold || !demands.naming.accepts(idxFile.name) else { return nil }
      let stem =
        demands.naming.accepts(idxFile.name)
        ? idxFile.name.stem : demands.naming.example(slot.split, slot.content)
      let folder = shellQuoted(root.idxFolder)
      let current = idxFile.name.stem + (idxFile.name.isNamedGzip ? ".gz" : "")
      return Obstacle(
        isFatal: true, message: "\(idxFile.path) is not called \(stem)\(form.suffix)",
        option: LoaderRemedy(self).option,
        remedy: "mv \(folder)/\(current) \(folder)/\(stem)\(form.suffix)", files: [idxFile.path])
    }
  }
}

extension FileSlot {
  /// The number of dimensions of MNIST's file.
  fileprivate var rank: Int { content == .images ? 3 : 1 }
}
