internal import DatasetFormat

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
      case (let old?, let new?): "\(key) is \(new), and was \(old)"
      case (nil, let new): "\(key) is \(new ?? ""), and was not set"
      case (let old?, nil): "\(key) is not set, and was \(old)"
      }
    }
  }

  package let changes: [Change]

  /// The key of the list of classes.
  private static let classes = "classes.list"

  /// - Throws: `DatasetError`, which a recipe that was read does not cause.
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
    let value: Value = try JSONText.decode(JSONText.encode(recipe), file: DatasetFile.description)
    var settings: [String: String] = [:]
    value.add(to: &settings, key: "")
    return settings
  }
}

/// A value of a JSON document.
private indirect enum Value: Decodable {
  case object([String: Value])
  case list([Value])
  case plain(String)

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      var members: [String: Value] = [:]
      for key in container.allKeys {
        members[key.stringValue] = try container.decode(Value.self, forKey: key)
      }
      self = .object(members)
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var elements: [Value] = []
      while !container.isAtEnd { elements.append(try container.decode(Value.self)) }
      self = .list(elements)
      return
    }
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .plain("\(flag)")
    } else if let number = try? container.decode(Int.self) {
      self = .plain("\(number)")
    } else if let number = try? container.decode(UInt64.self) {
      self = .plain("\(number)")
    } else if let number = try? container.decode(Double.self) {
      self = .plain("\(number)")
    } else {
      self = .plain(try container.decode(String.self))
    }
  }

  private var text: String? {
    if case .plain(let text) = self { text } else { nil }
  }

  private var name: String? {
    if case .object(let members) = self { members["name"]?.text } else { nil }
  }

  /// Adds the values of this one by their keys. The elements of a list that have names are found by them, so that one
  /// more does not move the others.
  func add(to settings: inout [String: String], key: String) {
    switch self {
    case .plain(let text): settings[key] = text
    case .object(let members):
      for (name, value) in members { value.add(to: &settings, key: key.isEmpty ? name : key + "." + name) }
    case .list(let elements):
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
