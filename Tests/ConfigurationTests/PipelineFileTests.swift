import Configuration
import ImageCore
import ImageStages
import Testing

struct PipelineFileTests {
  @Test(arguments: PipelineLibrary.names)
  func bundledPipelineIsReadUnderItsOwnName(_ name: String) throws {
    let pipeline = try PipelineLibrary.pipeline(name)
    #expect(pipeline.name == name)
    #expect(!pipeline.summary.isEmpty)
  }

  @Test func defaultPipelineHasTheEightStagesOfThePublishedDatasetAndTheThumbnail() throws {
    let pipeline = try PipelineLibrary.pipeline(PipelineLibrary.defaultName)
    #expect(
      pipeline.stages.map(\.name) == [
        "thumbnail", "trim", "resize", "sharpen", "extend", "negate", "grayscale", "stretch",
      ])
    #expect(pipeline.imageSize.description == "28x28")
    #expect(pipeline.imageChannels == .grey)
  }

  @Test func valuesAreTakenFromTheFileAndDefaultsFilledIn() throws {
    let pipeline = try Self.parsed(stages: "- decode\n- trim: {fuzz: 2.5%}\n- resize\n- extend: {size: 28}")
    let trim = try #require(pipeline.stages[0] as? Trim)
    #expect(trim.fuzzPercent == 2.5)
    #expect(pipeline.stages[1] as? Resize == Resize())
  }

  @Test func firstStageIsCalledDecodeOrByThePapersNamePNG() throws {
    let rest = "\n- resize\n- extend"
    let white = try Self.parsed(stages: "- decode" + rest)
    #expect(white.decode == Decode())
    #expect(try Self.parsed(stages: "- png" + rest).decode == white.decode)
    let black = try Self.parsed(stages: "- decode: {background: black}" + rest)
    #expect(black.decode == Decode(background: .black))
    #expect(try Self.parsed(stages: "- png: {background: black}" + rest).decode == black.decode)
  }

  static let mistakes: [(stages: String, place: String, words: String)] = [
    ("- decode\n- trm", "my.yaml:4:5", "there is no stage 'trm'"),
    ("- decode\n- trim: {fuz: 5%}", "my.yaml:4:12", "no parameter 'fuz'; it takes fuzz"),
    ("- decode\n- trim: {fuzz: 500%}", "my.yaml:4:18", "from 0% to 100%"),
    ("- decode\n- trim: {fuzz: [1, 2]}", "my.yaml:4:18", "a value for 'fuzz'"),
    ("- decode\n- sharpen: {radius: 1}", "my.yaml:4:15", "it takes none"),
    ("- trim", "my.yaml:3:5", "the first stage is 'decode'"),
    ("- decode\n- trim\n- decode", "my.yaml:5:5", "'decode' stands first"),
    ("- png\n- trim\n- decode", "my.yaml:5:5", "'decode' stands first"),
    ("- decode\n- trim\n- png", "my.yaml:5:5", "'png' stands first"),
    ("- decode: {background: '#fff'}", "my.yaml:3:26", "#fdfdfd"),
    ("- png: {background: '#fff'}", "my.yaml:3:23", "#fdfdfd"),
    ("- decode\n- trim", "my.yaml:3:3", "images of different sizes"),
    ("- decode\n- thumbnail: {size: 80x80, above: 60x60}", "my.yaml:4:37", "smaller than 'size'"),
  ]

  @Test(arguments: mistakes)
  func mistakeIsRefusedByNameLineAndColumn(_ mistake: (stages: String, place: String, words: String)) throws {
    let error = #expect(throws: ConfigurationError.self) { try Self.parsed(stages: mistake.stages) }
    let description = try #require(error).description
    #expect(description.hasPrefix(mistake.place + ":"), "\(description)")
    #expect(description.contains(mistake.words), "\(description)")
  }

  @Test(arguments: [
    ("pipeline: x\nstages:\n  - decode\nstage: []", "my.yaml:4:1", "there is no 'stage' here"),
    ("pipeline: x\nstages: decode", "my.yaml:2:9", "a list of stages is expected"),
    ("pipeline: x\npipeline: y\nstages: []", "my.yaml:1:1", "'pipeline' stands here twice"),
    ("pipeline: x\n  stages: }", "my.yaml:2:9", "not YAML"),
    ("", "my.yaml", "empty"),
    ("stages: []", "my.yaml:1:1", "the pipeline's name, is missing"),
    ("pipeline: x", "my.yaml:1:1", "'stages' is missing"),
    ("pipeline: x\nstages: []", "my.yaml:2:9", "the first stage is 'decode'"),
  ])
  func brokenFileIsRefusedWithItsPlace(_ text: String, _ place: String, _ words: String) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try PipelineFile.pipeline(parsing: text, file: "my.yaml")
    }
    let description = try #require(error).description
    #expect(description.hasPrefix(place + ":"), "\(description)")
    #expect(description.contains(words), "\(description)")
  }

  @Test func aliasesThatMultiplyAreRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...7 {
      let reference = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [" + Array(repeating: reference, count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(throws: ConfigurationError.self) { try PipelineFile.pipeline(parsing: text, file: "bomb.yaml") }
  }

  @Test func aliasAsAKeyIsRefusedBeforeKeysAreCompared() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let reference = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [" + Array(repeating: reference, count: 10).joined(separator: ", ") + "]\n"
    }
    let error = #expect(throws: ConfigurationError.self) {
      try PipelineFile.pipeline(parsing: text + "? *a20\n: x\n", file: "bomb.yaml")
    }
    #expect(try #require(error).description.hasPrefix("bomb.yaml:2:10: aliases (*a0) are not taken here"))
  }

  @Test(arguments: ["&", "& pads", "*", "a*b", "\"&a\"", "&a", "5*3 & 2"])
  func ampersandsAndStarsWithoutAnAliasAreTaken(_ name: String) throws {
    let pipeline = try PipelineFile.pipeline(
      parsing:
        "pipeline: x \(name.hasPrefix("\"") ? "" : name)\nsummary: '\(name)'\nstages: [decode, extend]\n",
      file: "x")
    #expect(pipeline.summary == name)
  }

  @Test(arguments: [65, 1000, 10_000])
  func pipelineOfMoreStagesThanAnybodyNeedsIsRefused(_ count: Int) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try Self.parsed(stages: "- decode\n" + String(repeating: "- blur: {sigma: 32}\n", count: count - 1))
    }
    #expect(try #require(error).message.contains("at most 64"))
  }

  @Test func fileThatIsNoConfigurationIsRefusedByItsSize() throws {
    let text = "pipeline: x\n" + String(repeating: "\n", count: 5_000_000)
    let error = #expect(throws: ConfigurationError.self) {
      try PipelineFile.pipeline(parsing: text, file: "x")
    }
    #expect(try #require(error).message.contains("is it the right one?"))
  }

  @Test func nameOfNoPipelineIsAnsweredWithThoseThereAre() throws {
    let error = #expect(throws: ConfigurationError.self) { try PipelineLibrary.pipeline("fashion") }
    #expect(try #require(error).message.contains("fashion-mnist-paper"))
  }

  static func parsed(stages: String) throws -> Pipeline {
    let lines = stages.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return try PipelineFile.pipeline(parsing: "pipeline: x\nstages:\n\(lines)", file: "my.yaml")
  }
}
