import DatasetFormat
import Testing
import TestSupport
import Verification

/// Tests of each requirement of loaders, with a dataset that meets it and one that does not.
struct LoaderTests {
  // MARK: Compression and folder

  @Test func flatCompressedIDXFilesAreForReadersOfGzip() async throws {
    let answers = try await ask(
      "zalando-reader,gomnist,r-dslabs,julia-mldatasets,mnist-py,tch-rs,cpp-mnist,torchvision,keras",
      about: SyntheticIDXFiles())
    #expect(
      answers.map(\.loads) == ["yes", "yes", "yes", "yes", "yes", "no", "no", "no", "no"])
    #expect(answers[5].advice.hasPrefix("convert with --raw, or gunzip -k "))
    #expect(answers[5].reason == "it reads uncompressed files, and these are gzipped")
    #expect(answers[7].advice.hasPrefix("convert with --layout torchvision, or mkdir -p "))
    #expect(answers[7].reason.hasSuffix("it looks in FashionMNIST/raw below its root"))
    #expect(answers[8].advice.hasPrefix("convert with --layout keras, or mkdir -p "))
    #expect(answers[8].reason == "it looks in datasets/fashion-mnist below KERAS_HOME")
  }

  @Test func flatRawIDXFilesAreForReadersOfRawOnes() async throws {
    let answers = try await ask("tch-rs,candle,cpp-mnist,mindspore,zalando-reader", about: .raw)
    #expect(answers.map(\.loads) == ["yes", "yes", "yes", "yes", "no"])
    #expect(answers[4].reason == "it reads gzipped files, and these are not")
    #expect(answers[4].advice.hasPrefix("convert with --layout flat, or gzip -nk "))
  }

  @Test func bothKindsBesideEachOtherAreForAll() async throws {
    var both = SyntheticIDXFiles.raw
    both.isCompressed = true
    let answers = try await ask("tch-rs,zalando-reader,python-mnist,idx2numpy", about: both)
    #expect(answers.map(\.loads) == ["yes", "yes", "yes", "yes"])
  }

  @Test func loadersOfBothAreCalledAsThePackagingAsks() async throws {
    let compressed = try await ask("python-mnist,idx2numpy", about: SyntheticIDXFiles())
    #expect(compressed.map(\.loads) == ["yes", "yes"])
    #expect(compressed[0].advice.contains("gz=True") && compressed[1].advice.contains("gzip.open("))
    let raw = try await ask("python-mnist,idx2numpy", about: .raw)
    #expect(raw.map(\.loads) == ["yes", "yes"])
    #expect(!raw[0].advice.contains("gz=True") && !raw[1].advice.contains("gzip.open("))
  }

  @Test func torchvisionOpensItsOwnLayout() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles.raw
      idxFiles.folder = "FashionMNIST/raw"
      try await idxFiles.write(to: "data", in: temporary)
      let outside = try await ask("torchvision,torchvision-mnist,keras,tch-rs", in: temporary)
      #expect(outside.map(\.loads) == ["yes", "no", "no", "yes"])
      #expect(outside[0].advice == "torchvision.datasets.FashionMNIST(\"\(temporary("data"))\")")
      #expect(outside[3].advice.contains("\"\(temporary("data/FashionMNIST/raw"))\""))
      // The inner folder is the same dataset.
      let inside = try await ask("torchvision", "data/FashionMNIST/raw", in: temporary)
      #expect(inside.map(\.loads) == ["yes"])
      #expect(inside[0].advice.hasSuffix("data\")"))
    }
  }

  @Test func kerasOpensItsOwnLayout() async throws {
    var idxFiles = SyntheticIDXFiles()
    idxFiles.folder = "datasets/fashion-mnist"
    let answers = try await ask("keras,r-keras,torchvision,zalando-reader", about: idxFiles)
    #expect(answers.map(\.loads) == ["yes", "yes", "no", "yes"])
    #expect(answers[0].advice.contains("KERAS_HOME") && answers[1].advice.contains("KERAS_HOME"))
  }

  @Test func compressedIDXFilesInTorchvisionsFolderHaveToBeUnpackedThere() async throws {
    var idxFiles = SyntheticIDXFiles()
    idxFiles.folder = "FashionMNIST/raw"
    let answer = try #require(try await ask("torchvision", about: idxFiles).first)
    #expect(answer.loads == "no" && answer.reason == "it reads uncompressed files, and these are gzipped")
    #expect(answer.advice.contains("gunzip -k ") && !answer.advice.contains("mkdir"))
  }

  @Test func loadersWithAPlaceOfTheirOwnNeedACopyThere() async throws {
    let answers = try await ask("jax", about: SyntheticIDXFiles()) + ask("burn,tfjs", about: .raw)
    #expect(answers.map(\.loads) == ["with care", "with care", "with care"])
    #expect(answers.allSatisfy { $0.reason.hasPrefix("it looks nowhere but in ") })
    #expect(answers[0].advice.hasSuffix("/jax_example_data") && answers[0].advice.hasPrefix("mkdir -p "))
    #expect(answers[1].advice.contains("train-*-ubyte ") && answers[1].advice.contains("t10k-*-ubyte "))
    let packed = try await ask("tfjs", about: SyntheticIDXFiles())
    #expect(packed.map(\.loads) == ["no"])
    #expect(packed[0].advice.hasSuffix("&& gunzip dataset/mnist/*-ubyte.gz"))
  }

  // MARK: Files

  @Test func missingFileStopsLoadersOfAllFour() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles()
      idxFiles.folder = "datasets/fashion-mnist"
      try await idxFiles.write(to: "data", in: temporary)
      try temporary.remove("data/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz")
      let answers = try await ask("keras,python-mnist,idx2numpy", in: temporary)
      #expect(answers.map(\.loads) == ["no", "with care", "with care"])
      #expect(answers[0].reason == "it finds no t10k-labels-idx1-ubyte")
      #expect(answers[1].reason == "it finds no t10k-labels-idx1-ubyte, and reads train alone")
      try temporary.remove("data/datasets/fashion-mnist/train-labels-idx1-ubyte.gz")
      #expect(try await ask("python-mnist,idx2numpy", in: temporary).map(\.loads) == ["no", "with care"])
    }
  }

  @Test func damagedFileStopsThoseThatReadIt() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles.raw
      idxFiles.isCompressed = true
      try await idxFiles.write(to: "data", in: temporary)
      let name = "data/train-images-idx3-ubyte"
      try temporary.write(Array(try temporary.bytes(name).dropLast(1)), to: name)
      let answers = try await ask("tch-rs,zalando-reader", in: temporary)
      #expect(answers.map(\.loads) == ["no", "yes"])
      #expect(answers[0].reason.hasPrefix("train-images-idx3-ubyte is damaged: "))
    }
  }

  @Test func dottedNamesAreNotFound() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles.raw
      idxFiles.rename = { $0.replacing("-idx", with: ".idx") }
      try await idxFiles.write(to: "data", in: temporary)
      let answers = try await ask("cpp-mnist,idx2numpy", in: temporary)
      #expect(answers.map(\.loads) == ["no", "yes"])
      #expect(
        answers[0].advice.hasPrefix("convert with --raw, or mv \(temporary("data"))/train-images.idx3-ubyte ")
      )
      #expect(answers[1].advice.contains("/train-images.idx3-ubyte\""))
    }
  }

  @Test func namesThatLieAboutCompressionAreNotBelieved() async throws {
    var idxFiles = SyntheticIDXFiles.raw
    idxFiles.rename = { $0 + ".gz" }
    let answers = try await ask("zalando-reader,cpp-mnist", about: idxFiles)
    #expect(answers.map(\.loads) == ["no", "no"])
    #expect(answers[1].reason.contains("train-images-idx3-ubyte.gz is not called train-images-idx3-ubyte"))
  }

  @Test func emnistHasNamesOfItsOwn() async throws {
    var idxFiles = SyntheticIDXFiles.raw
    idxFiles.folder = "EMNIST/raw"
    idxFiles.rename = { "emnist-letters-" + $0.replacing("t10k", with: "test") }
    #expect(try await ask("torchvision-emnist,tch-rs", about: idxFiles).map(\.loads) == ["yes", "no"])
    idxFiles.rename = { "emnist-runes-" + $0.replacing("t10k", with: "test") }
    #expect(try await ask("torchvision-emnist", about: idxFiles).map(\.loads) == ["no"])
    idxFiles.rename = { $0 }
    let other = try #require(try await ask("torchvision-emnist", about: idxFiles).first)
    #expect(other.loads == "no" && other.advice.contains("--for torchvision"))
  }

  @Test func filesOfAnOldTorchvisionGoBeforeTheIDXFiles() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles.raw
      idxFiles.folder = "FashionMNIST/raw"
      try await idxFiles.write(to: "data", in: temporary)
      try temporary.write("old", to: "data/FashionMNIST/processed/training.pt")
      #expect(try await ask("torchvision", in: temporary).map(\.loads) == ["yes"])
      try temporary.write("old", to: "data/FashionMNIST/processed/test.pt")
      let answer = try #require(try await ask("torchvision", in: temporary).first)
      #expect(answer.loads == "with care" && answer.advice.hasPrefix("rm "))
    }
  }
}
