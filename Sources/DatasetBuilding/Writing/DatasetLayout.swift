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

  /// How a program loads the dataset.
  ///
  /// - Parameter folder: the dataset's folder as the user named it.
  /// - Returns: lines of Python.
  public func loadingSnippet(folder: String) -> [String] {
    switch self {
    case .flat:
      [
        "import gzip, numpy",
        "images = numpy.frombuffer(gzip.open(\"\(folder)/train-images-idx3-ubyte.gz\").read(), numpy.uint8, offset=16)",
      ]
    case .torchvision:
      ["torchvision.datasets.FashionMNIST(\"\(folder)\", train=True)"]
    case .keras:
      [
        "import os; os.environ[\"KERAS_HOME\"] = \"\(folder)\"  # before keras is imported",
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
