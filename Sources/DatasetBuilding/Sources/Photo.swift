/// An input file, with what is known of it before it is opened.
public struct Photo: Hashable, Sendable {
  /// The path below the photos' folder, with `/` between names: what manifest and messages call the photo.
  public var source: String
  /// The label's number.
  public var label: Int
  /// Photos of one product share a group, so that no product stands in both splits; nil where none is known.
  public var group: String?
  /// Where the user has put it; nil where the split's rule decides.
  public var split: Split?
  /// The label of its source, where the user's corrections gave it that of another class; nil otherwise.
  public var formerLabel: String?

  public init(
    source: String, label: Int, group: String? = nil, split: Split? = nil, formerLabel: String? = nil
  ) {
    self.source = source
    self.label = label
    self.group = group
    self.split = split
    self.formerLabel = formerLabel
  }
}
