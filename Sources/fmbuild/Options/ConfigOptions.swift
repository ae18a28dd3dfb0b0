internal import ArgumentParser

/// The options of every command. `ConfigFile` inserts the file's options before a command is parsed.
struct ConfigOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A YAML file with options of this command by their names; what stands on the command line wins.",
      valueName: "file.yaml"))
  var config: String?

  @Flag(help: "Print the options in force as a file for --config, and do nothing else.")
  var printConfig = false
}
