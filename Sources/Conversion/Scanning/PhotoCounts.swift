internal import DatasetFormat

/// The numbers of photos by class and by the split that the user gave, with those of photos that give no image.
package struct PhotoCounts: Sendable {
  package private(set) var total = 0
  /// The number of photos to which a correction gave another class.
  package private(set) var relabelled = 0
  /// The name of the folder of each class, if the user has made folders for splits; by label.
  private(set) var classFolders: [Int: String] = [:]
  private var byLabel: [Int: Int] = [:]
  /// The numbers of photos of each class in each split that the user gave.
  private var given: [Split: [Int: Int]] = [:]
  private let classPlace: Int?

  /// - Parameter classPlace: the place of the class's name among the names of a photo's path; nil if it is unknown.
  init(classPlace: Int?) { self.classPlace = classPlace }

  /// Counts the photos of the images of a store.
  init(_ store: ExampleStore) {
    classPlace = nil
    for image in 0..<store.count { add(store.label(of: image), store.split(of: image)) }
  }

  mutating func add(_ photo: Photo) {
    add(photo.label, photo.split)
    if photo.formerLabel != nil { relabelled += 1 }
    if let classPlace, classFolders[photo.label] == nil {
      let names = photo.source.split(separator: "/")
      if names.count > classPlace + 1 { classFolders[photo.label] = String(names[classPlace]) }
    }
  }

  private mutating func add(_ label: Int, _ split: Split?) {
    total += 1
    byLabel[label, default: 0] += 1
    if let split { given[split, default: [:]][label, default: 0] += 1 }
  }

  /// The labels that photos have, ascending.
  var labels: [Int] { byLabel.keys.sorted() }

  /// Returns the number of photos of a class.
  func count(of label: Int) -> Int { byLabel[label] ?? 0 }

  /// Returns the number of photos of a class that the user has put into a split.
  func count(of label: Int, in split: Split) -> Int { given[split]?[label] ?? 0 }

  /// Returns the number of photos that the user has put into a split.
  func count(in split: Split) -> Int { given[split]?.values.reduce(0, +) ?? 0 }
}
