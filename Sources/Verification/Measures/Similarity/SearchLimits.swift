/// Limits of the work that a search for similar images does for each image.
///
/// Tens of thousands of nearly equal images, such as nearly blank ones, have billions of similar pairs, and a million
/// images have many that are rather near. Up to about 100,000 images, the limits are so high that Fashion-MNIST and
/// denser sets do not reach them; a million images share the same total of work, but for a minimum.
package struct SearchLimits: Sendable {
  /// The number of boxes that are looked into at each level, the nearest ones.
  let boxCount: Int
  /// The number of similar images of each kind after which no more of that kind are measured.
  let foundCount: Int32
  /// The number of images that are measured by all their pixels.
  let measuredCount: Int

  package init(boxCount: Int, foundCount: Int32, measuredCount: Int) {
    self.boxCount = boxCount
    self.foundCount = foundCount
    self.measuredCount = measuredCount
  }

  private static let total = 1 << 26

  /// - Parameter exampleCount: the number of images that are compared with each other.
  init(exampleCount: Int) {
    let share = Self.total / max(1, exampleCount)
    boxCount = min(max(share, 128), 1024)
    foundCount = Int32(min(max(share / 2, 64), 1000))
    measuredCount = min(max(4 * share, 512), 4000)
  }
}
