internal import ArgumentParser
internal import Conversion
internal import DatasetFormat

/// The options for the origin of labels, the classes and the corrections.
struct LabelOptions: ParsableArguments {
  @OptionGroup var table: TableOptions

  @Option(
    help: ArgumentHelp(
      "A file of classes in order, and the labels that each gathers: 'Trouser: [Jeans, Leggings]'; or fashion-mnist for its ten; or sorted for 0, 1, 2, … in the order of the names.",
      valueName: "file.yaml|name"))
  var classes: String?

  @Option(
    help: ArgumentHelp(
      "Photos are of one product, and stay in one split, if this part of their file names is the same: '^[A-Z]+[0-9]+', a regular expression.",
      valueName: "pattern"))
  var groupPattern: String?

  @Flag(help: "List linked folders outside the folder of the photos as well.")
  var followLinks = false

  @OptionGroup var correction: CorrectionOptions

  /// Adds labels, classes and corrections to the settings of a conversion.
  ///
  /// - Throws: `ValidationError` if the settings' recipe needs a file that the options do not name.
  func complete(_ settings: inout Conversion.Settings) throws {
    let recipe = settings.recipe
    settings.labels = try table.labelSource(recorded: recipe.labels.columns)
    if case .folders = settings.labels, recipe.labels.origin == .table {
      throw ValidationError(
        "The recipe takes labels from the table '\(recipe.labels.file?.name ?? "?")'; name it with --labels FILE."
      )
    }
    settings.corrections = try correction.corrections()
    if settings.corrections == nil, let recorded = recipe.corrections {
      throw ValidationError(
        "The recipe corrects labels by '\(recorded.name)'; name the file with --corrections FILE.")
    }
    if let groupPattern { settings.recipe.labels.groupPattern = groupPattern }
    if followLinks { settings.recipe.labels.followsLinks = true }
    if let classes, let numbering = ClassMap.Numbering(rawValue: classes), numbering != .automatic {
      settings.numbering = numbering
    } else if let classes {
      settings.classes = try ClassMap.reading(classes)
    } else if let recorded = recipe.classes {
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
