internal import DatasetBuilding
internal import DatasetReading
internal import TestSupport
internal import Verification

extension Plant {
  /// Puts a copy of one training item in the place of another item.
  ///
  /// - Parameters:
  ///   - split: where the copy goes.
  ///   - label: of the item that it replaces; that of the original is 0.
  private static func copy(
    _ name: String, _ check: String, to split: Split, label: Int = 0,
    _ edit: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) -> Plant {
    Plant(
      name, check,
      .items { dataset in
        let original = dataset.items(of: 0, in: .train)[5]
        let copy = dataset.items(of: label, in: split)[9]
        dataset[copy] = edit(dataset[original])
        return [original, copy]
      })
  }

  /// Changes a few pixels by as little as another JPEG encoder does.
  @Sendable private static func noisy(_ picture: [UInt8]) -> [UInt8] {
    picture.enumerated().map { pixel, level in
      guard pixel.isMultiple(of: 29), (2...253).contains(level) else { return level }
      return pixel.isMultiple(of: 2) ? level + 2 : level - 2
    }
  }

  /// Pictures that stand there more than once.
  static let duplicates = [
    copy("picture twice in train", "exact-duplicates", to: .train),
    copy("picture in both splits", "exact-leaks", to: .t10k),
    copy("picture twice in train, encoded anew", "near-duplicates", to: .train, noisy),
    copy("picture in both splits, encoded anew", "near-leaks", to: .t10k, noisy),
    copy("picture under two labels", "conflicting-labels", to: .train, label: 9),
    copy("picture under two labels, encoded anew", "conflicting-labels", to: .train, label: 9, noisy),
    copy("picture under another label in t10k", "conflicting-labels", to: .t10k, label: 9),
  ]
}
