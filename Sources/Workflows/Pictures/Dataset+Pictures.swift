package import DatasetFormat
package import ImageCore
internal import Wording

extension SplitData {
  /// Returns one image as a picture.
  package func picture(of index: Int) -> Image {
    Image(
      size: size, channels: type.channels, samples: .eightBit(Array(bytes(of: index))))
  }
}

extension Dataset {
  /// Returns the positions of all images that can be read, in the order train, validation, test.
  ///
  /// - Parameters:
  ///   - split: the split to take; nil for all splits.
  ///   - classes: the classes to take.
  package func positions(in split: Split?, of classes: ClassSelection) -> [ExamplePosition] {
    splits.filter { split == nil || $0.split == split }.flatMap { part in
      (0..<part.count).filter { classes.contains(Int(part.labels[$0])) }.map {
        ExamplePosition(part.split, $0)
      }
    }
  }

  /// Returns the split that an image is in.
  ///
  /// - Throws: `DatasetError` if there is no such image, with the range of existing indices.
  package func part(of position: ExamplePosition) throws(DatasetError) -> SplitData {
    try checkExistence(of: position.split)
    let split = position.split.rawValue
    guard let part = data[position.split], part.count > 0 else {
      throw DatasetError(
        .invalidInput,
        "\(root): there are no \(split) images that can be read; 'fmbuild verify \(root)' says why")
    }
    guard (0..<part.count).contains(position.index) else {
      throw DatasetError(
        .invalidInput,
        "\(root): there is no \(position); \(split) has \(counted(part.count, "image")), 0 to \(part.count - 1)"
      )
    }
    return part
  }

  /// The messages about splits that are left out because one of their files cannot be read.
  package var unreadSplitMessages: [String] {
    idxFiles.filter { $0.error != nil && data[$0.name.split] == nil }.map { idxFile in
      "\(path(idxFile.path)): this file is damaged, so that \(idxFile.name.split.rawValue) is left out; 'fmbuild verify "
        + "\(root)' says more"
    }
  }

  /// - Throws: `DatasetError` if the dataset has no images that can be read.
  package func checkForExamples() throws(DatasetError) {
    guard imageCount > 0 else {
      throw DatasetError(
        .invalidInput, "\(root): there are no images that can be read; 'fmbuild verify \(root)' says why")
    }
  }

  /// - Throws: `DatasetError` if the dataset has no images that can be read, or images of several sizes.
  func checkForImagesOfOneType() throws(DatasetError) {
    guard imageCount > 0, let first = splits.first, splits.allSatisfy({ $0.type == first.type }) else {
      throw DatasetError(
        .notADataset,
        "\(root): there are no images of one size that can be read; 'fmbuild verify \(root)' says why")
    }
  }

  /// - Throws: `DatasetError` if the dataset has no such split.
  package func checkExistence(of split: Split) throws(DatasetError) {
    guard expectedSplits.contains(split) else {
      throw DatasetError(
        .invalidInput,
        "\(root): there is no \(split.rawValue) split, only "
          + expectedSplits.map(\.rawValue).joined(separator: " and "))
    }
  }
}
