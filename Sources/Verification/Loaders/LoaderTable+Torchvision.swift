internal import DatasetFormat

extension LoaderTable {
  /// The loaders of PyTorch's torchvision.
  static let torchvision = [
    Loader(
      "torchvision", "torchvision FashionMNIST", .python, .executed,
      takes: .idxFiles(torchvisionDemands("FashionMNIST", layout: true, names: .fashionMNIST)),
      traps: sharedTorchvisionTraps + [
        "A subclass looks below its own name: class MyShop(FashionMNIST) reads MyShop/raw."
      ]),
    Loader(
      "torchvision-mnist", "torchvision MNIST", .python, .executed,
      takes: .idxFiles(torchvisionDemands("MNIST", names: .mnist)),
      traps: sharedTorchvisionTraps + [
        "Old versions kept MNIST and FashionMNIST in one folder, where each took the other's files for its own."
      ]),
    Loader(
      "torchvision-kmnist", "torchvision KMNIST", .python, .executed,
      takes: .idxFiles(torchvisionDemands("KMNIST", names: .kmnist)), traps: sharedTorchvisionTraps),
    Loader(
      "torchvision-emnist", "torchvision EMNIST", .python, .executed,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .below(root: .argument, folder: "EMNIST/raw", layout: nil), named: .emnist,
          checksum: .whenDownloading, setup: "import torchvision",
          opening: "torchvision.datasets.EMNIST(\"FOLDER\", split=\"balanced\")")),
      traps: [
        "The variant (byclass, bymerge, balanced, letters, digits, mnist) is part of every file's name, and t10k is called test.",
        "The variant letters counts its labels from 1.",
      ]),
    Loader(
      "torchvision-qmnist", "torchvision QMNIST", .python, .executed,
      takes: .otherContainer(
        OtherContainer(
          "eight 32-bit numbers for each label, in qmnist-…-labels-idx2-int",
          instead: "load it with torchvision.datasets.FashionMNIST (--for torchvision)"))),
  ]

  private static func torchvisionDemands(_ name: String, layout: Bool = false, names: BuiltInNames)
    -> FileDemands
  {
    FileDemands(
      .raw, in: .below(root: .argument, folder: "\(name)/raw", layout: layout ? .torchvision : nil),
      labels: .named(names), checksum: .whenDownloading,
      preferredFiles: ["\(name)/processed/training.pt", "\(name)/processed/test.pt"],
      extensibleClass: name, setup: "import torchvision", opening: "torchvision.datasets.\(name)(\"FOLDER\")")
  }

  private static let sharedTorchvisionTraps = [
    "Beside compressed files alone, download=True fetches the published ones and writes them over yours.",
    "With the four raw files there, download=True downloads nothing and reads yours.",
    "It does not notice if images and labels differ in number.",
    "A folder processed/ that an old version left goes before raw/.",
  ]
}
