import ImageCore
import ImageStages
import Testing
import TestSupport

/// Tests of the descriptions of parameters, and of reading and writing their values.
struct ParameterTests {
  static let descriptions = [Decode.description] + StageCatalogue.all.map { $0.description }
  static let parameters = descriptions.flatMap { stage in stage.parameters.map { (stage.name, $0) } }

  @Test func everyDescriptionSaysWhatItIsIn1Line() {
    for description in Self.descriptions {
      #expect(!description.name.isEmpty && description.name.allSatisfy { $0.isLowercase || $0 == "-" })
      #expect(!description.summary.isEmpty && !description.summary.contains("\n"))
      for parameter in description.parameters {
        #expect(!parameter.summary.isEmpty && !parameter.summary.contains("\n"))
        #expect(!parameter.domain.summary.isEmpty && !parameter.domain.summary.contains("\n"))
      }
      #expect(Set(description.parameters.map(\.name)).count == description.parameters.count)
    }
  }

  @Test func everyDefaultLiesInItsDomain() {
    #expect(Self.parameters.count > 15)
    for (stage, parameter) in Self.parameters {
      let text = parameter.defaultValue.description
      #expect(parameter.domain.value(from: text) == parameter.defaultValue, "\(stage): \(parameter.name)")
    }
  }

  @Test func everyValueReadsBackAsTheSame() {
    var generator = SeededGenerator(seed: 10)
    for (stage, parameter) in Self.parameters {
      for value in Self.values(of: parameter.domain, using: &generator) {
        let text = value.description
        #expect(parameter.domain.value(from: text) == value, "\(stage): \(parameter.name): \(text)")
      }
    }
  }

  /// Returns the limits of a domain, and random values in it.
  static func values(of domain: Parameter.Domain, using generator: inout SeededGenerator) -> [ParameterValue]
  {
    func numbers(_ range: ClosedRange<Double>) -> [Double] {
      let random = (0..<50).map { _ in Double.random(in: range, using: &generator) }
      return [range.lowerBound, range.upperBound] + random
        + random.map { $0.rounded() }.filter(range.contains)
    }
    func integers(_ range: ClosedRange<Int>) -> [Int] {
      [range.lowerBound, range.upperBound] + (0..<50).map { _ in .random(in: range, using: &generator) }
    }
    switch domain {
    case .integer(let range): return integers(range).map { .integer($0) }
    case .number(let range): return numbers(range).map { .number($0) }
    case .percent(let range): return numbers(range).map { .percent($0) }
    case .choice(let names): return names.map { .choice($0) }
    case .size(let range):
      let sides = integers(range)
      return zip(sides, sides.reversed()).map { .size(Size(width: $0, height: $1)) }
    case .colour:
      let random = (0..<50).map { _ in
        func byte() -> UInt8 { .random(in: 0...255, using: &generator) }
        return Colour(red: byte(), green: byte(), blue: byte())
      }
      return ([.white, .black] + random).map { .colour($0) }
    }
  }

  static let refused: [(domain: Parameter.Domain, texts: [String])] = [
    (
      .integer(0...1024), ["-1", "1025", "", " 1", "1 ", "1.0", "1e2", "0x10", "one", "99999999999999999999"]
    ),
    (
      .number(0.1...32),
      ["0.0999", "32.0001", "0", "-1", "", " 1", "1 ", "nan", "inf", "-inf", "1e400", "1,5", "5%", "one"]
    ),
    (
      .percent(0...100),
      ["-0.1", "100.1", "-1%", "101%", "", "%", "5%%", "5 %", " 5%", "nan%", "inf", "five%"]
    ),
    (.choice(["box", "lanczos"]), ["", "Box", "box ", "lancz", "lanczos2"]),
    (
      .size(1...4096),
      [
        "0", "4097", "-1", "0x5", "5x0", "4097x5", "5x4097", "-5x5", "5x", "x5", "x", "", "5x5x5", "5X5",
        "5 x 5",
        "5*5", "5.0x5", "5xx5", "99999999999999999999x5",
      ]
    ),
    (
      .colour,
      [
        "", "#", "#fff", "fdfdfd", "#fdfdfdf", "#fdfdf", "#gdfdfd", "# fdfdf", "#+12345", "#-00000", "whit",
        "red",
        "##fdfdf", "#ÿfdfd",
      ]
    ),
  ]

  @Test(arguments: refused.indices)
  func whatIsMalformedOrOutOfRangeIsRefused(_ index: Int) {
    let (domain, texts) = Self.refused[index]
    for text in texts { #expect(domain.value(from: text) == nil, "'\(text)': \(domain.summary)") }
  }

  @Test func peopleMayWriteValuesInShort() {
    #expect(Parameter.Domain.size(1...9).value(from: "5") == .size(Size(width: 5, height: 5)))
    #expect(Parameter.Domain.percent(0...100).value(from: "5") == .percent(5))
    #expect(Parameter.Domain.percent(0...100).value(from: "2.5%") == .percent(2.5))
    #expect(Parameter.Domain.number(0...9).value(from: "1") == .number(1))
    #expect(Parameter.Domain.colour.value(from: "White") == .colour(.white))
    #expect(Parameter.Domain.colour.value(from: "#FFFFFF") == .colour(.white))
    #expect(
      Parameter.Domain.colour.value(from: "#00aF10") == .colour(Colour(red: 0, green: 0xAF, blue: 0x10)))
  }

  @Test func wholeNumbersAreWrittenWithoutAFraction() {
    #expect(ParameterValue.percent(5).description == "5%")
    #expect(ParameterValue.percent(2.5).description == "2.5%")
    #expect(ParameterValue.number(1).description == "1")
    #expect(ParameterValue.size(Size(width: 28, height: 28)).description == "28x28")
    #expect(ParameterValue.colour(Colour(red: 0xFD, green: 0, blue: 9)).description == "#fd0009")
  }
}
