internal import DatasetFormat

/// The pairs of images of two datasets of which nobody knows the photos: by split and index, and by equal bytes.
///
/// Images with the same bytes at the same place are pairs. Of the others, those with the same bytes elsewhere have moved:
/// the first of one dataset is the first of the other, those with the same label before all. What is left at the same
/// place has been changed.
struct PlaceMatching {
  /// The index in the new list of each image of the old one; nil if it is not there.
  private(set) var partners: [Int?]
  private var isTaken: [Bool]

  /// - Parameter labels: the new label of each old label; -1 for one that is no more.
  init(_ old: ComparedImages, _ new: ComparedImages, labels: [Int]) {
    partners = Array(repeating: nil, count: old.all.count)
    isTaken = Array(repeating: false, count: new.all.count)
    for (image, before) in old.all.enumerated() {
      if let place = new.index(of: before.position), old.isSame(image, as: place, of: new) {
        join(image, place)
      }
    }
    // Equal bytes are equal images only if all have one size.
    if old.types == new.types, old.types.count == 1 {
      let (gone, come) = (openImages, isTaken.indices.filter { !isTaken[$0] })
      let equal = EqualImages(count: gone.count + come.count) { index in
        index < gone.count ? old.bytes(gone[index]) : new.bytes(come[index - gone.count])
      }
      for set in equal.sets {
        let before = set.filter { $0 < gone.count }.map { gone[$0] }
        let after = set.filter { $0 >= gone.count }.map { come[$0 - gone.count] }
        joinInOrder(before, after, byLabel: { labels[old.all[$0].label] }, { new.all[$0].label })
      }
    }
    for image in openImages {
      if let place = new.index(of: old.all[image].position), !isTaken[place] { join(image, place) }
    }
  }

  private var openImages: [Int] { partners.indices.filter { partners[$0] == nil } }

  private mutating func join(_ image: Int, _ partner: Int) {
    partners[image] = partner
    isTaken[partner] = true
  }

  /// Joins images with equal bytes: first those with the same label, then the others, each in their order.
  private mutating func joinInOrder(
    _ before: [Int], _ after: [Int], byLabel oldLabel: (Int) -> Int, _ newLabel: (Int) -> Int
  ) {
    let waiting = Dictionary(grouping: after, by: newLabel)
    var next: [Int: Int] = [:]
    for image in before {
      let label = oldLabel(image)
      let place = next[label, default: 0]
      guard let own = waiting[label], place < own.count else { continue }
      next[label] = place + 1
      join(image, own[place])
    }
    for (image, partner) in zip(before.filter { partners[$0] == nil }, after.filter { !isTaken[$0] }) {
      join(image, partner)
    }
  }
}
