internal import ImageCore

/// The layout of a dataset's folder: the place of the IDX files and whether they are compressed, as a loader expects.
public enum DatasetLayout: String, Sendable, CaseIterable, Codable {
  /// Compressed files directly in the folder.
  case flat
  /// Uncompressed files in `FashionMNIST/raw/`, the only place that `torchvision.datasets.FashionMNIST(root)` reads.
  case torchvision
  /// Compressed files in `datasets/fashion-mnist/`, for `keras.datasets.fashion_mnist` with KERAS_HOME set to the
  /// folder.
  case keras

  /// The path of the IDX files' folder below the dataset's folder; empty for the dataset's folder itself.
  public var idxFolder: String {
    switch self {
    case .flat: ""
    case .torchvision: "FashionMNIST/raw"
    case .keras: "datasets/fashion-mnist"
    }
  }

  public var isCompressed: Bool { self != .torchvision }

  /// Returns the reason why a loader that reads this layout cannot read images of a type; nil if it can.
  public func obstacle(to type: ExampleType) -> String? {
    switch self {
    case .flat: nil
    case .torchvision: type.channels == .grey ? nil : "its FashionMNIST loads grey images only"
    case .keras: type == .mnist ? nil : "its fashion_mnist loads 28x28 grey images only"
    }
  }

  /// Returns Python code that loads the training images and labels.
  ///
  /// - Parameters:
  ///   - folder: the dataset's folder, as the user named it.
  ///   - type: the type of the images.
  /// - Returns: the lines of Python code.
  public func loadingSnippet(folder: String, type: ExampleType) -> [String] {
    let quotedFolder = folder.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    switch self {
    case .flat:
      func read(_ name: String, rank: Int) -> String {
        "numpy.frombuffer(gzip.open(\"\(quotedFolder)/\(name).gz\").read(), numpy.uint8, offset=\(4 + 4 * rank))"
      }
      let shape = (["-1"] + type.dimensions.map { "\($0)" }).joined(separator: ", ")
      return [
        "import gzip, numpy",
        "images = \(read(Split.train.imagesName(rank: type.rank), rank: type.rank)).reshape(\(shape))",
        "labels = \(read(Split.train.labelsName, rank: 1))",
      ]
    case .torchvision:
      return [
        "import torchvision", "train = torchvision.datasets.FashionMNIST(\"\(quotedFolder)\", train=True)",
      ]
    case .keras:
      return [
        "import os; os.environ[\"KERAS_HOME\"] = \"\(quotedFolder)\"  # before keras is imported",
        "import keras",
        "(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()",
      ]
    }
  }
}
