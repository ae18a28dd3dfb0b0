internal import Configuration

/// Which classes a dataset has, in the order of their numbers, and which labels of the source belong to each.
public struct ClassMap: Sendable, Hashable {
  /// How the numbers came about.
  public enum Origin: String, Sendable {
    /// A file gave them.
    case file
    /// The labels are Fashion-MNIST's, spelling aside.
    case fashionMNIST = "fashion-mnist"
    /// The labels are numbers.
    case numeric
    /// The labels were sorted.
    case sorted
  }

  public struct Class: Sendable, Hashable {
    /// On one line, whatever the label's: `classes.txt` has a name a line.
    public let name: String
    /// The labels of the source that it gathers, in the order of the file, or its own name.
    public let sources: [String]

    init(name: String, sources: [String]) {
      let isBroken = name.unicodeScalars.contains { $0.properties.generalCategory == .control }
      self.name =
        isBroken
        ? String(
          String.UnicodeScalarView(
            name.unicodeScalars.map {
              $0.properties.generalCategory == .control ? " " : $0
            })) : name
      self.sources = sources
    }
  }

  public let classes: [Class]
  public let origin: Origin
  private let numbers: [String: Int]

  /// MNIST's labels are bytes.
  static let maximumCount = 256

  private init(_ classes: [Class], origin: Origin, numbers: [String: Int]) throws(DatasetError) {
    guard classes.count <= Self.maximumCount else {
      throw DatasetError(
        .invalidInput,
        "there are \(classes.count) classes, but a label is one byte, so that an archive holds at most "
          + "\(Self.maximumCount); gather them into fewer with --classes")
    }
    self.classes = classes
    self.origin = origin
    self.numbers = numbers
  }

  /// The number of a label of the source; nil if it belongs to no class.
  public func number(of label: String) -> Int? {
    switch origin {
    case .sorted, .numeric: numbers[label]
    case .fashionMNIST, .file: numbers[label] ?? numbers[spelling(label)]
    }
  }

  /// The number of a class that a person names: by a label that it gathers, by its name, or by that in another
  /// spelling if only one class has it; nil if there is none.
  func number(named name: String) -> Int? {
    if let number = number(of: name) { return number }
    if let number = classes.firstIndex(where: { $0.name == name }) { return number }
    let alike = classes.indices.filter { spelling(classes[$0].name) == spelling(name) }
    return alike.count == 1 ? alike[0] : nil
  }

  /// The map that labels alone give: Fashion-MNIST's numbers if all are among its names, their own if all are
  /// numbers of 0...255, otherwise the order of their bytes.
  ///
  /// - Throws: `DatasetError` for more than 256 classes and for one number spelt twice (`7` and `07`).
  public init(labels: some Sequence<String>) throws(DatasetError) {
    let names = Set(labels).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let fashionNumbers = Dictionary(
      uniqueKeysWithValues: fashionMNISTClassNames.enumerated().map { (spelling($1), $0) })
    if !names.isEmpty, names.allSatisfy({ fashionNumbers[spelling($0)] != nil }) {
      let classes = fashionMNISTClassNames.enumerated().map { number, name in
        Class(name: name, sources: names.filter { fashionNumbers[spelling($0)] == number })
      }
      try self.init(classes, origin: .fashionMNIST, numbers: fashionNumbers)
      return
    }
    let values = names.compactMap { name in
      name.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(name) : nil
    }
    if let largest = values.max(), values.count == names.count, largest < Self.maximumCount {
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
    try self.init(
      names.map { Class(name: $0, sources: [$0]) }, origin: .sorted,
      numbers: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }))
  }

  /// The map of a dataset that was made before: the same numbers for the same labels, also for photos that are new.
  ///
  /// - Throws: `DatasetError` if the description contradicts itself.
  package init(_ description: DatasetDescription) throws(DatasetError) {
    guard let origin = Origin(rawValue: description.classOrigin) else {
      throw DatasetError(
        .invalidInput,
        "\(DatasetFile.description): 'classOrigin' is '\(description.classOrigin)', which is none")
    }
    guard description.classes.map(\.label) == Array(description.classes.indices) else {
      throw DatasetError(
        .invalidInput, "\(DatasetFile.description): the labels of 'classes' do not count up from 0")
    }
    let sources = description.classes.flatMap { entry in entry.sources.map { (entry.label, $0) } }
    let keys =
      switch origin {
      case .sorted, .numeric: sources.map { ($1, $0) }
      case .file: sources.map { (spelling($1), $0) }
      // Whatever the photos were, all ten names have their number.
      case .fashionMNIST: fashionMNISTClassNames.enumerated().map { (spelling($1), $0) }
      }
    try self.init(
      description.classes.map { Class(name: $0.name, sources: $0.sources) }, origin: origin,
      numbers: Dictionary(keys) { first, _ in first })
  }

  /// Reads a map from YAML: a list of classes, or classes with the labels that they gather.
  ///
  ///     Trouser: [Jeans, Track Pants, Leggings]
  ///     Bag: [Handbags, Backpacks]
  ///     Dress:
  ///
  /// A class always gathers the label of its own name, too.
  ///
  /// - Throws: `ConfigurationError` with line and column, `DatasetError` for more than 256 classes.
  public static func reading(_ path: String) throws -> ClassMap {
    try parsing(TextFile.contents(path), file: path)
  }

  package static func parsing(_ text: String, file: String) throws -> ClassMap {
    let root = try YAMLNode(parsing: text, file: file)
    var classes: [Class] = []
    var numbers: [String: Int] = [:]
    func add(_ name: String, _ node: YAMLNode, gathering nodes: [YAMLNode]) throws {
      var labels: [(text: String, place: YAMLNode)] = []
      for node in nodes { labels.append((try node.scalar("a label of the source"), node)) }
      if !labels.contains(where: { spelling($0.text) == spelling(name) }) {
        labels.insert((name, node), at: 0)
      }
      for label in labels {
        if let number = numbers[spelling(label.text)] {
          throw label.place.error(
            number < classes.count
              ? "label '\(label.text)' stands under class '\(classes[number].name)' already"
              : "label '\(label.text)' stands here twice")
        }
        numbers[spelling(label.text)] = classes.count
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
