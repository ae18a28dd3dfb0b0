package import DatasetFormat

/// An image of a dataset that is compared with another: its place, its class and what is known of its photo.
package struct ComparedImage: Sendable {
  package let position: ExamplePosition
  package let label: Int
  /// The name of the class; the label as text if it has none.
  package let className: String
  /// The path of the photo below the folder of the photos; empty if no manifest says it.
  package let source: String
  /// The SHA-256 of the photo's file, 64 lower-case hexadecimal digits; empty if no manifest says it.
  package let sha256: String
}

/// The images of a dataset in the order of its splits, with their bytes.
struct ComparedImages {
  let all: [ComparedImage]
  private let dataset: Dataset
  /// The index in `all` of the first image of each split.
  private let starts: [Split: Int]

  init(_ dataset: Dataset) {
    self.dataset = dataset
    let names = (0..<dataset.classCount).map(dataset.className)
    var all: [ComparedImage] = []
    all.reserveCapacity(dataset.imageCount)
    var starts: [Split: Int] = [:]
    for part in dataset.splits {
      starts[part.split] = all.count
      for index in 0..<part.count {
        let position = ExamplePosition(part.split, index)
        let row = dataset.manifest?.row(at: position)
        let label = Int(part.labels[index])
        all.append(
          ComparedImage(
            position: position, label: label, className: names[label], source: row?.source ?? "",
            sha256: row?.sha256 ?? ""))
      }
    }
    self.all = all
    self.starts = starts
  }

  /// The types of the images, without repetition.
  var types: Set<ExampleType> { Set(dataset.splits.lazy.filter { $0.count > 0 }.map(\.type)) }

  /// Returns the index in `all` of the image at a position; nil if there is none.
  func index(of position: ExamplePosition) -> Int? {
    guard dataset.holds(position), let start = starts[position.split] else { return nil }
    return start + position.index
  }

  /// Returns the bytes of an image, by its index in `all`.
  func bytes(_ image: Int) -> ArraySlice<UInt8> {
    let position = all[image].position
    return dataset.data[position.split]?.bytes(of: position.index) ?? []
  }

  /// Returns whether an image is the same as one of others in size, channels and bytes.
  func isSame(_ image: Int, as other: Int, of others: ComparedImages) -> Bool {
    dataset.data[all[image].position.split]?.type
      == others.dataset.data[others.all[other].position.split]?.type
      && bytes(image) == others.bytes(other)
  }
}
