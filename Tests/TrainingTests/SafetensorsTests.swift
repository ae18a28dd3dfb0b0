import Testing
import TestSupport
import Training

struct SafetensorsTests {
  static let sample = Safetensors(
    [
      Safetensors.Tensor(
        name: "b", dimensions: [2, 3], numbers: [1, -2, 0.5, 4, .leastNonzeroMagnitude, 6]),
      Safetensors.Tensor(name: "a \"q\" \\ é\n", dimensions: [], numbers: [7]),
      Safetensors.Tensor(name: "c", dimensions: [0, 4], numbers: []),
    ], metadata: ["z": "1", "a": "\u{1}\"two\""])

  static func file(_ header: String, data: [UInt8] = []) -> [UInt8] {
    let bytes = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes + data
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let bytes = Array(Self.sample.pieces().joined())
    #expect(try Safetensors(parsing: bytes, path: "x") == Self.sample)
  }

  @Test func bytesAreThoseOfTheFormat() throws {
    let tensors = [
      Safetensors.Tensor(name: "w", dimensions: [1, 2], numbers: [1, -2]),
      Safetensors.Tensor(name: "b", dimensions: [1], numbers: [0.5]),
    ]
    let header =
      #"{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
      + #""w":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let expected = Self.file(padded, data: [0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    #expect(Array(Safetensors(tensors, metadata: ["k": "v"]).pieces().joined()) == expected)
    #expect(
      Array(Safetensors(tensors.reversed(), metadata: ["k": "v"]).pieces().joined()) == expected)
  }

  @Test(arguments: [
    (#"{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}"#, 4, "'a' holds numbers of type F16"),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, "'a' has 2 numbers"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}"#, 4, "bytes 0 to 8 of the data, which has 4"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, "bytes 4 to 0"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#, 4, "bytes -4 to 0"),
    (#"{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}"#, 4, "'a' has -1x-1 numbers"),
    (
      #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}"#, 0,
      "do not fit its 0 bytes"
    ),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"#, 4, "1 offsets"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, "leaves bytes unused from 0 on"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 5, "end at byte 4 of the data, which has 5"),
    (
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"#
        + #""b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      12, "'b' begins at byte 4 of the data and overlaps"
    ),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 4, "a: 'data_offsets' is missing"),
    (#"{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}"#, 4, "a.shape[0]: expected a whole number"),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, 4, "a fraction where"),
    (#"{"__metadata__":{"k":1}}"#, 0, "__metadata__.k: expected text"),
    (#"{"a":"#, 0, "this is not JSON"),
    ("[]", 0, "does not begin with '{'"),
    ("", 0, "does not begin with '{'"),
  ])
  func whatIsNotRightIsRefusedAndSaid(_ header: String, dataByteCount: Int, _ expected: String) throws {
    let bytes = Self.file(header, data: [UInt8](repeating: 0, count: dataByteCount))
    let error = try #require(throws: TrainingError.self) { try Safetensors(parsing: bytes, path: "m/x") }
    #expect(error.code == .invalidFile)
    #expect(error.message.hasPrefix("m/x: "))
    #expect(error.message.contains(expected), "\(error.message)")
    #expect(error.message.hasSuffix("restore it from a copy, or train the model again"))
  }

  @Test func headersThatAreTooLongAreRefused() throws {
    for length: [UInt8] in [[1, 0, 0, 1, 0, 0, 0, 0], [UInt8](repeating: 255, count: 8)] {
      let error = try #require(throws: TrainingError.self) {
        try Safetensors(parsing: length + Array("{}".utf8), path: "x")
      }
      #expect(error.message.contains("16777216 at most"))
    }
  }

  @Test func noPrefixOfAFileIsTakenForTheWhole() throws {
    let bytes = Array(Self.sample.pieces().joined())
    for count in 0..<bytes.count {
      #expect(throws: TrainingError.self) { try Safetensors(parsing: Array(bytes[..<count]), path: "x") }
    }
  }

  @Test func damagedFilesAreRefusedOrHoldWhatTheySay() throws {
    let bytes = Array(Self.sample.pieces().joined())
    var random = SeededGenerator(seed: 3)
    var refusedCount = 0
    for _ in 0..<4000 {
      var damaged = bytes
      for _ in 0...Int.random(in: 0...2, using: &random) {
        let index = Int.random(in: 0..<damaged.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: damaged[index] = UInt8.random(in: 0...255, using: &random)
        case 1: damaged.insert(UInt8.random(in: 0...255, using: &random), at: index)
        default: damaged.remove(at: index)
        }
      }
      do {
        let read = try Safetensors(parsing: damaged, path: "x")
        #expect(read.tensors.reduce(0) { $0 + 4 * $1.numbers.count } < damaged.count)
      } catch {
        refusedCount += 1
      }
    }
    #expect(refusedCount > 2000)
  }
}
