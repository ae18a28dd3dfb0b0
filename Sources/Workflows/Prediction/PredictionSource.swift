package import DatasetFormat

/// Something that a model is asked about.
package enum PredictionSource: Sendable {
  /// A photo, or an image of a dataset, in a file.
  case file(String)
  /// The bytes of such a file, with a name for them.
  case bytes([UInt8], name: String)
  /// An image of a dataset.
  case image(ExamplePosition, of: Dataset)

  /// The name in messages and tables.
  package var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name): name
    case .image(let position, let dataset): "\(dataset.root) \(position.split.rawValue):\(position.index)"
    }
  }
}
