internal import Configuration
public import DatasetFormat
internal import Wording

/// The classes of a dataset in the order of their labels, with the photos' labels that belong to each.
public struct ClassMap: Sendable, Hashable {
  public typealias Origin = Recipe.Classes.Origin

  public struct Class: Sendable, Hashable {
    /// The class's name with control characters replaced by spaces, because `classes.txt` has one name per line.
    public let name: String
    /// The photos' labels that belong to the class, in the order of the file.
    public let sources: [String]

    init(name: String, sources: [String]) {
      self.name = onOneLine(name)
      self.sources = sources
    }
  }

  public let classes: [Class]
  public let origin: Origin
  private let numbers: [String: Int]
  /// Whether labels that belong to no class make new ones, behind those that are there.
  package private(set) var takesNewLabels = false

  /// Returns the same classes, behind which labels that belong to none of them make new ones.
  package func takingNewLabels() -> ClassMap {
    var map = self
    map.takesNewLabels = true
    return map
  }

  /// The greatest number of classes, because MNIST's labels are bytes.
  static let maximumCount = ClassNames.largestCount

  private init(_ classes: [Class], origin: Origin, numbers: [String: Int]) throws(DatasetError) {
    guard classes.count <= Self.maximumCount else {
      throw DatasetError(
        .invalidInput,
        "there are \(classes.count) classes, but a label is one byte, so that a file holds at most "
          + "\(Self.maximumCount); gather them into fewer with --classes")
    }
    if let long = classes.first(where: { $0.name.utf8.count > ClassNames.largestByteCount }) {
      throw DatasetError(
        .invalidInput,
        "the name of a class has \(long.name.utf8.count) bytes, and at most \(ClassNames.largestByteCount) fit: "
          + "'\(long.name.prefix(40))…'; shorten it, or gather its label under another name with --classes")
    }
    self.classes = classes
    self.origin = origin
    self.numbers = numbers
  }

  /// Returns the class number of a photo's label; nil if the label belongs to no class.
  public func number(of label: String) -> Int? {
    switch origin {
    case .sorted, .numeric: numbers[label]
    case .fashionMNIST: FashionMNISTName.label(of: label) ?? numbers[Spelling.normalized(label)]
    case .file: numbers[label] ?? numbers[Spelling.normalized(label)]
    }
  }

  /// The numbers that no photo's label has, and that exist only because Fashion-MNIST's numbers or those of the labels
  /// leave gaps; ascending.
  package var gaps: [Int] { recipe.gaps }

  /// Returns the class number for a name that a user wrote: one of the labels of a class, the name of a class, or a
  /// different spelling of the name if only one class matches; nil if there is none.
  func number(named name: String) -> Int? {
    if let number = number(of: name) { return number }
    if let number = classes.firstIndex(where: { $0.name == name }) { return number }
    let alike = classes.indices.filter { Spelling.normalized(classes[$0].name) == Spelling.normalized(name) }
    return alike.count == 1 ? alike[0] : nil
  }

  /// The way in which classes get numbers from the photos' labels.
  public enum Numbering: String, Sendable, CaseIterable {
    /// Fashion-MNIST's numbers if all labels are names of its classes, the labels' own numbers if all are in 0...255,
    /// otherwise numbers from 0 in the byte order of the labels.
    case automatic
    /// Fashion-MNIST's numbers; other labels belong to no class.
    case fashionMNIST = "fashion-mnist"
    /// Numbers from 0 in the byte order of the labels, or in the order of their values if all are numbers.
    case sorted
  }

