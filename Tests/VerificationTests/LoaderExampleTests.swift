import Testing
import TestSupport
import Verification

/// Tests of loaders' requirements on the number, size and labels of images.
struct LoaderExampleTests {
  @Test func exactCountsAreMet() async throws {
    var idxFiles = SyntheticIDXFiles.raw
    (idxFiles.trainCount, idxFiles.testCount) = (60_000, 10_000)
    let answers = try await ask("libtorch,rust-mnist,dl4j", about: idxFiles)
    #expect(answers.map(\.loads) == ["yes", "yes", "yes"])
  }

  @Test func otherCountsAreNotExact() async throws {
    let answers = try await ask("libtorch,rust-mnist,dl4j,cpp-mnist", about: .raw)
    #expect(answers.map(\.loads) == ["no", "no", "no", "yes"])
    #expect(
      answers[0].reason == "it takes exactly 60,000 and 10,000 images; train has 200, test has 100")
    #expect(answers[0].advice.contains("--exact-mnist"))
  }

  @Test func blocksOfAHundredHaveToBeFull() async throws {
    #expect(try await ask("paddle", about: SyntheticIDXFiles()).map(\.loads) == ["yes"])
    let answer = try #require(try await ask("paddle", about: SyntheticIDXFiles(trainCount: 250)).first)
    #expect(answer.loads == "with care" && answer.reason.contains("train has 250"))
    #expect(answer.advice.hasPrefix("leave out images until both numbers are multiples of 100"))
  }

  @Test func imagesBesideTooFewLabelsNeedCare() async throws {
    let idxFiles = SyntheticIDXFiles(trainLabelCount: 150)
    let answers = try await ask("zalando-reader,idx2numpy", about: idxFiles)
    #expect(answers.map(\.loads) == ["with care", "yes"])
    #expect(answers[0].reason.hasPrefix("train has 200 images, but 150 labels"))
  }

  @Test func otherSizesAreRefusedOrMistaken() async throws {
    // The images have as many pixels as 28x28.
    let flat = SyntheticIDXFiles(width: 14, height: 56)
    let answers = try await ask("zalando-reader,python-mnist,paddle,gomnist", about: flat)
    #expect(answers.map(\.loads) == ["yes", "yes", "no", "with care"])
    #expect(answers[2].reason == "it takes images of 28x28, and these are 14x56")
    #expect(answers[2].advice.contains("--pipeline fashion-mnist"))
    let small = try await ask("zalando-reader,python-mnist", about: SyntheticIDXFiles(width: 5, height: 7))
    #expect(small.map(\.loads) == ["no", "yes"])
    #expect(small[0].reason == "it takes images of 784 pixels, and these are 5x7")
  }

  @Test func colourIsForReadersOfAnyArray() async throws {
    let answers = try await ask("idx2numpy,python-mnist,gomnist", about: SyntheticIDXFiles(channelCount: 3))
    #expect(answers.map(\.loads) == ["yes", "no", "no"])
    #expect(answers[0].advice.contains("train-images-idx4-ubyte.gz"))
    #expect(answers[1].reason.contains("in colour") && answers[1].advice.contains("--pipeline fashion-mnist"))
    #expect(!answers[1].reason.contains("not called"))
  }

  @Test func labelsFromTenOnVanishStopOrAreNotCounted() async throws {
    let twelve = SyntheticIDXFiles(classCount: 12, isRaw: true)
    let answers = try await ask("python-mnist,jax,tch-rs,rust-mnist,julia-mldatasets", about: twelve)
    #expect(answers.map(\.loads) == ["yes", "with care", "with care", "no", "with care"])
    #expect(answers[1].reason.contains("labels go up to 11, and from 10 on it makes rows of zeros"))
    #expect(answers[1].advice.contains("--classes") && answers[1].advice.contains("numpy.eye(12)"))
    #expect(answers[2].reason == "labels go up to 11, and it says that there are ten classes")
    #expect(answers[3].reason.contains("labels go up to 11, and from 10 on it stops"))
    #expect(answers[4].reason == "labels go up to 11, and it names ten classes, Fashion-MNIST's")
    let ten = try await ask("jax,tch-rs,rust-mnist,julia-mldatasets", about: SyntheticIDXFiles(isRaw: true))
    #expect(ten.filter { $0.reason.contains("labels") }.map(\.reason) == [])
  }

  @Test func classNamesThatAreBuiltInAreTold() async throws {
    var idxFiles = SyntheticIDXFiles.raw
    idxFiles.folder = "FashionMNIST/raw"
    idxFiles.classCount = 3
    idxFiles.classNames = ["Mugs", "Plates", "Bowls"]
    let own = try #require(try await ask("torchvision", about: idxFiles).first)
    #expect(own.loads == "with care" && own.advice.contains("classes.txt\").read().splitlines()"))
    idxFiles.classNames = ["T-shirt/Top", "trouser", "Pullover"]
    #expect(try await ask("torchvision", about: idxFiles).map(\.loads) == ["yes"])
    idxFiles.classNames = nil
    #expect(try await ask("torchvision", about: idxFiles).map(\.loads) == ["yes"])
    idxFiles.folder = "MNIST/raw"
    idxFiles.classNames = ["0", "1", "2"]
    #expect(try await ask("torchvision-mnist,torchvision", about: idxFiles).map(\.loads) == ["yes", "no"])
  }

  @Test func loadersOfTenClassesHaveNoPlaceForMore() async throws {
    var idxFiles = SyntheticIDXFiles()
    idxFiles.classNames = (0..<12).map { "class \($0)" }
    let more = try #require(try await ask("tensorflow-datasets", about: idxFiles).first)
    #expect(more.reason.hasSuffix("; it knows the ten classes of Fashion-MNIST, and there are 12"))
    #expect(more.advice.hasPrefix("convert with --classes ten.yaml; fmbuild layout "))
    idxFiles.classNames = (0..<10).map { "class \($0)" }
    let ten = try #require(try await ask("tensorflow-datasets", about: idxFiles).first)
    #expect(ten.reason.hasSuffix("; it calls the classes what Fashion-MNIST calls its own"))
  }

  @Test func loadersOfOtherContainersSayWhatTheImagesLack() async throws {
    let answers = try await ask("tinygrad,huggingface,keras-mnist", about: SyntheticIDXFiles(width: 27))
    #expect(answers.map(\.loads) == ["no", "no", "no"])
    #expect(answers[0].reason.hasSuffix("; it takes images of 28x28, and these are 27x28"))
    #expect(answers[0].advice.hasPrefix("convert with --pipeline fashion-mnist; fmbuild layout "))
    #expect(
      answers[1].advice.contains("fmbuild layout ") && answers[1].advice.contains(" --for huggingface --out ")
    )
    #expect(!answers[2].advice.contains("fmbuild layout"))
  }

  @Test func namesOfClassesComeFromAFileWhereTheLoaderReadsOne() async throws {
    try await withTemporaryFolder { temporary in
      var idxFiles = SyntheticIDXFiles(classCount: 12)
      idxFiles.classNames = (0..<12).map { "class \($0)" }
      try await idxFiles.write(to: "data", in: temporary)
      let without = try #require(try await ask("datumaro", in: temporary).first)
      #expect(without.loads == "with care" && without.reason.contains("from labels.txt, which is not there"))
      #expect(without.advice.hasPrefix("cp ") && without.advice.hasSuffix("/labels.txt"))
      try temporary.write(try temporary.text("data/classes.txt"), to: "data/labels.txt")
      #expect(try await ask("datumaro", in: temporary).map(\.loads) == ["yes"])
    }
  }

  @Test func checksumsOfPublishedIDXFilesAreNotMet() async throws {
    let answers = try await ask("mxnet,paddle", about: SyntheticIDXFiles())
    #expect(answers.map(\.loads) == ["no", "yes"])
    #expect(answers[0].reason.contains("checksums with Fashion-MNIST's"))
  }
}
