internal import DatasetFormat
internal import TestSupport

extension PlantedDefect {
  /// Returns a defect that replaces an image by a copy of a training image.
  ///
  /// - Parameters:
  ///   - split: the split of the replaced image.
  ///   - label: the label of the replaced image; that of the original is 0.
  private static func copy(
    _ name: String, _ check: String, to split: Split, label: Int = 0,
    _ edit: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) -> PlantedDefect {
    PlantedDefect(
      name, check,
      .examples { dataset in
        let original = dataset.examples(of: 0, in: .train)[5]
        let copy = dataset.examples(of: label, in: split)[9]
        dataset[copy] = edit(dataset[original])
        return [original, copy]
      })
  }

  /// Returns the picture with a few pixels changed as slightly as by another JPEG encoder.
  @Sendable static func noisy(_ picture: [UInt8]) -> [UInt8] {
    picture.enumerated().map { pixel, level in
      guard pixel.isMultiple(of: 29), (2...253).contains(level) else { return level }
      return pixel.isMultiple(of: 2) ? level + 2 : level - 2
    }
  }

  /// Defects of images that occur more than once.
  static let duplicates = [
    copy("picture twice in train", "exact-duplicates", to: .train),
    copy("picture in train and test", "exact-leaks", to: .test),
    copy("picture twice in train, encoded anew", "near-duplicates", to: .train, noisy),
    copy("picture in train and test, encoded anew", "near-leaks", to: .test, noisy),
    copy("picture under two labels", "conflicting-labels", to: .train, label: 9),
    copy("picture under two labels, encoded anew", "conflicting-labels", to: .train, label: 9, noisy),
    copy("picture under another label in test", "conflicting-labels", to: .test, label: 9),
  ]
}
