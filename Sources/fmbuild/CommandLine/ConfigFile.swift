internal import ArgumentParser
internal import Configuration
internal import Wording

/// A YAML file with options of a command by their names.
///
///     # fmbuild convert photos --config run.yaml
///     out: data
///     per-class: 6000,1000
///     no-shuffle: true
///
/// An option on the command line takes precedence over the file.
enum ConfigFile {
  /// Returns the command line with the options of its `--config` file inserted.
  ///
  /// - Throws: `ConfigurationError` with line and column for an unknown option or an invalid value.
  static func merged(_ arguments: [String]) throws -> [String] {
    guard let name = arguments.first,
      arguments.contains(where: { isOption($0, "config") || $0 == "--print-config" }),
      let command = try CommandDescription.named(name)
    else { return arguments }
    let (path, rest) = try configPath(Array(arguments.dropFirst()), command)
    var settings: [Setting] = []
    if let path {
      do throws(ConfigurationError) {
        settings = try read(path, command)
      } catch {
        throw CommandLineRunner.UsageError(message: error.description, command: commandType(name))
      }
    }
    let wanted = settings.filter { !$0.isGiven(in: rest) }
    let merged = wanted.flatMap(\.arguments) + rest.filter { $0 != "--print-config" }
    guard arguments.contains("--print-config") else { return [name] + merged }
    // Errors in the options are reported before the options are printed.
    _ = try FMBuild.parseAsRoot([name] + merged)
    try Output.result(text(of: merged, command))
    throw CleanExit.message("")
  }

  private static func isOption(_ argument: String, _ name: String) -> Bool {
    argument == "--\(name)" || argument.hasPrefix("--\(name)=")
  }

  private static func commandType(_ name: String) -> (any ParsableCommand.Type)? {
    FMBuild.configuration.subcommands.first { $0._commandName == name }
  }

  /// Returns the path after `--config`, and the other arguments.
  private static func configPath(_ arguments: [String], _ command: CommandDescription) throws -> (
    path: String?, rest: [String]
  ) {
    var path: String?
    var rest: [String] = []
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      index += 1
      if argument == "--config" {
        guard index < arguments.count else {
          throw CommandLineRunner.UsageError(
            message: "--config takes a file, such as run.yaml", command: commandType(command.commandName))
        }
        path = arguments[index]
        index += 1
      } else if argument.hasPrefix("--config=") {
        path = String(argument.dropFirst("--config=".count))
      } else {
        rest.append(argument)
      }
    }
    return (path, rest)
  }

  /// One option of the file as arguments.
  private struct Setting {
    let option: CommandDescription.Argument
    let arguments: [String]

    /// Returns whether the command line also contains the option.
    func isGiven(in given: [String]) -> Bool {
      given.contains { argument in
        option.longNames.contains { isOption(argument, $0) }
          || option.shortNames.contains { argument == "-\($0)" }
      }
    }
  }

  private static func read(_ path: String, _ command: CommandDescription) throws(ConfigurationError)
    -> [Setting]
  {
    let root = try YAMLNode(parsing: ConfigurationError.text(of: path), file: path)
    var settings: [Setting] = []
    for pair in try root.mapping("options by their names, such as 'out: data'") {
      let names = command.options.flatMap(\.longNames)
      guard let option = command.options.first(where: { $0.longNames.contains(pair.name) }) else {
        throw pair.key.error(
          "'\(command.commandName)' has no option '\(pair.name)'"
            + Spelling.suggestion(for: pair.name, among: names) + "; there are "
            + names.joined(separator: ", "))
      }
      settings.append(Setting(option: option, arguments: try arguments(pair, option, command)))
    }
    return settings
  }

  private static func arguments(
    _ pair: YAMLNode.Pair, _ option: CommandDescription.Argument, _ command: CommandDescription
  ) throws(ConfigurationError) -> [String] {
    switch (option.kind, pair.value.content) {
    case (.flag, .scalar("true")), (.flag, .scalar("on")), (.flag, .scalar("yes")): return ["--\(pair.name)"]
    case (.flag, .scalar("false")), (.flag, .scalar("off")), (.flag, .scalar("no")):
      return command.opposite(of: pair.name).map { ["--\($0)"] } ?? []
    case (.flag, _): throw pair.value.error("'\(pair.name)' takes true or false")
    case (_, .sequence(let nodes)) where option.isRepeating:
      var arguments: [String] = []
      for node in nodes { arguments += ["--\(pair.name)", try node.scalar("a value for '\(pair.name)'")] }
      return arguments
    case (_, .sequence(let nodes)):
      // `per-class: [6000, 1000]` is equivalent to `--per-class 6000,1000`.
      var values: [String] = []
      for node in nodes { values.append(try node.scalar("a value for '\(pair.name)'")) }
      return ["--\(pair.name)=\(values.joined(separator: ","))"]
    default: return ["--\(pair.name)=\(try pair.value.scalar("a value for '\(pair.name)'"))"]
    }
  }

  /// Returns the options in force as text for `--config`: given options as settings, defaults as comments.
  private static func text(of arguments: [String], _ command: CommandDescription) -> String {
    var lines = ["# fmbuild \(command.commandName)"]
    for option in command.options {
      let values = values(of: option, in: arguments)
      for name in option.longNames where values[name] != nil {
        let texts = values[name] ?? []
        lines.append(
          option.isRepeating && option.kind == .option
            ? "\(name): [\(texts.map(quoted).joined(separator: ", "))]"
            : "\(name): \(quoted(texts.last ?? ""))")
      }
      if values.isEmpty, let name = option.longNames.first {
        let isOn = option.defaultValue == "--\(name)"
        let value = option.kind == .flag ? "\(isOn)" : option.defaultValue ?? ""
        lines.append("# \(name): \(value)".trimmingEnd)
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func values(of option: CommandDescription.Argument, in arguments: [String]) -> [String:
    [String]]
  {
    var values: [String: [String]] = [:]
    for (index, argument) in arguments.enumerated() {
      for name in option.longNames {
        let isShort = option.shortNames.contains { argument == "-\($0)" } && name == option.longNames.first
        if option.kind == .flag {
          if argument == "--\(name)" { values[name] = ["true"] }
        } else if argument == "--\(name)" || isShort {
          if index + 1 < arguments.count { values[name, default: []].append(arguments[index + 1]) }
        } else if argument.hasPrefix("--\(name)=") {
          values[name, default: []].append(String(argument.dropFirst(name.count + 3)))
        }
      }
    }
    return values
  }

  /// Returns a value as a YAML scalar: in quotes unless it is a plain word or number.
  private static func quoted(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789._/+,-".unicodeScalars.contains($0)
      }
      && !value.hasPrefix("-") && !["null", "~"].contains(value)
    return isPlain ? value : "'" + value.replacing("'", with: "''") + "'"
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
