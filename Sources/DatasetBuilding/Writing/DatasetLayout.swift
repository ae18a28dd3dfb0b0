/// Where in the dataset's folder the archives stand, and as what: as one loader or another looks for them.
public enum DatasetLayout: String, Sendable, CaseIterable {
  /// Directly in the folder, compressed.
  case flat
  /// `FashionMNIST/raw/`, uncompressed: `torchvision.datasets.FashionMNIST(root)` reads nothing else.
  case torchvision
  /// `datasets/fashion-mnist/`, compressed: `keras.datasets.fashion_mnist` with KERAS_HOME set to the folder.
  case keras

  /// Below the dataset's folder, empty for the folder itself.
  public var archiveFolder: String {
    switch self {
    case .flat: ""
    case .torchvision: "FashionMNIST/raw"
    case .keras: "datasets/fashion-mnist"
    }
  }

  public var isCompressed: Bool { self != .torchvision }

  /// How a program loads the training part.
  ///
  /// - Parameters:
  ///   - folder: the dataset's folder as the user named it.
  ///   - item: what each item is.
  /// - Returns: lines of Python.
  public func loadingSnippet(folder: String, item: DatasetDescription.ItemEntry) -> [String] {
    let quotedFolder = folder.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    switch self {
    case .flat:
      let rank = item.channels == 1 ? 3 : 4
      let shape = "-1, \(item.height), \(item.width)" + (item.channels == 1 ? "" : ", \(item.channels)")
      func read(_ name: String, rank: Int) -> String {
        "numpy.frombuffer(gzip.open(\"\(quotedFolder)/\(name).gz\").read(), numpy.uint8, offset=\(4 + 4 * rank))"
      }
      return [
        "import gzip, numpy",
        "images = \(read(Split.train.imagesName(rank: rank), rank: rank)).reshape(\(shape))",
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

extension Split {
  /// MNIST's name for the images' archive; colour images have a fourth dimension.
  public func imagesName(rank: Int = 3) -> String { "\(rawValue)-images-idx\(rank)-ubyte" }

  /// MNIST's name for the labels' archive.
  public var labelsName: String { "\(rawValue)-labels-idx1-ubyte" }
}
