package import DatasetFormat

/// The images of an older dataset among those that photos give now, and the places that they keep.
package struct PlacedBase: Sendable {
  /// The images of each split in the order of the older dataset, by their indices in the store.
  package let images: [Split: [Int]]
  /// What was found when the photos were compared, one sentence each.
  package let notes: [String]
  /// What may be wrong, one sentence each.
  package let warnings: [String]
  /// The split of each image of the store; nil for images that the older dataset does not have.
  private let splits: [Split?]

  /// - Parameter count: the number of images of the store.
  package init(images: [Split: [Int]], count: Int, notes: [String], warnings: [String]) {
    self.images = images
    self.notes = notes
    self.warnings = warnings
    var splits = [Split?](repeating: nil, count: count)
    for (split, own) in images { for image in own { splits[image] = split } }
    self.splits = splits
  }

  /// Returns the split that an image keeps; nil if the older dataset does not have it.
  package func split(of image: Int) -> Split? { splits[image] }
}
