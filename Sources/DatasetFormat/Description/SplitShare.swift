internal import Wording

/// The share of the images that a split got, beside the share that was asked for.
///
/// Only images whose split the rule decided are counted, not those that the user has put somewhere.
public struct SplitShare: Codable, Sendable, Hashable {
  /// A set of images that had to stay together.
  public struct Group: Codable, Sendable, Hashable {
    /// The name of the group; nil for images that are together because their bytes are equal.
    public var name: String?
    /// The number of its images, of the class alone if the share is that of a class.
    public var images: Int
    /// The split of its images.
    public var split: Split

    package init(name: String?, images: Int, split: Split) {
      self.name = name
      self.images = images
      self.split = split
    }
  }

  public var split: Split
  /// The name of the class; nil for all classes together.
  public var className: String?
  /// The share that was asked for, 0...1.
  public var asked: Double
  /// The number of images in the split.
  public var images: Int
  /// The number of images in all splits.
  public var total: Int
  /// Whether the share is further from what was asked for than chance and whole images explain.
  public var isMissed: Bool
  /// The group because of which the share is missed; nil if it is not missed, or no group is so large.
  public var group: Group?

  private enum CodingKeys: String, CodingKey {
    case split, asked, images, total, isMissed, group
    case className = "class"
  }

  package init(
    split: Split, className: String?, asked: Double, images: Int, total: Int, isMissed: Bool, group: Group?
  ) {
    self.split = split
    self.className = className
    self.asked = asked
    self.images = images
    self.total = total
    self.isMissed = isMissed
    self.group = group
  }

  /// The share that the split got, 0...1.
  public var achieved: Double { total > 0 ? Double(images) / Double(total) : 0 }
}

extension SplitShare {
  /// The share as a sentence without an end, such as `test got 34% of the photos (69 of 205), 14% was asked: group g0
  /// (60 photos) went there`.
  package var text: String {
    let whole = className.map { "the photos of \($0)" } ?? "the photos"
    let got =
      "\(split.rawValue) got \(decimal(100 * achieved, 0))% of \(whole) (\(grouped(images)) of \(grouped(total))), "
      + "\(decimal(100 * asked, 0))% was asked"
    guard let group else { return got }
    let photos = counted(group.images, "photo")
    let set = group.name.map { "group \($0) (\(photos))" } ?? "a set of equal images (\(photos))"
    return got + ": \(set) "
      + (group.split == split ? "went there" : "is too large for it and went to \(group.split.rawValue)")
  }
}
