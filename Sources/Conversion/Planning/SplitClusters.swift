internal import Checksums
package import DatasetFormat

/// Sets of images that belong to the same split: images of one group, and images with equal bytes.
///
/// The split that the user gave to an image, or that a base has for it, applies to its whole cluster. If images of one
/// cluster were given different splits, each of them keeps its own split and is a cluster by itself.
package struct SplitClusters: Sendable {
  /// A cluster in 16 bytes, because most images are clusters by themselves.
  package struct Cluster: Sendable {
    /// The cluster's position among the split's fractions, 0..<2^64, derived from the seed and the smallest key, so
    /// that large and small clusters alike have uniformly distributed positions.
    package let number: UInt64
    private let firstImage: Int32
    /// The split that the user has given or the base has; nil if the rule decides.
    package let split: Split?
    /// Whether the base has an image of the cluster that the user has not put anywhere, so that it counts towards the
    /// shares that the rule asks for.
    package let isOfBase: Bool

    fileprivate init(number: UInt64, first: Int, split: Split?, isOfBase: Bool) {
      self.number = number
      firstImage = Int32(first)
      self.split = split
      self.isOfBase = isOfBase
    }

    /// The cluster's first image.
    package var first: Int { Int(firstImage) }
  }

  /// The clusters sorted by number, clusters with equal numbers by their first image.
  package private(set) var clusters: [Cluster] = []
  /// The next image of the same cluster, for each image; `none` for the last.
  private var nextImages: [Int32]
  private var isGivenImage: [Bool]
  private let store: ExampleStore

  private static let none: Int32 = -1

  /// Returns whether the user's choice or the base, not the rule, decides the split of an image.
  package func isGiven(_ image: Int) -> Bool { isGivenImage[image] }

  /// Returns the images of a cluster, ascending.
  package func images(of cluster: Cluster) -> some Sequence<Int> {
    sequence(first: cluster.first) { [nextImages] image in
      nextImages[image] == Self.none ? nil : Int(nextImages[image])
    }
  }

  /// Whether a cluster is one image.
  func isSingle(_ cluster: Cluster) -> Bool { nextImages[cluster.first] == Self.none }

  func imageCount(of cluster: Cluster) -> Int {
    isSingle(cluster) ? 1 : images(of: cluster).reduce(0) { count, _ in count + 1 }
  }

  /// The images of one class in a cluster.
  struct ClassCount {
    let label: Int
    let count: Int
  }

  /// Returns the number of images of each class in a cluster, by label.
  func classCounts(of cluster: Cluster) -> [ClassCount] {
    if isSingle(cluster) { return [ClassCount(label: store.label(of: cluster.first), count: 1)] }
    let counts = images(of: cluster).reduce(into: [Int: Int]()) { $0[store.label(of: $1), default: 0] += 1 }
    return counts.sorted { $0.key < $1.key }.map { ClassCount(label: $0.key, count: $0.value) }
  }

  func hasImage(of label: Int, _ cluster: Cluster) -> Bool {
    images(of: cluster).contains { store.label(of: $0) == label }
  }

  /// Returns the name of the group of a cluster; nil if no image has one.
  func groupName(of cluster: Cluster) -> String? {
    images(of: cluster).first { store.group(of: $0) != nil }.flatMap { store.record(of: $0).photo.group }
  }

  /// - Parameter isDropped: whether an image is left out, and belongs to no cluster.
  package init(
    _ store: ExampleStore, isDropped: [Bool], equalImages: [[Int]], seed: UInt64, base: PlacedBase? = nil
  ) {
    self.store = store
    func givenSplit(_ image: Int) -> Split? { base?.split(of: image) ?? store.split(of: image) }
    let images = (0..<store.count).lazy.filter { !isDropped[$0] }
    var union = DisjointSets(count: store.count)
    var firstOfGroup = [Int32](repeating: Self.none, count: store.groupCount)
    for image in images {
      guard let group = store.group(of: image) else { continue }
      if firstOfGroup[group] == Self.none {
        firstOfGroup[group] = Int32(image)
      } else {
        union.join(Int(firstOfGroup[group]), image)
      }
    }
    for set in equalImages {
      let kept = set.filter { !isDropped[$0] }
      for image in kept.dropFirst() { union.join(kept[0], image) }
    }
    // The splits that images of a set were given, by the set's root.
    var givenSplits = [GivenSplits](repeating: GivenSplits(), count: store.count)
    for image in images {
      if let split = givenSplit(image) { givenSplits[union.root(of: image)].add(split) }
    }

    let order = SeededOrder(seed: seed, purpose: .split)
    func key(of image: Int) -> DigestPrefix {
      guard let group = store.group(of: image) else { return store.photoDigest(of: image) }
      return store.groupDigest(of: group, first: Int(firstOfGroup[group]))
    }
    func isOfBase(_ image: Int) -> Bool { base?.split(of: image) != nil && store.split(of: image) == nil }
    nextImages = Array(repeating: Self.none, count: store.count)
    isGivenImage = Array(repeating: false, count: store.count)
    // The first image of each set, by the set's root.
    var firstImages = [Int32](repeating: Self.none, count: store.count)
    // Memory that is not used is not taken.
    clusters.reserveCapacity(store.count)
    for image in images.reversed() {
      let root = union.root(of: image)
      if givenSplits[root].areSeveral, let split = givenSplit(image) {
        isGivenImage[image] = true
        clusters.append(
          Cluster(
            number: order.number(of: key(of: image)), first: image, split: split, isOfBase: isOfBase(image)))
      } else {
        nextImages[image] = firstImages[root]
        firstImages[root] = Int32(image)
      }
    }
    for root in firstImages.indices where firstImages[root] != Self.none {
      let first = Int(firstImages[root])
      let split = givenSplits[root].only
      var (smallest, isBases) = (key(of: first), isOfBase(first))
      isGivenImage[first] = split != nil
      var next = nextImages[first]
      while next != Self.none {
        let image = Int(next)
        smallest = min(smallest, key(of: image))
        isBases = isBases || isOfBase(image)
        isGivenImage[image] = split != nil
        next = nextImages[image]
      }
      clusters.append(
        Cluster(number: order.number(of: smallest), first: first, split: split, isOfBase: isBases))
    }
    clusters.sort { ($0.number, $0.first) < ($1.number, $1.first) }
  }
}

/// The splits that the images of a set were given, in one byte.
private struct GivenSplits {
  private var bits: UInt8 = 0

  mutating func add(_ split: Split) {
    if let place = Split.allCases.firstIndex(of: split) { bits |= 1 << UInt8(place) }
  }

  var areSeveral: Bool { bits.nonzeroBitCount > 1 }

  /// The split, if there is one and no other.
  var only: Split? { bits.nonzeroBitCount == 1 ? Split.allCases[bits.trailingZeroBitCount] : nil }
}
