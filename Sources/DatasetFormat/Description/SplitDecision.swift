/// What decided that images are in a split: a rule, or the user's folders or table.
public struct SplitDecision: Codable, Sendable, Hashable {
  public enum Cause: String, Codable, Sendable {
    /// A share of every class, by a hash of seed and photo.
    case fraction
    /// A number of images of each class.
    case perClass = "per-class"
    /// A number of images over all classes.
    case total
    /// A folder in which the user has put the photos.
    case folder
    /// A column of the table of labels.
    case column
    /// Another photo of the same group, or with an equal image, whose split the user chose or the base has.
    case group
    /// The file of another program that the images were imported from.
    case source
    /// An older dataset in which the images have the same split.
    case base
  }

  public var split: Split
  public var cause: Cause
  /// The names of the folders, or the heading of the column; nil for other causes.
  public var names: [String]?
  /// The number of images.
  public var images: Int

  package init(split: Split, cause: Cause, names: [String]? = nil, images: Int) {
    self.split = split
    self.cause = cause
    self.names = names
    self.images = images
  }

  private enum CodingKeys: String, CodingKey {
    case split, names, images
    case cause = "by"
  }
}

extension SplitRule {
  /// The cause of the splits that the rule decides.
  package var cause: SplitDecision.Cause {
    switch self {
    case .fractions: .fraction
    case .perClass: .perClass
    case .total: .total
    }
  }
}
