extension LoaderTable {
  /// The loaders for Julia and R.
  static let statistics = [
    Loader(
      "julia-mldatasets", "MLDatasets FashionMNIST", .julia, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, files: .oneSplit, labels: .named(.fashionMNIST),
          checksum: .whenDownloading, opening: "FashionMNIST(dir=\"FOLDER\", split=:train)")),
      traps: [
        "Arrays are column-major there: an image's first index runs along its width.",
        "The folder has to exist; otherwise it downloads.",
      ]),
    Loader(
      "r-dslabs", "dslabs read_mnist", .r, .sourceRead,
      takes: .idxFiles(FileDemands(.gzip, in: .anyFolder, opening: "dslabs::read_mnist(\"FOLDER\")"))),
    Loader(
      "r-torchvision", "torchvision for R", .r, .sourceRead,
      takes: .otherContainer(
        OtherContainer(
          "its own .rds files, made of a download by MD5",
          layout: ContainerLayout(
            .rTorchvision, from: .argument, labels: .named(.fashionMNIST), setup: "library(torchvision)",
            opening: "fashion_mnist_dataset(\"FOLDER\", train = TRUE)"),
          instead:
            "read the files with dslabs::read_mnist (--for r-dslabs) and torch::torch_tensor(images)")),
      traps: ["Its labels count from 1."]),
  ]
}
