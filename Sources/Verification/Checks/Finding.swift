public import DatasetReading

/// What a check says: one thing that is wrong, or worth knowing.
public struct Finding: Hashable, Sendable {
  /// An item that a finding is about.
  public struct Item: Hashable, Sendable {
    public let position: ItemPosition
    /// What was measured of it, in a few words; may be empty.
    public let detail: String

    public init(_ position: ItemPosition, _ detail: String = "") {
      self.position = position
      self.detail = detail
    }
  }

  public internal(set) var severity: Severity
  /// One line: what is wrong, with figures.
  public let message: String
  /// One line: what to do.
  public let remedy: String
  /// What was found one by one, such as a line for each class concerned; may be empty.
  public let details: [String]
  /// The items concerned, the worst first where there is a worst; empty if it is about none in particular.
  public let items: [Item]
  /// The files concerned, below the dataset's folder, or photos below theirs.
  public let files: [String]

  /// Of a severity that the check's, or the policy's, takes the place of.
  init(
    _ message: String, remedy: String, details: [String] = [], items: [Item] = [], files: [String] = []
  ) {
    severity = .note
    self.message = message
    self.remedy = remedy
    self.details = details
    self.items = items
    self.files = files
  }
}
