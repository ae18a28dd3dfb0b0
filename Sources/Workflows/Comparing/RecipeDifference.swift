internal import DatasetFormat
internal import Training
internal import Wording

/// The settings in which the recipes of two datasets differ, by their keys in `dataset.json`.
package struct RecipeDifference: Sendable {
  /// A setting that has another value.
  package struct Change: Sendable, Encodable {
    /// The key, such as `split.seed` or `pipeline.stages.trim.parameters.fuzz`.
    package let key: String
    /// The old value as text; nil if there was none.
    package let old: String?
    package let new: String?

    /// The change as a sentence without an end.
    package var text: String {
      switch (old, new) {
      case (let old?, let new?): "\(shortened(key)) is \(shortened(new)), and was \(shortened(old))"
      case (nil, let new): "\(shortened(key)) is \(shortened(new ?? "")), and was not set"
      case (let old?, nil): "\(shortened(key)) is not set, and was \(shortened(old))"
      }
    }
  }

  package let changes: [Change]

  /// The key of the list of classes.
  private static let classes = "classes.list"

  /// - Throws: `EncodingError`, which a recipe that was read does not cause.
  init(_ old: Recipe, _ new: Recipe) throws {
    let (before, after) = (try Self.settings(of: old), try Self.settings(of: new))
    changes = Set(before.keys).union(after.keys).sorted().compactMap { key in
      guard before[key] != after[key] else { return nil }
      // Which classes there are says `ClassDifference`; here is what they gather.
      if key == Self.classes { return nil }
      if key.hasPrefix(Self.classes + "."), before[key] == nil || after[key] == nil { return nil }
      return Change(key: key, old: before[key], new: after[key])
    }
  }

  private static func settings(of recipe: Recipe) throws -> [String: String] {
    var settings: [String: String] = [:]
    try JSONValue(encoding: recipe).add(to: &settings, key: "")
    return settings
  }
}

extension JSONValue {
  private var text: String? {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .unsigned(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value
    case .null, .array, .object: nil
    }
  }

  private var name: String? {
    if case .object(let members) = self { members["name"]?.text } else { nil }
  }

  /// Adds the values of this one by their keys. The elements of a list that have names are found by them, so that one
  /// more does not move the others.
  fileprivate func add(to settings: inout [String: String], key: String) {
    switch self {
    case .null, .boolean, .integer, .unsigned, .number, .string: settings[key] = text
    case .object(let members):
      for (name, value) in members { value.add(to: &settings, key: key.isEmpty ? name : key + "." + name) }
    case .array(let elements):
      let names = elements.compactMap(\.name)
      let areNamed = !elements.isEmpty && names.count == elements.count
      let texts = elements.compactMap(\.text)
      if areNamed { settings[key] = names.joined(separator: ", ") }
      if texts.count == elements.count {
        settings[key] = texts.joined(separator: ", ")
      } else {
        let isUnique = Set(names).count == elements.count
        for (place, element) in elements.enumerated() {
          element.add(to: &settings, key: key + "." + (areNamed && isUnique ? names[place] : "\(place)"))
        }
      }
    }
  }
}
