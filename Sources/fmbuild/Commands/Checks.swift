internal import ArgumentParser
internal import Verification

struct Checks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "List the checks of 'fmbuild verify', with severities and thresholds.",
    discussion: """
      With --policy: a file that sets all of them to their defaults, to start your own from:

        fmbuild checks --policy > mine.yaml
        fmbuild verify data --policy mine.yaml
      """)

  @Flag(help: "Print a policy with the defaults of all checks.")
  var policy = false

  @Flag(help: "Print a table in Markdown.")
  var markdown = false

  @OptionGroup var configOptions: ConfigOptions

  func validate() throws {
    guard !(policy && markdown) else {
      throw ValidationError("--policy and --markdown exclude each other; keep one.")
    }
  }

  func run() async throws {
    try await Self.reportingFailure {
      if policy {
        try Output.result(PolicyFile.template)
      } else if markdown {
        try Output.result(CheckCatalogue.markdown)
      } else {
        for group in CheckDescription.Group.allCases {
          try Output.result(group.rawValue)
          for check in CheckCatalogue.descriptions where check.group == group {
            try Output.result("  \(check.id) (\(check.severity.rawValue))")
            try Output.result("      finds \(check.summary)")
            try Output.result("      \(check.reason)")
            for threshold in check.thresholds {
              try Output.result(
                "      \(threshold.name): \(threshold.summary); \(threshold.domain), default \(threshold.defaultText)"
              )
            }
          }
          try Output.result("")
        }
      }
    }
  }
}
