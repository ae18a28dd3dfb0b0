import Testing
import TestSupport
import Training

struct ModelFolderTests {
  @Test(arguments: ModelSample.layers)
  func whatIsWrittenIsReadAgain(_ sample: ModelSample) async throws {
    try await withTemporaryFolder { folder in
      let written = try sample.folder()
      try written.write(to: folder("model"))
      let read = try ModelFolder(contentsOf: folder("model") + "/")
      #expect(read.model.model == written.model.model)
      #expect(read.model.input == written.model.input)
      #expect(read.model.normalisation == written.model.normalisation)
      #expect(read.classes == written.classes)
      #expect(read.pipeline == written.pipeline)
      #expect(read.training == written.training)
      #expect(read.program == written.program)
      #expect(read.model.values.map(\.numbers) == written.model.values.map(\.numbers))
      let images = try sample.images(5)
      let probabilities = try await read.model.probabilities(of: images, threadCount: 1)
      #expect(try await written.model.probabilities(of: images, threadCount: 1) == probabilities)
    }
  }

  @Test(arguments: [2, 3, 5])
  func descriptionsInTheWordsOfEarlierVersionsAreRead(_ index: Int) async throws {
    try await withTemporaryFolder { folder in
      let written = try ModelSample.layers[index].folder()
      try written.write(to: folder("model"))
      let text = try folder.text("model/model.json")
      let former = text.replacing(#""relu""#, with: #""rectifier""#)
        .replacing(#""kernelSize""#, with: #""side""#).replacing(#""size""#, with: #""side""#)
      #expect(former != text)
      try folder.write(former, to: "model/model.json")
      #expect(try ModelFolder(contentsOf: folder("model")).model.model == written.model.model)
    }
  }

  @Test func equalModelsGiveEqualBytes() async throws {
    try await withTemporaryFolder { folder in
      let sample = ModelSample.layers[5]
      try sample.folder().write(to: folder("a"), addsONNX: true)
      try sample.folder().write(to: folder("b"), addsONNX: true)
      try sample.folder(seed: 2).write(to: folder("c"), addsONNX: true)
      let files = try folder.files(in: "a")
      #expect(files.keys.sorted() == ["model.json", "model.onnx", "model.safetensors"])
      #expect(try folder.files(in: "b") == files)
      #expect(try folder.files(in: "c") != files)
    }
  }

  @Test func valuesOfOthersComeBackAsTheyWere() throws {
    struct Entry: Codable, Equatable {
      var seed: UInt64
      var rate: Double
      var names: [String?]
      var isFast: Bool
    }
    let entry = Entry(seed: .max, rate: 0.1, names: ["a", nil, "é/"], isFast: true)
    #expect(try JSONValue(encoding: entry).decoded(as: Entry.self) == entry)
  }

  // MARK: - Existing targets

  @Test func aModelIsReplacedOnlyIfAskedFor() async throws {
    try await withTemporaryFolder { folder in
      let (first, second) = (try ModelSample.layers[0].folder(), try ModelSample.layers[1].folder())
      try first.write(to: folder("model"))
      let before = try folder.files(in: "model")
      let error = try #require(throws: TrainingError.self) { try second.write(to: folder("model")) }
      #expect(error.message.hasSuffix("or replace the model in it with --overwrite"))
      #expect(try folder.files(in: "model") == before)
      try second.write(to: folder("model"), overwrites: true)
      #expect(try ModelFolder(contentsOf: folder("model")).model.model.name == "two-dense")
      #expect(try folder.names() == ["model"])
    }
  }

  @Test func whatIsNoModelIsNeverReplaced() async throws {
    try await withTemporaryFolder { folder in
      let model = try ModelSample.layers[0].folder()
      try folder.write("mine", to: "letters/letter.txt")
      try folder.write("mine", to: "file")
      try model.write(to: folder("model"))
      try folder.write("mine", to: "model/notes.txt")
      for name in ["letters", "file", "model"] {
        #expect(throws: TrainingError.self) { try ModelFolder.checkTarget(folder(name), overwrites: true) }
        #expect(throws: TrainingError.self) { try model.write(to: folder(name), overwrites: true) }
      }
      #expect(try folder.text("letters/letter.txt") == "mine")
      #expect(try folder.text("model/notes.txt") == "mine")
      #expect(try folder.text("file") == "mine")
      #expect(try folder.names() == ["file", "letters", "model"])
    }
  }

  @Test func whatFileManagersLeaveBesideAModelMayGo() async throws {
    try await withTemporaryFolder { folder in
      let model = try ModelSample.layers[0].folder()
      try model.write(to: folder("model"))
      let files = try folder.files(in: "model")
      try folder.write("x", to: "model/.DS_Store")
      try model.write(to: folder("model"), overwrites: true)
      #expect(try folder.files(in: "model") == files)
    }
  }

  @Test func placeBelowAFileIsAnError() async throws {
    try await withTemporaryFolder { folder in
      try folder.write("mine", to: "file")
      let error = try #require(throws: TrainingError.self) {
        try ModelSample.layers[0].folder().write(to: folder("file/model"))
      }
      #expect(error.code == .invalidFile && error.message.contains("(\(folder("file")) is a file)"))
    }
  }

  @Test func emptyFoldersAndMissingOnesAreFilled() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("empty")
      try ModelSample.layers[0].folder().write(to: folder("empty"))
      try ModelSample.layers[0].folder().write(to: folder("new/deep/model"))
      #expect(try folder.files(in: "empty") == folder.files(in: "new/deep/model"))
    }
  }

  @Test func whatKilledRunsLeftIsPutRight() async throws {
    try await withTemporaryFolder { folder in
      let model = try ModelSample.layers[0].folder()
      let leftover = try await TemporaryNames.leftover(of: "model")
      try model.write(to: folder(leftover + "-former"))
      try folder.write("half", to: leftover + "/model.safetensors")
      try ModelFolder.checkTarget(folder("model"), overwrites: true)
      #expect(try folder.names() == ["model"])
      #expect(try ModelFolder(contentsOf: folder("model")).classes == model.classes)
    }
  }

  @Test func aFailureLeavesTheFormerModel() async throws {
    try await withTemporaryFolder { folder in
      let sample = ModelSample.layers[0]
      try sample.folder().write(to: folder("model"))
      let before = try folder.files(in: "model")
      let good = try sample.model()
      var values = Dictionary(uniqueKeysWithValues: good.values.map { ($0.parameter.name, $0.numbers) })
      values["1.dense.bias"] = [0, .nan, 0]
      let broken = try ModelFolder(
        TrainedModel(
          sample.description, input: sample.input, classCount: 3, normalisation: good.normalisation,
          values: values), classes: ["a", "b", "c"], program: ModelSample.program)
      let error = try #require(throws: TrainingError.self) {
        try broken.write(to: folder("model"), overwrites: true)
      }
      #expect(error.message.contains("'1.dense.bias' has nan at 1"))
      #expect(try folder.files(in: "model") == before)
      #expect(try folder.names() == ["model"])
    }
  }
}
