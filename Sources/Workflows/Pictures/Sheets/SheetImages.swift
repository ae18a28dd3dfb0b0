package import DatasetFormat

/// The images that a sheet shows, by class and split, and their largest number.
package struct SheetFilter {
  package let dataset: Dataset
  package let classes: ClassSelection
  /// The split to show; nil for all splits, or for test in `MistakenImages`.
  package let split: Split?
  package let count: Int

  package init(dataset: Dataset, classes: ClassSelection, split: Split?, count: Int) {
    self.dataset = dataset
    self.classes = classes
    self.split = split
    self.count = count
  }

  package func keeps(_ position: ExamplePosition) -> Bool {
    (split == nil || position.split == split) && classes.contains(dataset.label(of: position))
  }
}

/// A group of images for a contact sheet, with captions.
package struct SheetImages {
  package struct Example {
    package let position: ExamplePosition
    /// The lines below the image.
    package let captions: [String]
  }

  /// The common property of the images in one line.
  package let heading: String
  package let examples: [Example]
}
