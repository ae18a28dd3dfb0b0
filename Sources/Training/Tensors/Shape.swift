/// The shape of the activations of one image in a network: an image or, with one row and one column, a list of
/// features.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public let rows: Int
  public let columns: Int
  public let channels: Int

  public init(rows: Int, columns: Int, channels: Int) {
    precondition(rows > 0 && columns > 0 && channels > 0, "a shape has rows, columns and channels")
    self.rows = rows
    self.columns = columns
    self.channels = channels
  }

  /// Creates the shape of a list of features.
  public init(features: Int) { self.init(rows: 1, columns: 1, channels: features) }

  /// The number of activations of one image.
  public var count: Int { rows * columns * channels }

  /// The text `28x28x32` (rows, columns, channels), or `128` for a list of features.
  public var description: String {
    rows == 1 && columns == 1 ? "\(channels)" : "\(rows)x\(columns)x\(channels)"
  }
}
