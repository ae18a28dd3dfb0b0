package import Configuration
internal import Wording

/// Reads `about.yaml`, and writes one to fill in.
package enum AboutFile {
  /// Reads a file.
  ///
  /// - Throws: `ConfigurationError` with line and column for a file that cannot be read, unknown keys, and answers that no
  ///   site would take.
  package static func reading(_ path: String) throws(ConfigurationError) -> About {
    try about(parsing: ConfigurationError.text(of: path), file: path)
  }

  /// Reads the text of a file.
  ///
  /// - Parameter file: the name of the text in error messages, usually its path.
  package static func about(parsing text: String, file: String) throws(ConfigurationError) -> About {
    var about = About(file: file)
    let root = try YAMLNode(parsing: text, file: file)
    for pair in try root.mapping("answers by their names, such as 'title: My shoes'") {
      guard let key = AboutKey(rawValue: pair.name) else {
        throw unknown(pair, among: AboutKey.allCases.map(\.rawValue))
      }
      if case .nothing = pair.value.content { continue }
      if case .scalar(let text) = pair.value.content, trimmed(text).isEmpty { continue }
      about.places[key] = pair.value
      try read(key, pair.value, into: &about)
    }
    try readOtherLicence(into: &about)
    return about
  }

  private static func unknown(_ pair: YAMLNode.Pair, among names: [String]) -> ConfigurationError {
    pair.key.error(
      "there is no question '\(pair.name)'\(Spelling.suggestion(for: pair.name, among: names)); there are "
        + names.joined(separator: ", "))
  }

  private static func read(
    _ key: AboutKey, _ node: YAMLNode, into about: inout About
  ) throws(ConfigurationError) {
    switch key {
    case .title, .subtitle, .contact, .licenceName: about.texts[key] = try line(node)
    case .description, .limitations, .biases, .personalInformation, .uses, .socialImpact:
      about.texts[key] = try text(node)
    case .slug:
      let slug = try line(node)
      guard slug.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, slug.contains(where: \.isLetter) else {
        throw node.error(
          "a slug has lower-case letters, digits and single hyphens between them, such as my-shoes")
      }
      about.texts[key] = slug
    case .url, .licenceURL:
      let url = try line(node)
      guard isAddress(url) else {
        throw node.error("an address is expected here, such as https://example.org/shoes")
      }
      about.texts[key] = url
    case .published:
      let day = try line(node)
      guard isDay(day) else { throw node.error("a day is expected here, such as 2026-11-21") }
      about.texts[key] = day
    case .version:
      guard let version = DatasetVersion(try line(node)) else {
        throw node.error("a version has three numbers, such as 1.0.0")
      }
      about.version = version
    case .licence:
      let name = try line(node)
      guard name != Licence.other else { return }
      guard let licence = Licence.named(name) else { throw node.error(Licence.absence(of: name)) }
      about.licence = licence
    case .huggingfaceOwner, .kaggleOwner:
      let owner = try line(node)
      guard owner.wholeMatch(of: /[A-Za-z0-9]+([._-][A-Za-z0-9]+)*/) != nil else {
        throw node.error(
          "a name on a site has letters, digits and hyphens; it is the part of your page's address")
      }
      about.texts[key] = owner
    case .synthetic:
      switch try line(node).lowercased() {
      case "true", "yes": about.isSynthetic = true
      case "false", "no": about.isSynthetic = false
      default: throw node.error("true or false is expected here")
      }
    case .keywords: about.keywords = try lines(node)
    case .derivedFrom: about.sources = try lines(node)
    case .creators: about.creators = try creators(node)
    case .datasheet: about.datasheet = try datasheet(node)
    }
  }

  /// Takes a licence that SPDX does not know from its name and its address.
  private static func readOtherLicence(into about: inout About) throws(ConfigurationError) {
    let (name, url) = (about.texts[.licenceName], about.texts[.licenceURL])
    guard let place = about.places[.licence], about.licence == nil else {
      if let key = [AboutKey.licenceName, .licenceURL].first(where: { about.texts[$0] != nil }) {
        throw about.error(key, "this belongs to 'licence: \(Licence.other)'; remove it, or say so")
      }
      return
    }
    guard let name, let url else {
      throw place.error(
        "say which licence with \(AboutKey.licenceName.rawValue) and \(AboutKey.licenceURL.rawValue)")
    }
    about.licence = Licence(otherNamed: name, url: url)
  }

  private static func creators(_ node: YAMLNode) throws(ConfigurationError) -> [Creator] {
    var creators: [Creator] = []
    for entry in try node.sequence("a list of creators") {
      var answers: [String: YAMLNode] = [:]
      let names = ["name", "orcid", "affiliation"]
      for pair in try entry.mapping("a creator such as 'name: Family, Given'") {
        guard names.contains(pair.name) else { throw unknown(pair, among: names) }
        if case .nothing = pair.value.content { continue }
        answers[pair.name] = pair.value
      }
      // The template has an entry to fill in.
      guard !answers.isEmpty else { continue }
      guard let nameNode = answers["name"] else { throw entry.error("the name of this creator is missing") }
      var orcid: String?
      if let place = answers["orcid"] {
        orcid = Creator.orcid(try line(place))
        guard orcid != nil else {
          throw place.error("this is no ORCID, such as 0000-0002-1825-0097; a digit may be wrong")
        }
      }
      guard
        let creator = Creator(
          name: try line(nameNode), orcid: orcid, affiliation: try answers["affiliation"].map(line))
      else {
        throw nameNode.error("a person is 'Family, Given'; a name without a comma is that of an organisation")
      }
      guard orcid == nil || creator.person != nil else {
        throw nameNode.error("only a person has an ORCID; write the name as 'Family, Given'")
      }
      creators.append(creator)
    }
    return creators
  }

  private static func datasheet(_ node: YAMLNode) throws(ConfigurationError) -> [DatasheetQuestion: String] {
    var answers: [DatasheetQuestion: String] = [:]
    for pair in try node.mapping("answers by the names of questions, such as 'purpose: for my lessons'") {
      guard let question = DatasheetQuestion.asked.first(where: { $0.rawValue == pair.name }) else {
        throw unknown(pair, among: DatasheetQuestion.asked.map(\.rawValue))
      }
      if case .nothing = pair.value.content { continue }
      answers[question] = try text(pair.value)
    }
    return answers
  }

  // MARK: - Kinds of answers

  /// The greatest length in characters of an answer on one line, and of one on several.
  private static let (longestLine, longestText) = (300, 20_000)

  /// Returns a text of one line.
  private static func line(_ node: YAMLNode) throws(ConfigurationError) -> String {
    let text = try text(node, longest: longestLine)
    guard onOneLine(text) == text else { throw node.error("this takes one line") }
    return text
  }

  /// Returns a text of one or more lines, without white space at its ends.
  private static func text(
    _ node: YAMLNode, longest: Int = longestText
  ) throws(ConfigurationError) -> String {
    let text = trimmed(try node.scalar("a text"))
    guard !text.isEmpty else {
      throw node.error("a text is expected here; remove the line if there is nothing to say")
    }
    guard text.count <= longest else {
      throw node.error(
        "this has \(grouped(text.count)) characters, and at most \(grouped(longest)) are taken")
    }
    guard printableLines(text) == text else {
      throw node.error("this has characters that cannot be seen: '\(printable(text))'; write it again")
    }
    return text
  }

  /// Returns one text, or a list of texts.
  private static func lines(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
    guard case .sequence(let nodes) = node.content else { return [try line(node)] }
    var lines: [String] = []
    for node in nodes { lines.append(try line(node)) }
    return lines
  }

  /// Whether a text is an address of the web without anything that would have to be escaped.
  static func isAddress(_ text: String) -> Bool {
    text.wholeMatch(of: /https?:\/\/[A-Za-z0-9.-]+(:[0-9]+)?([\/?#][!#$%&'()*+,\/:;=?@A-Za-z0-9._~-]*)?/)
      != nil
  }

  /// Whether a text is a day of the calendar, written as ISO 8601 writes it.
  private static func isDay(_ text: String) -> Bool {
    guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
      let year = Int(match.output.1), let month = Int(match.output.2), let day = Int(match.output.3),
      year > 0, (1...12).contains(month)
    else { return false }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...lengths[month - 1]).contains(day)
  }
}
