internal import DatasetBuilding
internal import DatasetReading
internal import IDX

/// Are the files there, whole, packed, called and placed as the loader wants them?
extension ArchiveAssessor {
  var missing: [Obstacle] {
    let missing = ArchiveSlot.all.filter { archives[$0] == nil }
    guard !missing.isEmpty else { return [] }
    let readable = Split.allCases.filter { split in !missing.contains { $0.split == split } }
    let isFatal =
      switch demands.files {
      case .allFour: true
      case .oneSplit: readable.isEmpty
      case .oneFile: archives.isEmpty
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
    present.compactMap { _, archive in
      guard let error = archive.error else { return nil }
      return Obstacle(
        isFatal: true, message: "\(archive.path) is damaged: \(error.message)", remedy: "replace the file",
        files: [archive.path])
    }
  }

  /// Whether the elements are bytes, and images grey.
  var kinds: [Obstacle] {
    guard !demands.takesAnyArray else { return [] }
    var obstacles: [Obstacle] = []
    let sound = present.filter { $0.archive.error == nil }
    for (slot, archive) in sound {
      guard let header = archive.header else { continue }
      let rank = header.dimensions.count
      if header.elementType != .uint8 || rank != slot.rank, !(slot.content == .images && rank == 4) {
        obstacles.append(
          Obstacle(
            isFatal: true,
            message:
              "\(archive.path) holds \(header), where it expects bytes in \(counted(slot.rank, "dimension"))",
            remedy: "write it with bytes of 0 to 255 and \(counted(slot.rank, "dimension"))",
            files: [archive.path]))
      }
    }
    let colour = sound.filter { $0.slot.content == .images && $0.archive.header?.dimensions.count == 4 }
    if let first = colour.first?.archive.header {
      let isGrey = first.dimensions[3] == 1
      obstacles.append(
        Obstacle(
          isFatal: true,
          message: "it reads images of three dimensions, all grey, and these have four"
            + (isGrey ? ", the last being 1" : ", in colour"),
          option: isGrey ? nil : "--pipeline fashion-mnist",
          remedy: isGrey ? "drop the last dimension before it is written" : nil,
          files: colour.map(\.archive.path)))
    }
    return obstacles
  }

  /// Those whose packaging is not what the loader takes.
  private var wronglyPacked: [Archive] {
    present.map(\.archive).filter { $0.error == nil && !Self.isPacked($0, as: forms) }
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
        isFatal: true, message: "it looks in \(folder) below \(root)", option: LoaderRemedy(self).option,
        remedy: remedy)
    case .fixed(let title, _):
      return Obstacle(
        isFatal: false, message: "it looks nowhere but in \(title.replacing("`", with: ""))", remedy: remedy)
    }
  }

  /// EMNIST's names say a variant that other datasets do not have: nothing else matters then.
  var foreignNames: Obstacle? {
    guard demands.naming == .emnist, !present.contains(where: { $0.archive.name.prefix.hasPrefix("emnist-") })
    else { return nil }
    let example = demands.naming.example(.train, .images)
    return Obstacle(
      isFatal: true, message: "it looks for names such as \(example)",
      remedy: "load it with torchvision.datasets.FashionMNIST (--for torchvision)")
  }

  var names: [Obstacle] {
    present.compactMap { slot, archive in
      guard archive.error == nil, demands.naming != .any else { return nil }
      // Colour images are called after their four dimensions; that they are colour has been said.
      guard !(slot.content == .images && archive.header?.dimensions.count == 4) else { return nil }
      let form = ArchiveForm(of: archive)
      let isTold = form == ArchiveForm(named: archive.name)
      guard !isTold || !demands.naming.accepts(archive.name) else { return nil }
      let stem =
        demands.naming.accepts(archive.name)
        ? archive.name.stem : demands.naming.example(slot.split, slot.content)
      let folder = LoaderRemedy.quoted(root.archiveFolder)
      let current = archive.name.stem + (archive.name.isNamedGzip ? ".gz" : "")
      return Obstacle(
        isFatal: true, message: "\(archive.path) is not called \(stem)\(form.suffix)",
        option: LoaderRemedy(self).option,
        remedy: "mv \(folder)/\(current) \(folder)/\(stem)\(form.suffix)", files: [archive.path])
    }
  }
}

extension ArchiveSlot {
  /// How many dimensions MNIST's archive has.
  fileprivate var rank: Int { content == .images ? 3 : 1 }
}