  /// Creates the classes from labels.
  ///
  /// - Throws: `DatasetError` for more than 256 classes and for one number spelt twice (`7` and `07`).
  public init(labels: some Sequence<String>, numbering: Numbering = .automatic) throws(DatasetError) {
    let names = Set(labels.map(composed)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let isFashion = !names.isEmpty && names.allSatisfy { FashionMNISTName.label(of: $0) != nil }
    if numbering == .fashionMNIST || numbering == .automatic && isFashion {
      let classes = fashionMNISTClassNames.enumerated().map { number, name in
        Class(name: name, sources: names.filter { FashionMNISTName.label(of: $0) == number })
      }
      try self.init(classes, origin: .fashionMNIST, numbers: Self.fashionNumbers)
      return
    }
    let values = names.compactMap(Self.value)
    let isNumeric = !names.isEmpty && values.count == names.count
    if numbering == .automatic, isNumeric, let largest = values.max(), largest < Self.maximumCount {
      guard Set(values).count == values.count else {
        throw DatasetError(
          .invalidInput,
          "two labels are the same number in other digits (such as 7 and 07): \(names.joined(separator: ", "))"
        )
      }
      let sources = Dictionary(uniqueKeysWithValues: zip(values, names))
      let classes = (0...largest).map { Class(name: "\($0)", sources: sources[$0].map { [$0] } ?? []) }
      try self.init(
        classes, origin: .numeric, numbers: Dictionary(uniqueKeysWithValues: zip(names, values)))
      return
    }
    let ordered =
      isNumeric && numbering == .sorted
      ? zip(values, names).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { $0.1 } : names
    try self.init(
      ordered.map { Class(name: $0, sources: [$0]) }, origin: .sorted,
      numbers: Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) }))
  }

  private static let fashionNumbers = Dictionary(
    uniqueKeysWithValues: fashionMNISTClassNames.enumerated().map { (Spelling.normalized($1), $0) })

  /// Returns the number that a label is: digits, perhaps with a decimal part of zeros, as spreadsheets and data frames
  /// write whole numbers in columns with gaps (`8.0`); nil for other labels.
  static func value(of label: String) -> Int? {
    let parts = label.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty,
      whole.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    }
    return Int(String(Substring(whole)))
  }

  /// Creates the classes of a recipe, which give the same number to the same label, also for new photos.
  ///
  /// - Throws: `DatasetError` for more than 256 classes, for a label that two classes claim, and for classes that are
  ///   said to be Fashion-MNIST's and are not.
  package init(_ classes: Recipe.Classes) throws(DatasetError) {
    try Self.checkNumbers(classes)
    let sources = classes.list.enumerated().flatMap { number, entry in entry.sources.map { (number, $0) } }
    let keys =
      switch classes.origin {
      case .sorted, .numeric: sources.map { ($1, $0) }
      case .file: sources.map { (Spelling.normalized($1), $0) }
      // All ten names of Fashion-MNIST have their numbers, whichever of them the photos had.
      case .fashionMNIST: Self.fashionNumbers.map { ($0, $1) }
      }
    try self.init(
      classes.list.map { Class(name: $0.name, sources: $0.sources) }, origin: classes.origin,
      numbers: Dictionary(keys) { first, _ in first })
  }

  /// - Throws: `DatasetError` if the labels that the classes gather do not decide the number of each.
  private static func checkNumbers(_ classes: Recipe.Classes) throws(DatasetError) {
    if classes.origin == .fashionMNIST, classes.list.map(\.name) != fashionMNISTClassNames {
      throw DatasetError(
        .invalidInput,
        "the recipe says that its classes are Fashion-MNIST's, and lists others; put the file back as it was")
    }
    var owners: [String: Int] = [:]
    for (number, entry) in classes.list.enumerated() {
      for label in entry.sources {
        guard let other = owners.updateValue(number, forKey: label), other != number else { continue }
        throw DatasetError(
          .invalidInput,
          "the recipe gives the label '\(label)' to class \(other) and to class \(number); put the file back as it was"
        )
      }
    }
  }

  /// The classes in the form of a recipe.
  package var recipe: Recipe.Classes {
    Recipe.Classes(
      origin: origin, list: classes.map { Recipe.Classes.Entry(name: $0.name, sources: $0.sources) })
  }

  /// Reads classes from a YAML file: a list of classes, or classes with the labels that belong to them.
  ///
  ///     Trouser: [Jeans, Track Pants, Leggings]
  ///     Bag: [Handbags, Backpacks]
  ///     Dress:
  ///
  /// The label with the name of a class always belongs to that class.
  ///
  /// - Throws: `ConfigurationError` with line and column, `DatasetError` for more than 256 classes.
  public static func reading(_ path: String) throws -> ClassMap {
    try parsing(ConfigurationError.text(of: path), file: path)
  }

  package static func parsing(_ text: String, file: String) throws -> ClassMap {
    let root = try YAMLNode(parsing: text, file: file)
    var classes: [Class] = []
    var numbers: [String: Int] = [:]
    func add(_ name: String, _ node: YAMLNode, gathering nodes: [YAMLNode]) throws {
      var labels: [(text: String, place: YAMLNode)] = []
      for node in nodes { labels.append((try node.scalar("a label of the source"), node)) }
      if !labels.contains(where: { Spelling.normalized($0.text) == Spelling.normalized(name) }) {
        labels.insert((name, node), at: 0)
      }
      for label in labels {
        if let number = numbers[Spelling.normalized(label.text)] {
          throw label.place.error(
            number < classes.count
              ? "label '\(label.text)' stands under class '\(classes[number].name)' already"
              : "label '\(label.text)' stands here twice")
        }
        numbers[Spelling.normalized(label.text)] = classes.count
      }
      classes.append(Class(name: name, sources: labels.map(\.text)))
    }
    switch root.content {
    case .sequence(let nodes):
      for node in nodes { try add(try node.scalar("the name of a class"), node, gathering: []) }
    case .mapping(let pairs):
      for pair in pairs {
        switch pair.value.content {
        case .nothing: try add(pair.name, pair.key, gathering: [])
        case .scalar: try add(pair.name, pair.key, gathering: [pair.value])
        default:
          try add(
            pair.name, pair.key, gathering: pair.value.sequence("a list of labels such as [Jeans, Leggings]"))
        }
      }
    default:
      throw root.error("a list of classes is expected here, or classes with the labels that they gather")
    }
    return try ClassMap(classes, origin: .file, numbers: numbers)
  }
}
