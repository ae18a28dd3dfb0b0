internal import DatasetBuilding
internal import DatasetReading
internal import ImageCore

extension DatasetPart {
  /// One item as a picture.
  func picture(of index: Int) -> Image {
    Image(
      size: size, channels: channelCount == 1 ? .grey : .rgb, samples: .eightBit(Array(bytes(of: index))))
  }
}

extension Dataset {
  /// The positions of all items that can be looked at, train first.
  ///
  /// - Parameters:
  ///   - split: nil for both.
  ///   - classes: of these only.
  func positions(in split: Split?, of classes: ClassSelection) -> [ItemPosition] {
    splits.filter { split == nil || $0.split == split }.flatMap { part in
      (0..<part.count).filter { classes.contains(Int(part.labels[$0])) }.map { ItemPosition(part.split, $0) }
    }
  }

  /// The part that an item stands in.
  ///
  /// - Throws: `DatasetError` if there is no such item, with those that there are.
  func part(of position: ItemPosition) throws(DatasetError) -> DatasetPart {
    let split = position.split.rawValue
    guard let part = parts[position.split], part.count > 0 else {
      throw DatasetError(
        .invalidInput,
        "\(root): there are no \(split) images that can be read; 'fmbuild verify \(root)' says why")
    }
    guard (0..<part.count).contains(position.index) else {
      throw DatasetError(
        .invalidInput,
        "\(root): there is no \(position); \(split) has \(counted(part.count, "item")), 0 to \(part.count - 1)"
      )
    }
    return part
  }

  /// Says which splits are left out because a file of theirs cannot be read.
  func reportUnreadArchives() {
    for archive in archives where archive.error != nil && parts[archive.name.split] == nil {
      Output.message(
        "\(path(archive.path)): this file is damaged, so that \(archive.name.split.rawValue) is left out; 'fmbuild verify \(root)' says more"
      )
    }
  }

  /// - Throws: `DatasetError` if there is nothing to look at.
  func checkForItems() throws(DatasetError) {
    guard itemCount > 0 else {
      throw DatasetError(
        .invalidInput, "\(root): there are no images that can be read; 'fmbuild verify \(root)' says why")
    }
  }
}

extension DatasetSummary {
  /// What the dataset is, in a line: `data: 200 items of 28x28 grey, 169 in train, 31 in t10k, 10 classes`.
  var headline: String {
    guard let first = parts.first else { return "\(folder): no split can be read" }
    let kind = "\(first.width)x\(first.height) \(first.channelCount == 1 ? "grey" : "colour")"
    let counts = parts.map { "\(grouped($0.itemCount)) in \($0.split.rawValue)" }
    let itemCount = parts.reduce(0) { $0 + $1.itemCount }
    return "\(folder): \(counted(itemCount, "item")) of \(kind), \(counts.joined(separator: ", ")), "
      + counted(classNames.count, "class", plural: "classes")
  }
}
