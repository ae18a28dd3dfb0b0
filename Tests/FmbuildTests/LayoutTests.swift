import Foundation
import Testing
import TestSupport

/// Tests of `fmbuild layout` for single loaders.
struct LayoutTests {
  static let stems = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  private func layout(
    _ loaders: String, _ options: [String] = [], to out: String = "out", in folder: TemporaryFolder
  ) async throws -> Program.Result {
    try await Program.run(["layout", "data", "--for", loaders, "--out", out] + options, in: folder)
  }

  // MARK: Places, names and links

  @Test func loadersGetTheDatasetsOwnFilesUnderTheirNames() async throws {
    try await withDataset(["--raw"]) { folder in
      let before = try folder.files(in: "data")
      let result = try await layout("torchvision,keras,burn", in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(
        try folder.names(in: "out") == [
          "FashionMNIST", "burn-dataset", "classes.txt", "datasets", "layout.json",
        ])
      #expect(try folder.names(in: "out/FashionMNIST/raw") == Self.stems.sorted())
      #expect(try folder.names(in: "out/datasets/fashion-mnist") == Self.stems.map { $0 + ".gz" }.sorted())
      #expect(try folder.names(in: "out/burn-dataset/mnist/test") == Array(Self.stems[2...]))
      for stem in Self.stems {
        #expect(try folder.file("out/FashionMNIST/raw/\(stem)") == folder.file("data/\(stem)"))
        #expect(try folder.file("out/datasets/fashion-mnist/\(stem).gz") == folder.file("data/\(stem).gz"))
      }
      #expect(result.output.contains("; 12 are hard links to the dataset's files\n"), "\(result.output)")
      #expect(try folder.files(in: "data") == before)
    }
  }

  @Test func filesInAnotherPackagingAreMadeOnce() async throws {
    try await withDataset { folder in
      #expect(try await layout("torchvision,torchvision-mnist,tinygrad", in: folder).exitCode == 0)
      let raw = try folder.bytes("out/FashionMNIST/raw/train-images-idx3-ubyte")
      #expect(
        raw.starts(with: [0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28]) && raw.count == 16 + 7_840)
      for stem in Self.stems {
        let file = try folder.file("out/FashionMNIST/raw/\(stem)")
        #expect(try folder.file("out/MNIST/raw/\(stem)") == file)
        // The third and fourth name are those of tinygrad for its two datasets.
        #expect(file.linkCount == 4)
      }
      // The MD5 of the address of Fashion-MNIST's training images.
      #expect(
        try folder.file("out/tinygrad/downloads/d816638d5d83debc5daa005ee533cfb0.gunzip")
          == folder.file("out/FashionMNIST/raw/train-images-idx3-ubyte"))
      #expect(try folder.names(in: "out/tinygrad/downloads").count == 8)
    }
  }

  @Test func compressedFilesAreMadeOfRawOnes() async throws {
    try await withDataset(["--layout", "torchvision"]) { folder in
      let result = try await layout("keras,torchvision-emnist", in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      let packed = try folder.bytes("out/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz")
      // The name in the header is the one under which programs unpack it.
      #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 255])
      #expect(String(decoding: packed[10...], as: UTF8.self).hasPrefix("t10k-labels-idx1-ubyte\0"))
      let name = "emnist-balanced-test-labels-idx1-ubyte"
      #expect(
        try folder.file("out/EMNIST/raw/\(name)")
          == folder.file("data/FashionMNIST/raw/t10k-labels-idx1-ubyte"))
    }
  }

  @Test func containersHaveTheirLoadersNames() async throws {
    try await withDataset { folder in
      let loaders = "tensorflow-datasets,huggingface,scikit-learn,r-torchvision,medmnist,datumaro"
      let result = try await layout(loaders, ["--name", "shop"], in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
      for file in [
        "tfds/fashion_mnist/3.0.1/fashion_mnist-train.tfrecord-00000-of-00001",
        "tfds/mnist/3.0.1/dataset_info.json",
        "scikit_learn_data/openml/openml.org/data/v1/download/52667.gz",
        "scikit_learn_data/openml/openml.org/api/v1/json/data/list/data_name/fashion-mnist/limit/2/status/active/.gz",
        "mnist/processed/training.rds", "shop.npz", "train-labels-idx1-ubyte.gz",
      ] {
        #expect(folder.exists("out/" + file), "\(file)")
      }
      #expect(try folder.text("out/labels.txt") == "a\nb, \"c\"\n")
      let parquet = "data/train-00000-of-00001.parquet"
      let first = try folder.file("out/zalando-datasets/fashion_mnist/\(parquet)")
      for name in ["zalando-datasets/fashion_mnist", "fashion_mnist", "ylecun/mnist", "mnist"] {
        #expect(try folder.file("out/\(name)/\(parquet)") == first)
        let card = try folder.text("out/\(name)/README.md")
        let configuration = name.hasSuffix("fashion_mnist") ? "fashion_mnist" : "mnist"
        #expect(card.contains("\n- config_name: \(configuration)\n"))
        #expect(card.contains("\ndataset_info:\n  config_name: \(configuration)\n"))
        #expect(card.contains("This is not \(name) as published"))
        #expect(card.contains("load_dataset(\"\(name)\")"))
      }
      #expect(first.linkCount == 4)
    }
  }

  @Test func sameDatasetGivesTheSameLayout() async throws {
    try await withDataset { folder in
      for out in ["one", "two"] {
        #expect(try await layout("all", ["--name", "shop"], to: out, in: folder).exitCode == 0)
      }
      let one = try folder.files(in: "one")
      #expect(try one == folder.files(in: "two") && one.count > 60)
    }
  }

  // MARK: What is printed

  @Test func everyLoaderIsToldHowToOpenIt() async throws {
    try await withDataset { folder in
      let result = try await layout("torchvision,keras,huggingface,jax,datumaro", in: folder)
      let place = folder("out")
      for lines in [
        "torchvision:\n  import torchvision\n  torchvision.datasets.FashionMNIST(\"out\")\n",
        "keras:\n  $ export KERAS_HOME=\(place)\n  import keras\n  keras.datasets.fashion_mnist.load_data()\n",
        "huggingface:\n  $ cd out\n  import datasets\n",
        "/jax_example_data ", "datumaro.Dataset.import_from(\"out\", \"mnist\")",
        "  with care: it calls the classes what Fashion-MNIST calls its own; ",
      ] {
        #expect(result.output.contains(lines), "\(result.output)")
      }
    }
  }

  @Test func jsonIsOneDocument() async throws {
    try await withDataset { folder in
      let result = try await layout("keras,tinygrad", ["--json"], in: folder)
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
      let keys: Set<String> = [
        "schema", "folder", "layout", "files", "linkCount", "loaders", "leftOut", "notices",
      ]
      #expect(Set(document.keys) == keys && document["linkCount"] as? Int == 4)
      let record = try #require(document["layout"] as? [String: Any])
      let file = try JSONSerialization.jsonObject(with: Data(try folder.bytes("out/layout.json")))
      #expect(NSDictionary(dictionary: record) == file as? NSDictionary)
      #expect(record["loaders"] as? [String] == ["keras", "tinygrad"])
    }
  }

  @Test func classOfOnesOwnHasItsFolderAndItsNames() async throws {
    try await withDataset { folder in
      let result = try await layout("torchvision,medmnist", ["--class", "MyShop"], in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(
        try folder.names(in: "out/MyShop/raw") == Self.stems.sorted() && !folder.exists("out/FashionMNIST"))
      let code = [
        "from torchvision.datasets import FashionMNIST", "class MyShop(FashionMNIST):",
        "    classes = [\"a\", \"b, \\\"c\\\"\"]", "train = MyShop(\"out\", train=True)",
      ]
      #expect(result.output.contains(code.map { "  \($0)\n" }.joined()), "\(result.output)")
      #expect(result.output.contains("class MyShop(medmnist.dataset.MedMNIST2D): flag = \"data\""))
      #expect(!result.output.contains("with care"))
    }
  }

  @Test func commandThatVerifyNamesMakesTheLayout() async throws {
    try await withDataset { folder in
      let answer = try await Program.run(["verify", "data", "--for", "tinygrad", "--tables"], in: folder)
      let command = "fmbuild layout data --for tinygrad --out data-tinygrad"
      #expect(answer.output.replacing("\n", with: " ").contains("data-tinygrad"), "\(answer.output)")
      let made = try await Program.run(
        command.split(separator: " ").dropFirst().map(String.init), in: folder)
      #expect(made.exitCode == 0 && folder.exists("data-tinygrad/tinygrad/downloads"))
    }
  }

  // MARK: Replacing

  @Test func existingFolderIsReplacedOnlyOnRequest() async throws {
    try await withDataset { folder in
      #expect(try await layout("keras", in: folder).exitCode == 0)
      let before = try folder.files(in: "out")
      let refused = try await layout("torchvision", in: folder)
      #expect(
        refused.exitCode == 2 && refused.errors.contains("or replace the layout in it with --overwrite"))
      #expect(try folder.files(in: "out") == before)
      #expect(try await layout("torchvision", ["--overwrite"], in: folder).exitCode == 0)
      #expect(try folder.names(in: "out") == ["FashionMNIST", "classes.txt", "layout.json"])
      #expect(folder.exists("data/train-images-idx3-ubyte.gz"))
      let dataset = try await layout("keras", ["--overwrite"], to: "data", in: folder)
      #expect(dataset.exitCode == 2 && dataset.errors.contains("this is no layout of fmbuild"))
    }
  }

  @Test func filesOfTheUsersAreNeverReplaced() async throws {
    try await withDataset { folder in
      #expect(try await layout("classroom", to: "room", in: folder).exitCode == 0)
      for (file, text) in [("room/mine.ipynb", "{}"), ("room/classroom.ipynb", "{\"cells\": []}")] {
        let former = try? folder.text(file)
        try folder.write(text, to: file)
        let result = try await layout("classroom", ["--overwrite"], to: "room", in: folder)
        #expect(result.exitCode == 2 && result.errors.contains("\(file): this is not part of the layout"))
        #expect(try folder.text(file) == text)
        if let former { try folder.write(former, to: file) } else { try folder.remove(file) }
      }
      #expect(try await layout("classroom", ["--overwrite"], to: "room", in: folder).exitCode == 0)
    }
  }

  // MARK: Refusals

  @Test func loaderThatDoesNotTakeTheDatasetNamesTheOptionThatHelps() async throws {
    try await withDataset(["--pipeline", "fashion-mnist-64"]) { folder in
      for loader in ["keras", "tensorflow-datasets", "tinygrad", "classroom"] {
        let result = try await layout(loader, in: folder)
        #expect(result.exitCode == 2 && result.output.isEmpty)
        #expect(result.errors.contains(": it takes images of 28x28, and these are 64x64; "))
        #expect(
          result.errors.contains("; convert with --pipeline fashion-mnist"), "\(result.errors)")
      }
      let counts = try await layout("libtorch", in: folder)
      #expect(counts.exitCode == 2 && counts.errors.contains("data: libtorch: it takes exactly 60,000"))
      #expect(counts.errors.contains("--exact-mnist"))
      let never = try await layout("torchvision,keras-mnist", in: folder)
      #expect(never.exitCode == 2 && never.errors.contains("use keras.datasets.fashion_mnist (--for keras)"))
      #expect(!folder.exists("out"))
    }
  }

  @Test func moreThanTenClassesAreRefusedWhereThereAreTen() async throws {
    try await withDataset(classes: (0..<11).map { ("class \($0)", 2) }) { folder in
      let result = try await layout("tensorflow-datasets", in: folder)
      #expect(result.exitCode == 2, "\(result.output)")
      #expect(
        result.errors.contains("the ten classes of Fashion-MNIST, and there are 11; convert with --classes"))
      #expect(try await layout("huggingface,datumaro", in: folder).exitCode == 0)
    }
  }

  @Test func allLeavesOutWhatDoesNotTakeTheDataset() async throws {
    try await withDataset { folder in
      let result = try await layout("all", in: folder)
      #expect(result.exitCode == 0 && result.errors.isEmpty)
      for text in [
        "left out: libtorch: it takes exactly 60,000 and 10,000 images; ",
        "left out: keras-mnist: it reads no IDX files",
      ] {
        #expect(result.output.contains(text), "\(result.output)")
      }
      #expect(!result.output.contains("left out: torchvision:") && result.output.contains("\ntorchvision:\n"))
    }
  }

  @Test func labelsThatDoNotBelongToTheImagesAreRefused() async throws {
    try await withDataset(["--raw"]) { folder in
      var labels = try folder.bytes("data/train-labels-idx1-ubyte")
      labels[9] ^= 1
      try folder.write(labels, to: "data/train-labels-idx1-ubyte")
      let different = try await layout("torchvision", in: folder)
      #expect(different.exitCode == 2 && different.errors.contains("has other labels of the same split"))
      labels[7] -= 1
      try folder.write(Array(labels.dropLast()), to: "data/train-labels-idx1-ubyte")
      try folder.remove("data/train-labels-idx1-ubyte.gz")
      let fewer = try await layout("torchvision", in: folder)
      #expect(fewer.exitCode == 2 && fewer.errors.contains("10 images and 9 labels"), "\(fewer.errors)")
      #expect(!folder.exists("out"))
    }
  }

  @Test func namesThatOneReaderWouldMixUpAreRefused() async throws {
    try await withDataset { folder in
      // datumaro passes over blank lines, which would give all classes after them other names.
      try folder.write(" \nb\n", to: "data/classes.txt")
      let result = try await layout("datumaro", in: folder)
      #expect(
        result.exitCode == 2 && result.errors.contains("the name of class 0 is blank"), "\(result.errors)")
      #expect(try await layout("torchvision", in: folder).exitCode == 0)
    }
  }

  @Test(arguments: [
    (["--out", "x"], "Say for which loaders with --for LOADERS"),
    (["--for", "keras"], "Say where the layout should go with --out FOLDER."),
    (["--for", "torchvison", "--out", "x"], "(did you mean 'torchvision'?)"),
    (["--for", "clasroom", "--out", "x"], "(did you mean 'classroom'?)"),
    (["--for", "tfds", "--out", "x"], "(did you mean 'tensorflow-datasets'?)"),
    (["--for", "keras,classroom", "--out", "x"], "'classroom' is a folder of its own"),
    (
      ["--for", "keras", "--class", "MyShop", "--out", "x"],
      "--class names a class of yours for torchvision, "
    ),
    (["--for", "torchvision", "--class", "My Shop", "--out", "x"], "letters, digits and '_'"),
    (["--for", "torchvision", "--class", "class", "--out", "x"], "letters, digits and '_'"),
    (["--for", "torchvision", "--class", "mnist", "--out", "x"], "is a class of torchvision's own"),
    (["--for", "keras", "--name", "My shop", "--out", "x"], "'My shop' would be 'my_shop'"),
    (["--for", "keras", "--out", ""], "empty"),
    (["--for", "keras", "--ot", "x"], "Did you mean '--out'?"),
  ])
  func wrongUsageIs64(_ options: [String], _ words: String) async throws {
    try await withDataset { folder in
      let result = try await Program.run(["layout", "data"] + options, in: folder)
      #expect(result.exitCode == 64 && result.output.isEmpty)
      #expect(result.errors.hasPrefix("fmbuild: ") && result.errors.contains(words), "\(result.errors)")
      #expect(!folder.exists("x"))
    }
  }

  @Test func filesOnAnotherDiskAreCopied() async throws {
    guard await Mounts.arePermitted() else { return }
    try await withDataset { folder in
      try folder.makeFolder("disk")
      let line =
        "\"$F\" layout data --for keras --out disk/out && cmp data/train-images-idx3-ubyte.gz "
        + "disk/out/datasets/fashion-mnist/train-images-idx3-ubyte.gz"
      let result = try await Mounts.run(line, onDisk: "", in: folder)
      #expect(result.exitCode == 0, "\(result.errors)")
      #expect(!result.output.contains("hard links") && result.output.contains("5 files"), "\(result.output)")
    }
  }
}

/// Calls `body` with a folder that has a small dataset in `data`.
func withDataset(
  classes: [(name: String, count: Int)] = [("a", 6), ("b, \"c\"", 6)], _ options: [String] = [],
  _ body: (TemporaryFolder) async throws -> Void
) async throws {
  try await withTemporaryFolder { folder in
    try TestPhotos.write(classes, to: folder)
    let converted = try await Program.run(
      ["convert", "photos", "--out", "data", "--quiet"] + options, in: folder)
    #expect(converted.exitCode == 0, "\(converted.errors)")
    try await body(folder)
  }
}

/// What two names have in common if they lead to one file.
private struct FileFacts: Equatable {
  let number: Int
  let linkCount: Int
}

extension TemporaryFolder {
  fileprivate func file(_ name: String) throws -> FileFacts {
    let attributes = try FileManager.default.attributesOfItem(atPath: self(name))
    return FileFacts(
      number: try #require(attributes[.systemFileNumber] as? Int),
      linkCount: try #require(attributes[.referenceCount] as? Int))
  }
}
