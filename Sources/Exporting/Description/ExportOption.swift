internal import Wording

/// An option of the command line that changes what an export holds. Each format declares those that it takes.
package enum ExportOption: String, Sendable, CaseIterable {
  case compress
  case names
  case header
  case gzip
  case edgeImpulse = "edge-impulse"
  case provenance
  case published = "as"
  case count
  case images
  case mcu
  case program = "for"

  /// The option as it is typed.
  package var flag: String { "--" + rawValue }

  /// The effect of the option, in one sentence.
  package var summary: String {
    switch self {
    case .compress: "Compress; takes longer to write and to load."
    case .names: "The names of the arrays: keras or medmnist. (default: keras)"
    case .header: "The names of the columns: pixel1, pixel0 or none. (default: pixel1)"
    case .gzip: "Compress the tables, as .csv.gz."
    case .edgeImpulse: "Add the labels in a form that Edge Impulse's uploader takes."
    case .provenance: "Add the photo of each image and its SHA-256, out of manifest.csv."
    case .published:
      "The published datasets under whose names it is found: for tfds fashion_mnist, mnist or kmnist (default: none), for "
        + "openml mnist_784 or fashion-mnist (default: both); several with commas."
    case .count: "How many test images, the same number of each class as far as possible. (default: 10)"
    case .images: "These test images, by their indices, such as 3,17."
    case .mcu: "Keep to what this family of microcontrollers takes: avr."
    case .program: "Write for a program with a form of its own: r-torchvision."
    }
  }
}

/// The options that were given for an export, as the user wrote them.
package struct ExportOptions: Sendable {
  /// The values by option; the value of a flag is empty.
  private let values: [ExportOption: String]

  package init(_ values: [ExportOption: String] = [:]) { self.values = values }

  /// The options that were given, in the order in which the help lists them.
  var given: [ExportOption] { ExportOption.allCases.filter { values[$0] != nil } }

  func has(_ option: ExportOption) -> Bool { values[option] != nil }

  func text(_ option: ExportOption) -> String? { values[option] }

  /// Returns the choice for an option; nil if it was not given.
  ///
  /// - Throws: `ExportError` if the value is not one of the names.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: ExportOption
  ) throws(ExportError) -> Choice? {
    guard let text = values[option] else { return nil }
    guard let choice = Choice(rawValue: text) else { throw Self.unknown(text, option, Choice.self) }
    return choice
  }

  /// Returns the choices for an option whose value is a list with commas, each once; nil if it was not given.
  ///
  /// - Throws: `ExportError` if one is not among the names.
  func choices<Choice: RawRepresentable<String> & CaseIterable & Equatable>(
    _ option: ExportOption
  ) throws(ExportError) -> [Choice]? {
    guard let text = values[option] else { return nil }
    var choices: [Choice] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let choice = Choice(rawValue: String(name)) else {
        throw Self.unknown(String(name), option, Choice.self)
      }
      if !choices.contains(choice) { choices.append(choice) }
    }
    return choices
  }

  private static func unknown<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ option: ExportOption, _ type: Choice.Type
  ) -> ExportError {
    let names = Choice.allCases.map(\.rawValue)
    return ExportError(
      .usage,
      "\(option.flag): there is no '\(text)'\(Spelling.suggestion(for: text, among: names)); it takes "
        + names.joined(separator: ", "))
  }
}
