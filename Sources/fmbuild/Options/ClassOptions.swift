internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// The option for the classes and their numbers.
struct ClassOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of classes in order, and the labels that each gathers: 'Trouser: [Jeans, Leggings]'; or fashion-mnist for its ten; or sorted for 0, 1, 2, … in the order of the names.",
      valueName: "file.yaml|name"))
  var classes: String?

  /// Adds the classes to the settings of a conversion.
  ///
  /// - Throws: `ConfigurationError` if the file of classes is invalid.
  func complete(_ settings: inout Conversion.Settings) throws {
    if let classes, let numbering = ClassMap.Numbering(rawValue: classes), numbering != .automatic {
      settings.numbering = numbering
    } else if let classes {
      settings.classes = try ClassMap.reading(classes)
    } else if let recorded = settings.recipe.classes {
      settings.classes = try ClassMap(recorded)
    }
  }

  /// Lets the classes of an older dataset keep their numbers in the settings of a conversion, and new labels make new
  /// classes.
  ///
  /// - Throws: `ValidationError` if an option numbers the classes otherwise.
  func continueClasses(of base: BaseDataset, _ settings: inout Conversion.Settings) throws {
    if let classes, settings.classes == nil {
      throw ValidationError(
        "--classes \(classes) numbers the classes, and those of --base have numbers; leave it out, or name a file."
      )
    }
    settings.base = base
    settings.classes = settings.classes?.takingNewLabels()
  }
}
