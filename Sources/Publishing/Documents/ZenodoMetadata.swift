internal import Exporting

/// `.zenodo.json`, with the fields that Zenodo's deposit asks for and no others, because its schema allows none.
enum ZenodoMetadata {
  static let name = ".zenodo.json"

  static func text(_ publication: PublishedDataset, licence: String) -> String {
    let facts = publication.facts
    let creators = facts.creators.map { creator -> JSONDocument in
      var pairs: [(String, JSONDocument)] = [("name", .text(creator.name))]
      if let affiliation = creator.affiliation { pairs.append(("affiliation", .text(affiliation))) }
      if let orcid = creator.orcid { pairs.append(("orcid", .text(orcid))) }
      return .object(pairs)
    }
    return JSONDocument.object([
      ("title", .text(facts.title)), ("upload_type", .text("dataset")),
      ("description", .text(html(publication))), ("creators", .array(creators)),
      ("access_right", .text("open")), ("license", .text(licence.lowercased())),
      ("keywords", .array(publication.keywords.map { .text($0) })),
      ("publication_date", .text(facts.published)), ("version", .text("\(facts.version)")),
    ]).encoded(.indented)
  }

  /// The description in HTML: the owner's, then what records know.
  private static func html(_ publication: PublishedDataset) -> String {
    var html = publication.facts.description.split(separator: "\n\n").map { "<p>\(escaped(String($0)))</p>" }
    html.append("<p>\(escaped(publication.headline))</p>")
    html.append("<p>How it was made:</p>" + list(publication.process.map { "\($0.name). \($0.text)" }))
    html.append("<p>Limitations:</p>" + list(publication.limitations(.limitations)))
    html.append("<p>Biases:</p>" + list(publication.limitations(.biases)))
    return html.joined(separator: "\n")
  }

  private static func list(_ texts: [String]) -> String {
    "<ul>" + texts.map { "<li>\(escaped($0))</li>" }.joined() + "</ul>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
