public import DatasetFormat

/// An input file, with the information that is known before it is opened.
public struct Photo: Hashable, Sendable {
  /// The path relative to the photos' folder, with `/` between names, which identifies the photo in the manifest and in
  /// messages.
  public var source: String
  /// The number of the photo's class.
  public var label: Int
  /// The group, such as a product; all photos of a group are in one split. Nil if none is known.
  public var group: String?
  /// The split that the user gave; nil if the rule decides.
  public var split: Split?
  /// The original label, if a correction gave the photo another class; nil otherwise.
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
