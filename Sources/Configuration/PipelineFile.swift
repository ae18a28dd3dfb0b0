public import ImageStages

/// Reads pipelines from YAML files.
///
///     pipeline: my-shop
///     summary: our photos at 32x32, in colour
///     stages:
///       - decode
///       - trim: {fuzz: 3%}
///       - resize: {size: 32x32, method: lanczos}
///       - extend: {size: 32x32}
public enum PipelineFile {
  /// Reads a pipeline from YAML text.
  ///
  /// - Parameter file: the name of the text in error messages, usually its path.
  /// - Throws: `ConfigurationError` with line and column for invalid YAML, unknown names, values out of range and
  ///   stages that cannot be combined.
  public static func pipeline(parsing text: String, file: String) throws(ConfigurationError) -> Pipeline {
    let root = try YAMLNode(parsing: text, file: file)
    let keys = try root.mapping(
      "'pipeline', 'summary' and 'stages'", keys: ["pipeline", "summary", "stages"])
    guard let nameNode = keys["pipeline"] else {
      throw root.error("'pipeline', the pipeline's name, is missing")
    }
    guard let stagesNode = keys["stages"] else { throw root.error("'stages' is missing") }
    let name = try nameNode.scalar("the pipeline's name")
    let summary = try keys["summary"]?.scalar("one line about the pipeline") ?? ""

    let nodes = try stagesNode.sequence("a list of stages")
    do {
      try Pipeline.checkStageCount(nodes.count)
    } catch {
      throw stagesNode.error(error.message)
    }
    guard let first = nodes.first, case let (firstName, firstTexts) = try parsed(first),
      Decode.isName(firstName.text)
    else {
      throw (nodes.first ?? stagesNode).error(
        "the first stage is 'decode': it makes a picture of what a file holds")
    }
    let decode = Decode(
      try located(firstName.node, firstTexts) { texts throws(StageError) in
        try StageArguments(texts, for: Decode.description)
      })
    var stages: [any Stage] = []
    for node in nodes.dropFirst() {
      let (name, texts) = try parsed(node)
      guard !Decode.isName(name.text) else {
        throw name.node.error("'\(name.text)' stands first, and only there")
      }
      let stage = try located(name.node, texts) { texts throws(StageError) in
        try StageCatalogue.stage(named: name.text, texts)
      }
      stages.append(stage)
    }
    do {
      return try Pipeline(name: name, summary: summary, decode: decode, stages: stages)
    } catch {
      throw stagesNode.error(error.message)
    }
  }

  private struct Name {
    let text: String
    let node: YAMLNode
  }

  /// Returns the name and the parameters of a stage written as `- trim`, `- trim:` or `- trim: {fuzz: 3%}`.
  private static func parsed(_ node: YAMLNode) throws(ConfigurationError) -> (Name, [YAMLNode.Pair]) {
    if case .scalar(let text) = node.content { return (Name(text: text, node: node), []) }
    let pairs = try node.mapping("a stage such as 'trim: {fuzz: 5%}'")
    guard let pair = pairs.first, pairs.count == 1 else {
      throw node.error(
        "one stage a line: '\(pairs.map(\.name).joined(separator: "', '"))' stand together; "
          + "start each stage with '- ' and indent its parameters further than its name")
    }
    if case .nothing = pair.value.content { return (Name(text: pair.name, node: pair.key), []) }
    return (Name(text: pair.name, node: pair.key), try pair.value.mapping("parameters such as {fuzz: 5%}"))
  }

  /// Runs `make` with the parameters' texts, and adds the line and column of the parameter or of the stage to its
  /// error.
  private static func located<Result>(
    _ stage: YAMLNode, _ pairs: [YAMLNode.Pair], _ make: ([String: String]) throws(StageError) -> Result
  ) throws(ConfigurationError) -> Result {
    var texts: [String: String] = [:]
    for pair in pairs { texts[pair.name] = try pair.value.scalar("a value for '\(pair.name)'") }
    do {
      return try make(texts)
    } catch {
      let pair = pairs.first { $0.name == error.parameter }
      let node = error.code == .unknownParameter ? pair?.key : pair?.value
      throw (node ?? stage).error(error.message)
    }
  }
}
