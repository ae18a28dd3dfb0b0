import Configuration
import DatasetFormat
import Testing
import TestSupport
import Verification
import VerificationTestSupport

struct PolicyTests {
  static func check(_ id: String) throws -> CheckDescription {
    try #require(CheckCatalogue.descriptions.first { $0.id == id })
  }

  @Test func settingsAreInForce() throws {
    let policy = try PolicyFile.parsing(
      """
      fail-on: warning
      checks:
        one-pixel: off
        class-balance: {ratio: 3.5, severity: error}
        clipped:
          factor: 4
        blank: on
        polarity:
      """, file: "p.yaml")
    #expect(policy.failureSeverity == .warning)
    #expect(policy.isOff(try Self.check("one-pixel")))
    let balance = try Self.check("class-balance")
    #expect(policy.severity(of: balance) == .error && policy.thresholds(of: balance)["ratio"] == 3.5)
    let clipped = try Self.check("clipped")
    #expect(policy.severity(of: clipped) == clipped.severity)
    #expect(policy.thresholds(of: clipped)["factor"] == 4)
    // Thresholds that are not set have the defaults of the check.
    #expect(policy.thresholds(of: clipped)["contact"] == 0.5)
    for id in ["blank", "polarity", "class-balance", "clipped", "label-order"] {
      #expect(!policy.isOff(try Self.check(id)))
    }
  }

  @Test func emptyPolicySaysNothing() throws {
    let policy = try PolicyFile.parsing("checks: {}", file: "p.yaml")
    #expect(policy.failureSeverity == nil)
    for check in CheckCatalogue.descriptions {
      #expect(!policy.isOff(check) && policy.severity(of: check) == check.severity)
    }
  }

  @Test func templateIsTheStandard() throws {
    let policy = try PolicyFile.parsing(PolicyFile.template, file: "p.yaml")
    #expect(policy.failureSeverity == .error)
    for check in CheckCatalogue.descriptions {
      #expect(!policy.isOff(check) && policy.severity(of: check) == check.severity)
      for threshold in check.thresholds {
        #expect(policy.thresholds(of: check)[threshold.name] == threshold.defaultValue)
      }
    }
  }

  static let mistakes: [(text: String, place: String, words: String)] = [
    ("checks:\n  one-pxel: off", "2:3", "there is no check 'one-pxel'"),
    ("checks:\n  one-pixel: {acuracy: 1}", "2:15", "no 'acuracy' here"),
    ("checks:\n  one-pixel: {accuracy: 1.01}", "2:25", "a number from 0.5 to 1"),
    ("checks:\n  one-pixel: {accuracy: 0.49}", "2:25", "'0.49' is not a value"),
    ("checks:\n  one-pixel: {accuracy: nan}", "2:25", "'nan' is not a value"),
    ("checks:\n  one-pixel: {accuracy: high}", "2:25", "'high' is not a value"),
    ("checks:\n  one-pixel: {accuracy: [1]}", "2:25", "a value for 'accuracy'"),
    ("checks:\n  one-pixel: {severity: fatal}", "2:25", "there are note, warning, error"),
    ("checks:\n  one-pixel: error", "2:14", "'off', 'on' or thresholds"),
    ("checks:\n  one-pixel: [off]", "2:14", "'off', 'on' or thresholds"),
    ("checks: [one-pixel]", "1:9", "checks by name"),
    ("fail-on: never", "1:10", "'never' is not a severity"),
    ("fail_on: note", "1:1", "no 'fail_on' here"),
    ("- checks", "1:1", "'checks' and 'fail-on'"),
  ]

  @Test(arguments: mistakes)
  func mistakeIsRefusedByLineAndColumn(_ mistake: (text: String, place: String, words: String)) throws {
    let error = #expect(throws: ConfigurationError.self) {
      try PolicyFile.parsing(mistake.text, file: "p.yaml")
    }
    let description = try #require(error).description
    #expect(description.hasPrefix("p.yaml:\(mistake.place): "), "\(description)")
    #expect(description.contains(mistake.words), "\(description)")
  }

  @Test func onlyTheChecksThatWereAskedForRun() throws {
    let switchedOff = try PolicyFile.parsing(
      "checks:\n  blank: off\n  polarity: {level: 100}", file: "p.yaml")
    let policy = try switchedOff.limited(to: ["polarity", "blank"])
    for check in CheckCatalogue.descriptions {
      // Checks with an option of their own run independently of the selection.
      let isOnRequest = ["reference", "loaders"].contains(check.group.rawValue) || check.id == "rebuild"
      #expect(policy.isOff(check) == (!["polarity", "blank"].contains(check.id) && !isOnRequest))
    }
    #expect(policy.thresholds(of: try Self.check("polarity"))["level"] == 100)
    let error = #expect(throws: VerificationError.self) {
      try Policy.standard.limited(to: ["blank", "blanc"])
    }
    #expect(error?.code == .invalidInput)
    #expect(
      error?.message.contains("'blanc'") == true && error?.message.contains("did you mean 'blank'?") == true)
  }

  /// Returns the verification of a dataset with one class a third as large as the others.
  static func verification(_ policy: String) async throws -> Verification {
    let defect = try #require(PlantedDefect.all.first { $0.check == "class-balance" })
    guard case .examples(let insert) = defect.insertion else {
      preconditionFailure("this defect removes images")
    }
    var dataset = CleanDataset.standard
    _ = try insert(&dataset)
    let defective = dataset
    return try await withTemporaryFolder { folder in
      try defective.writeRaw(to: folder)
      var settings = Verification.Settings(folder: folder.path)
      settings.policy = try PolicyFile.parsing(policy, file: "p.yaml").limited(to: ["class-balance", "blank"])
      return try await Verification.run(settings)
    }
  }

  @Test func policyDecidesWhatIsFoundAndHowGraveItIs() async throws {
    let standard = try await Self.verification("checks: {}")
    #expect(standard.results.map(\.check.id) == ["blank", "class-balance"])
    #expect(standard.results.map(\.verdict) == [.ok, .warning])
    #expect(standard.gravest == .warning)
    let grave = try await Self.verification("checks: {class-balance: {severity: error}}")
    #expect(grave.gravest == .error && grave.results.last?.verdict == .error)
    #expect(grave.results.last?.findings.map(\.severity) == [.error])
    let generous = try await Self.verification("checks: {class-balance: {ratio: 4}}")
    #expect(generous.gravest == nil && generous.results.last?.verdict == .ok)
  }
}
