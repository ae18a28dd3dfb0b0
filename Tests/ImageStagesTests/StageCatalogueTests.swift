import ImageCore
import ImageStages
import Testing
import TestSupport

struct StageCatalogueTests {
  static let names = StageCatalogue.all.map { $0.description.name }

  @Test func namesAreUniqueAndDecodeIsNotAmongThem() {
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Self.names.count == 15)
    #expect(!Self.names.contains(Decode.description.name))
    #expect(!Self.names.contains(Decode.paperName))
  }

  /// The stages made by `init()`, without arguments.
  static let defaults: [any Stage] = [
    Thumbnail(), Unframe(), Isolate(), Trim(), Resize(), Sharpen(), Extend(), Negate(), Grayscale(),
    Stretch(), Blur(),
    Square(),
    Pad(),
    CentreByMass(), Flip(),
  ]

  @Test func stageWithoutArgumentsHasTheDescriptionsDefaults() throws {
    #expect(Self.defaults.map(\.name) == Self.names)
    for stage in Self.defaults {
      #expect(stage.values == type(of: stage).description.parameters.map(\.defaultValue), "\(stage.name)")
      #expect(try Self.isEqual(StageCatalogue.stage(named: stage.name), stage), "\(stage.name)")
    }
    #expect(Decode().values == Decode.description.parameters.map(\.defaultValue))
    #expect(try Decode(StageArguments([:], for: Decode.description)) == Decode())
  }

  @Test(arguments: names)
  func stageMadeFromItsPrintedParametersIsEqual(_ name: String) throws {
    var generator = SeededGenerator(seed: 11)
    let description = try #require(StageCatalogue.all.first { $0.description.name == name }).description
    var madeCount = 0
    for _ in 0..<50 {
      let texts = try description.parameters.map { parameter in
        let values = ParameterTests.values(of: parameter.domain, using: &generator)
        return (parameter.name, try #require(values.randomElement(using: &generator)).description)
      }
      // Contradictory values are rejected, such as a thumbnail's limit below its size.
      guard let stage = try? StageCatalogue.stage(named: name, Dictionary(uniqueKeysWithValues: texts)) else {
        continue
      }
      madeCount += 1
      #expect(stage.values.count == description.parameters.count)
      #expect(stage.parameters.map { $0.name } == texts.map { $0.0 })
      #expect(stage.parameters.map { $0.value.description } == texts.map { $0.1 })
      let again = try StageCatalogue.stage(
        named: name,
        Dictionary(uniqueKeysWithValues: stage.parameters.map { ($0.name, $0.value.description) }))
      #expect(Self.isEqual(again, stage))
    }
    #expect(madeCount >= (name == "thumbnail" ? 5 : 50))
  }

  @Test func everyParameterMakesAnotherStage() throws {
    var generator = SeededGenerator(seed: 12)
    for type in StageCatalogue.all {
      let name = type.description.name
      // This limit is valid with any size.
      let others = name == "thumbnail" ? ["above": "4096x4096"] : [:]
      let usual = try StageCatalogue.stage(named: name, others)
      for parameter in type.description.parameters {
        let differing = ParameterTests.values(of: parameter.domain, using: &generator)
          .filter { $0 != usual.parameters.first { $0.name == parameter.name }?.value }
          .compactMap { value in
            let texts = others.merging([parameter.name: value.description]) { $1 }
            return try? StageCatalogue.stage(named: name, texts)
          }
        #expect(!differing.isEmpty, "\(name): \(parameter.name)")
        for stage in differing { #expect(!Self.isEqual(stage, usual), "\(name): \(parameter.name)") }
      }
    }
  }

  @Test func unknownStageIsRefusedWithTheNamesThereAre() {
    let error = #expect(throws: StageError.self) { try StageCatalogue.stage(named: "trimm") }
    #expect(error?.code == .unknownStage)
    #expect(error?.message.contains("'trimm'") == true)
    for name in Self.names { #expect(error?.message.contains(name) == true) }
    #expect(throws: StageError.self) { try StageCatalogue.stage(named: "decode") }
    #expect(throws: StageError.self) { try StageCatalogue.stage(named: "png") }
    #expect(throws: StageError.self) { try StageCatalogue.stage(named: "Trim") }
  }

  @Test func unknownParameterIsRefusedWithTheNamesThereAre() {
    let error = #expect(throws: StageError.self) { try StageCatalogue.stage(named: "trim", ["fuz": "5%"]) }
    #expect(error?.code == .unknownParameter)
    #expect(error?.parameter == "fuz")
    #expect(error?.message == "stage 'trim' has no parameter 'fuz'; it takes fuzz")
    let none = #expect(throws: StageError.self) { try StageCatalogue.stage(named: "negate", ["by": "1"]) }
    #expect(none?.message == "stage 'negate' has no parameter 'by'; it takes none")
  }

  @Test(arguments: [
    ("trim", "fuzz", "101%"), ("resize", "size", "4097"), ("resize", "method", "bicubic"),
    ("blur", "sigma", "0.05"),
    ("pad", "pixels", "1025"), ("pad", "background", "#fff"), ("flip", "direction", "diagonal"),
    ("thumbnail", "filter", "sample"), ("extend", "size", "0x28"), ("centre-by-mass", "background", "grey"),
    ("square", "background", "255"),
  ])
  func valueOutOfItsDomainIsRefused(_ name: String, _ parameter: String, _ text: String) {
    let error = #expect(throws: StageError.self) { try StageCatalogue.stage(named: name, [parameter: text]) }
    #expect(error?.code == .invalidValue)
    #expect(error?.parameter == parameter)
    #expect(error?.message.contains("'\(text)' is not a value for '\(parameter)' of stage '\(name)'") == true)
  }

  private static func isEqual(_ one: any Stage, _ other: any Stage) -> Bool {
    guard let one = one as? any Hashable, let other = other as? any Hashable else { return false }
    return AnyHashable(one) == AnyHashable(other)
  }
}
