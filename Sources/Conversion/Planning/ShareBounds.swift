/// The numbers of images that a split may get out of a set of images, such as a class, so that its share is near the
/// one that was asked for.
///
/// Chance decides where each cluster goes, so that shares of few clusters are far from what was asked for, and those of
/// many clusters near. The bounds are narrow where chance needs help, and so wide where it needs none that they change
/// nothing: one image, or 2% of the images, up to 50 clusters; beyond, an increasing number of the standard
/// deviations of chance, up to 4.5 from 200 clusters on, which one class in 100,000 exceeds.
///
/// The number of clusters is the effective number of Kish (1965, Survey Sampling): the square of the sum of their
/// sizes, divided by the sum of their squares. A class of 200 images of which one group has 100 counts like a class of 4.
struct ShareBounds {
  /// The number of images for the share that was asked for.
  let expectedCount: Double
  let range: ClosedRange<Int>

  /// The share of the images by which a split may miss what was asked for.
  private static let tolerance = 0.02
  /// The effective number of clusters up to which the tolerance holds.
  private static let smallCount = 50.0
  /// The effective number of clusters from which chance alone decides.
  private static let largeCount = 200.0
  private static let deviationLimit = 4.5

  /// - Parameters:
  ///   - fraction: the share that was asked for, 0...1.
  ///   - sizes: the number of clusters, of their images, and the sum of the squares of the clusters' numbers of images.
  init(_ fraction: Double, of sizes: Sizes) {
    let count = Double(sizes.images)
    expectedCount = fraction * count
    // A class that is one cluster cannot be tested by images that a model has not seen.
    guard sizes.clusters > 1 else {
      range = 0...0
      return
    }
    let effectiveCount = count * count / Double(sizes.squares)
    let weight = min(max(0, (effectiveCount - Self.smallCount) / (Self.largeCount - Self.smallCount)), 1)
    let deviation = count * (fraction * (1 - fraction) / effectiveCount).squareRoot()
    let miss = max(1, Self.tolerance * count, weight * Self.deviationLimit * deviation)
    let least = max(0, Int((expectedCount - miss).rounded(.up)))
    range = least...max(least, min(sizes.images, Int((expectedCount + miss).rounded(.down))))
  }

  /// The sizes of clusters, of all images or of one class.
  struct Sizes {
    private(set) var clusters = 0
    private(set) var images = 0
    private(set) var squares = 0

    /// Adds a cluster of a number of images.
    mutating func add(_ count: Int) {
      clusters += 1
      images += count
      squares += count * count
    }
  }
}
