extension CrossValidation {
  /// Returns the fold of each image, 0..<foldCount, in an order that depends on the seed.
  ///
  /// Without groups, folds differ by one image at most, in all and in every class. With groups, images of the same
  /// group are in the same fold, folds differ by no more images than the largest group has, and classes are distributed
  /// as evenly as a greedy choice can.
  ///
  /// - Parameter groups: the number of the group of each image; nil if the images are independent of each other.
  /// - Precondition: there are as many group numbers as labels.
  public func folds(of labels: [UInt8], groups: [Int]? = nil) -> [Int] {
    if let groups { return groupedFolds(of: labels, groups) }
    var random = SeededRandom(seed: seed, purpose: .folds)
    let order = random.permutation(labels.count)
    var folds = [Int](repeating: 0, count: labels.count)
    var next = 0
    for label in 0...UInt8.max {
      for image in order where labels[image] == label {
        folds[image] = next % foldCount
        next += 1
      }
    }
    return folds
  }

  /// The images of one group, which are in the same fold.
  private struct Group {
    var images: [Int] = []
    /// The number of images of each label.
    var labelCounts: [UInt8: Int] = [:]

    /// The most frequent label, the lowest of equally frequent ones.
    var label: UInt8 { labelCounts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? 0 }
  }

  /// The number of images assigned to a fold, in all and by label.
  private struct Fold {
    var count = 0
    var labelCounts = [Int](repeating: 0, count: 256)

    /// Returns the overlap of the fold's label counts with those of a group.
    func overlap(_ group: Group) -> Int {
      group.labelCounts.reduce(0) { $0 + $1.value * labelCounts[Int($1.key)] }
    }
  }

  private func groupedFolds(of labels: [UInt8], _ groups: [Int]) -> [Int] {
    precondition(groups.count == labels.count, "every image has a group")
    let ordered = orderedGroups(of: labels, groups)
    let largestCount = ordered.map(\.images.count).max() ?? 0
    var folds = [Fold](repeating: Fold(), count: foldCount)
    var result = [Int](repeating: 0, count: labels.count)
    for group in ordered {
      let smallestCount = folds.map(\.count).min() ?? 0
      // A larger fold would differ from the smallest one by more than the largest group.
      let candidates = folds.indices.filter {
        folds[$0].count + group.images.count <= smallestCount + largestCount
      }
      let best = candidates.min {
        (folds[$0].overlap(group), folds[$0].count) < (folds[$1].overlap(group), folds[$1].count)
      }
      guard let best else { preconditionFailure("the smallest fold is a candidate") }
      for image in group.images { result[image] = best }
      folds[best].count += group.images.count
      for (label, count) in group.labelCounts { folds[best].labelCounts[Int(label)] += count }
    }
    return result
  }

  /// Returns the groups by class, larger ones first, equally large ones in an order that depends on the seed.
  private func orderedGroups(of labels: [UInt8], _ groups: [Int]) -> [Group] {
    var places: [Int: Int] = [:]
    var found: [Group] = []
    for (image, number) in groups.enumerated() {
      let place = places[number] ?? found.count
      if place == found.count {
        places[number] = place
        found.append(Group())
      }
      found[place].images.append(image)
      found[place].labelCounts[labels[image], default: 0] += 1
    }
    var random = SeededRandom(seed: seed, purpose: .folds)
    // The sort is stable, so that equal groups keep their random order.
    return random.permutation(found.count).map { found[$0] }
      .sorted { ($0.label, $1.images.count) < ($1.label, $0.images.count) }
  }
}
