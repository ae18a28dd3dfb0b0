internal import ArgumentParser

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A command and its options, decoded from ArgumentParser's description.
struct CommandDescription: Decodable {
  struct Argument: Decodable {
    enum Kind: String, Decodable {
      case positional
      case option
      case flag
    }

    struct Name: Decodable {
      let kind: String
      let name: String
    }

    let kind: Kind
    let isRepeating: Bool
    let names: [Name]?
    let defaultValue: String?

    /// The names that are written with two hyphens, without the hyphens.
    var longNames: [String] { (names ?? []).filter { $0.kind == "long" }.map(\.name) }

    /// The names that are written with one hyphen, without the hyphen.
    var shortNames: [String] { (names ?? []).filter { $0.kind == "short" }.map(\.name) }
  }

  let commandName: String
  let subcommands: [CommandDescription]?
  let arguments: [Argument]?

  /// The options and flags, except those that every command has.
  var options: [Argument] {
    (arguments ?? []).filter { argument in
      argument.kind != .positional && !argument.longNames.isEmpty
        && argument.longNames.allSatisfy { !["help", "version", "config", "print-config"].contains($0) }
    }
  }

  /// Returns the flag that says the contrary of a flag, such as `no-augment` for `augment`; nil if there is none.
  func opposite(of name: String) -> String? {
    let opposite = name.hasPrefix("no-") ? String(name.dropFirst(3)) : "no-\(name)"
    return options.contains { $0.kind == .flag && $0.longNames.contains(opposite) } ? opposite : nil
  }

  /// Returns the command with a name; nil if there is none.
  static func named(_ name: String) throws -> CommandDescription? {
    struct Document: Decodable {
      let command: CommandDescription
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(FMBuild._dumpHelp().utf8))
    return document.command.subcommands?.first { $0.commandName == name }
  }
}
