internal import Yams

/// A node of a YAML file with its line and column, for error messages.
package struct YAMLNode: Sendable {
  package struct Pair: Sendable {
    package let key: YAMLNode
    package let value: YAMLNode
    /// The key's text; keys that are not plain text are rejected on reading.
    package let name: String
  }

  package enum Content: Sendable {
    case scalar(String)
    case sequence([YAMLNode])
    /// Key-value pairs in the order of the file; no key occurs twice.
    case mapping([Pair])
    /// An empty value, `~` or `null`.
    case nothing
  }

  package let content: Content
  package let file: String
  /// The node's line, counted from 1.
  package let line: Int
  package let column: Int

  /// Reads a whole YAML file.
  ///
  /// - Parameter file: the name of the text in error messages, usually its path.
  /// - Throws: `ConfigurationError` with line and column for invalid YAML and for aliases.
  package init(parsing text: String, file: String) throws(ConfigurationError) {
    try YAMLLimits.check(text, file: file)
    do {
      // All scalars are read as text, so no types have to be resolved; setting up the full resolver takes a
      // millisecond.
      guard let root = try Yams.compose(yaml: text, .basic) else {
        throw ConfigurationError(file: file, "the file is empty")
      }
      var budget = Self.maximumCount
      self = try Self(root, file: file, budget: &budget)
    } catch let error as ConfigurationError {
      throw error
    } catch let error as YamlError {
      throw ConfigurationError(error, file: file)
    } catch {
      throw ConfigurationError(file: file, "this is not YAML: \(error)")
    }
  }

  /// The most nodes that a file may have.
  private static let maximumCount = 100_000

  private init(_ node: Yams.Node, file: String, budget: inout Int) throws(ConfigurationError) {
    self.file = file
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    budget -= 1
    guard budget >= 0 else {
      throw ConfigurationError(
        file: file, "this file has more than \(Self.maximumCount) entries; is it the right one?")
    }
    switch node {
    case .scalar(let scalar):
      let isNothing = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
      content = isNothing ? .nothing : .scalar(scalar.string)
    case .sequence(let sequence):
      var nodes: [YAMLNode] = []
      for node in sequence { nodes.append(try YAMLNode(node, file: file, budget: &budget)) }
      content = .sequence(nodes)
    case .mapping(let mapping):
      var pairs: [Pair] = []
      for (keyNode, valueNode) in mapping {
        let key = try YAMLNode(keyNode, file: file, budget: &budget)
        guard let name = keyNode.scalar?.string else { throw key.error("a name is expected here") }
        pairs.append(Pair(key: key, value: try YAMLNode(valueNode, file: file, budget: &budget), name: name))
      }
      content = .mapping(pairs)
    case .alias:
      throw ConfigurationError(
        file: file, line: line, column: column, "aliases (*name) are not taken here; write it out")
    }
  }

  /// Returns an error at the node's line and column.
  package func error(_ message: String) -> ConfigurationError {
    ConfigurationError(file: file, line: line, column: column, message)
  }

  package func scalar(_ what: String) throws(ConfigurationError) -> String {
    guard case .scalar(let text) = content else { throw error("\(what) is expected here") }
    return text
  }

  package func sequence(_ what: String) throws(ConfigurationError) -> [YAMLNode] {
    guard case .sequence(let nodes) = content else {
      throw error("\(what) is expected here, each line starting with '- '")
    }
    return nodes
  }

  package func mapping(_ what: String) throws(ConfigurationError) -> [Pair] {
    guard case .mapping(let pairs) = content else { throw error("\(what) is expected here") }
    return pairs
  }

  /// Returns the values of a mapping by key.
  ///
  /// - Throws: `ConfigurationError` at the first key that is not in `names`, with the list of `names`.
  package func mapping(_ what: String, keys names: [String]) throws(ConfigurationError) -> [String: YAMLNode]
  {
    var result: [String: YAMLNode] = [:]
    for pair in try mapping(what) {
      guard names.contains(pair.name) else {
        throw pair.key.error("there is no '\(pair.name)' here; there are \(names.joined(separator: ", "))")
      }
      result[pair.name] = pair.value
    }
    return result
  }
}

extension ConfigurationError {
  fileprivate init(_ error: YamlError, file: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(file: file, line: mark.line, column: mark.column, "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      self.init(
        file: file, line: context.mark.line, column: context.mark.column, "\(names) stands here twice")
    default:
      self.init(file: file, "this is not YAML: \(error)")
    }
  }
}
