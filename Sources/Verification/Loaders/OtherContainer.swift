/// What a loader takes that reads no IDX archives, and how these reach it all the same.
public struct OtherContainer: Sendable, Hashable {
  /// What it takes: a noun with its article.
  public let format: String
  /// What to do instead, in a line.
  public let remedy: String

  init(_ format: String, instead remedy: String) {
    self.format = format
    self.remedy = remedy
  }
}
