internal import ArgumentParser
internal import Exporting

/// The options of `fmbuild export` that only some formats take; which, the formats declare.
struct FormatOptions: ParsableArguments {
  @Flag(help: Self.help(.compress))
  var compress = false

  @Option(help: Self.help(.names, "form"))
  var names: String?

  @Option(help: Self.help(.header, "form"))
  var header: String?

  @Flag(help: Self.help(.gzip))
  var gzip = false

  @Flag(help: Self.help(.edgeImpulse))
  var edgeImpulse = false

  @Flag(help: Self.help(.provenance))
  var provenance = false

  @Option(name: .customLong("as"), help: Self.help(.published, "name,…"))
  var published: String?

  @Option(help: Self.help(.count, "number"))
  var count: String?

  @Option(help: Self.help(.images, "number,…"))
  var images: String?

  @Option(help: Self.help(.mcu, "family"))
  var mcu: String?

  @Option(name: .customLong("for"), help: Self.help(.program, "program"))
  var program: String?

  /// The options that were given.
  var given: ExportOptions {
    var values: [ExportOption: String] = [:]
    for (option, isGiven) in [
      (ExportOption.compress, compress), (.gzip, gzip), (.edgeImpulse, edgeImpulse),
      (.provenance, provenance),
    ] where isGiven {
      values[option] = ""
    }
    for (option, value) in [
      (ExportOption.names, names), (.header, header), (.published, published), (.count, count),
      (.images, images), (.mcu, mcu), (.program, program),
    ] {
      values[option] = value
    }
    return ExportOptions(values)
  }

  /// The effect of an option, and the formats that take it.
  private static func help(_ option: ExportOption, _ valueName: String? = nil) -> ArgumentHelp {
    let formats = ExportFormats.descriptions.filter { $0.options.contains(option) }.map(\.name)
    return ArgumentHelp("\(formats.joined(separator: ", ")): \(option.summary)", valueName: valueName)
  }
}
