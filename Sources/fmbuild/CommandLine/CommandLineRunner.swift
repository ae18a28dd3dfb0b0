internal import ArgumentParser
internal import DatasetFormat
internal import Wording

/// Parses the command line and runs the command. All usage errors have the same form, whichever part detects them.
enum CommandLineRunner {
  static func run(_ arguments: [String]) async -> Never {
    do {
      try checkCommandName(arguments)
      let arguments = try ConfigFile.merged(arguments)
      var command = try FMBuild.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        let isQuiet = arguments.prefix { $0 != "--" }.contains("--quiet")
        try await DatasetReader.$sourceReader.withValue(DirectSources(isQuiet: isQuiet)) {
          try await asynchronous.run()
        }
      } else {
        try command.run()
      }
      FMBuild.exit()
    } catch {
      finish(error)
    }
  }

  /// A usage error that is found before a command is chosen, or while it runs.
  struct UsageError: Error {
    let message: String
    /// The command whose usage is shown; nil for that of the program.
    var command: (any ParsableCommand.Type)?
  }

  /// Checks the name of the command. ArgumentParser takes a misspelt command for an argument of the program, and
  /// reports the options after it instead.
  private static func checkCommandName(_ arguments: [String]) throws {
    guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return }
    let commands = FMBuild.configuration.subcommands
    // A command's name comes from its description, which takes a while for all of them.
    guard !commands.contains(where: { $0._commandName == name }) else { return }
    let names = commands.map { $0._commandName } + ["help"]
    throw UsageError(
      message:
        "there is no command '\(printable(name))'\(Spelling.suggestion(for: name, among: names)); there are "
        + names.dropLast().joined(separator: ", "))
  }

  private static func finish(_ error: any Error) -> Never {
    if let usage = error as? UsageError {
      Output.message("\(Output.prefix)\(usage.message)")
      let name = usage.command.map { " \($0._commandName)" } ?? ""
      Output.text(
        "Usage: \(FMBuild.usageString(for: usage.command ?? FMBuild.self))\n"
          + "  See 'fmbuild\(name) --help' for more information.")
      FMBuild.exit(withError: ExitCode.validationFailure)
    }
    let code = FMBuild.exitCode(for: error)
    guard code == .validationFailure else { FMBuild.exit(withError: error) }
    // The messages of ArgumentParser begin with "Error: ".
    let message = FMBuild.fullMessage(for: error)
    let text = message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
    Output.text(Output.prefix + printableLines(shortened(text)))
    FMBuild.exit(withError: code)
  }
}
