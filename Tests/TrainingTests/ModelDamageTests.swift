import Foundation
import Testing
import TestSupport
import Training

/// Tests of damaged model folders.
struct ModelDamageTests {
  @Test(arguments: [
    (#""schema" : 1"#, #""schema" : 2"#, "schema 2, this version of the program reads schema 1"),
    (#""units" : 3"#, #""units" : 4"#, "gives 4 numbers for 3 classes"),
    (#""units" : 3"#, #""units" : 0"#, "layers[5].units: 0 is out of range, expected 1 to 65536"),
    (#""kernelSize" : 2"#, #""kernelSize" : 20"#, "too small for a kernel or window of 20x20"),
    (#""stride" : 2"#, #""stride" : 0"#, "layers[0].stride: 0 is out of range"),
    (
      #""kernelSize" : 2"#, #""kernelSize" : 2, "side" : 2"#, "'convolution' has no parameter 'side'"
    ),
    (#""stride" : 2"#, #""stride" : 1"#, "expected 3x"),
    (#""stride" : 2"#, #""steps" : 2"#, "layers[0]: 'stride' is missing"),
    (#""stride" : 2"#, #""stride" : 2, "dilation" : 2"#, "'convolution' has no parameter 'dilation'"),
    (#""padding" : 1"#, #""padding" : -1"#, "layers[0].padding: -1 is out of range"),
    (#""layer" : "relu""#, #""layer" : "sigmoid""#, "has no layer 'sigmoid'"),
    (#""rows" : 9"#, #""rows" : 9000000000"#, "input.rows: 9000000000 is out of range"),
    (#""rows" : 9"#, #""rows" : "nine""#, "input.rows: expected a whole number"),
    (
      #""deviation" : 0.35302424451492237"#, #""deviation" : 0"#,
      "normalisation.deviation: 0.0 is out of range"
    ),
  ])
  func descriptionsThatAreNotRightAreRefusedAndSaid(
    _ part: String, _ replacement: String, _ expected: String
  ) async throws {
    try await withTemporaryFolder { folder in
      try ModelSample.layers[2].folder().write(to: folder("model"))
      let text = try folder.text("model/model.json")
      let range = try #require(text.range(of: part))
      try folder.write(text.replacingCharacters(in: range, with: replacement), to: "model/model.json")
      let error = try #require(throws: TrainingError.self) { try ModelFolder(contentsOf: folder("model")) }
      #expect(error.code == .invalidFile)
      #expect(error.message.hasPrefix(folder("model/model.")))
      #expect(error.message.contains(expected), "\(error.message)")
      #expect(error.message.hasSuffix("train the model again"))
    }
  }

  @Test func weightsOfAnotherModelAreRefused() async throws {
    try await withTemporaryFolder { folder in
      try ModelSample.layers[0].folder().write(to: folder("a"))
      try ModelSample.layers[1].folder().write(to: folder("b"))
      for (weights, description) in [("a", "b"), ("b", "a")] {
        try folder.write(folder.bytes("\(weights)/model.safetensors"), to: "mixed/model.safetensors")
        try folder.write(folder.bytes("\(description)/model.json"), to: "mixed/model.json")
        let error = try #require(throws: TrainingError.self) { try ModelFolder(contentsOf: folder("mixed")) }
        #expect(error.message.contains("use both files of the same training"), "\(error.message)")
      }
    }
  }

  @Test func foldersWithoutAModelAreRefused() async throws {
    try await withTemporaryFolder { folder in
      try folder.makeFolder("empty")
      for name in ["empty", "missing"] {
        let error = try #require(throws: TrainingError.self) { try ModelFolder(contentsOf: folder(name)) }
        #expect(error.message.contains("there is no model here"))
      }
      try ModelSample.layers[0].folder().write(to: folder("model"))
      try folder.remove("model/model.safetensors")
      let error = try #require(throws: TrainingError.self) { try ModelFolder(contentsOf: folder("model")) }
      #expect(error.code == .invalidFile)
    }
  }

  @Test func noPrefixOfADescriptionIsTakenForTheWhole() async throws {
    try await withTemporaryFolder { folder in
      try ModelSample.layers[6].folder().write(to: folder("model"))
      let bytes = try folder.bytes("model/model.json")
      // The last two bytes are the brace and the line end.
      for count in 0..<(bytes.count - 1) {
        try folder.write(Array(bytes[..<count]), to: "model/model.json")
        #expect(throws: TrainingError.self) { try ModelFolder(contentsOf: folder("model")) }
      }
    }
  }

  @Test func damagedDescriptionsAreRefusedOrMakeAModel() async throws {
    try await withTemporaryFolder { folder in
      try ModelSample.layers[6].folder().write(to: folder("model"))
      let bytes = try folder.bytes("model/model.json")
      var random = SeededGenerator(seed: 9)
      var refusedCount = 0
      for _ in 0..<1500 {
        var damaged = bytes
        for _ in 0...Int.random(in: 0...1, using: &random) {
          let index = Int.random(in: 0..<damaged.count, using: &random)
          // Half of the changes are digits, so that numbers remain numbers.
          damaged[index] = UInt8.random(in: Bool.random(using: &random) ? 48...57 : 0...255, using: &random)
        }
        try folder.write(damaged, to: "model/model.json")
        do {
          let read = try ModelFolder(contentsOf: folder("model"))
          #expect(read.classes.count == 3)
        } catch {
          #expect(error is TrainingError)
          refusedCount += 1
        }
      }
      #expect(refusedCount > 300)
    }
  }
}
