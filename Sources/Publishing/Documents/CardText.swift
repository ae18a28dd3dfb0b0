internal import Exporting
internal import Wording

/// The text of a card in Markdown: what visitors of a dataset's page look for.
struct CardText {
  private let publication: PublishedDataset

  init(_ publication: PublishedDataset) { self.publication = publication }

  /// Returns the text.
  ///
  /// - Parameters:
  ///   - picture: the name of the picture of images of each class; nil for none.
  ///   - loading: the lines that say how the dataset is loaded, in Markdown.
  func markdown(picture: String?, loading: [String]) -> String {
    let (facts, about) = (publication.facts, publication.about)
    var lines = [facts.description, "", Self.escaped(publication.headline), ""]
    if let picture { lines += ["![Images of each class](\(picture))", ""] }
    lines += ["## Classes", ""] + DatasetCard.classTable(of: publication.dataset)
    if !loading.isEmpty { lines += ["", "## Loading", ""] + loading }
    lines += ["", "## How it was made", ""]
    lines += publication.process.map { "* **\($0.name).** \(Self.escaped($0.text))" }
    if !about.sources.isEmpty {
      lines += ["", "Made of: " + about.sources.map(Self.source).joined(separator: "; ")]
    }
    for (title, key) in [("Limitations", AboutKey.limitations), ("Biases", .biases)] {
      lines += ["", "## \(title)", ""]
      if let own = about.text(key) { lines += [own, ""] }
      let measured = key == .biases ? publication.measurements.biases : publication.measurements.limitations
      lines += measured.map { "* " + Self.escaped($0) }
    }
    for (title, key) in [
      ("Personal information", AboutKey.personalInformation), ("Uses", .uses),
      ("Social impact", .socialImpact),
    ] {
      if let text = about.text(key) { lines += ["", "## \(title)", "", text] }
    }
    lines += ["", "## Licence", "", Self.licence(facts.licence)]
    lines += [
      "", "## Citation", "", "Version \(facts.version), \(facts.published).", "", "```bibtex",
      Citation(facts).bibTeX, "```", "", "Questions: \(facts.contact)",
    ]
    return lines.joined(separator: "\n")
  }

  /// Returns a text for the middle of a line of Markdown, where fewer characters have a meaning than at its beginning.
  private static func escaped(_ text: String) -> String {
    let special = "\\`*_[]<>#|~&$"
    return onOneLine(text).unicodeScalars.reduce(into: "") { result, scalar in
      if special.unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
  }

  private static func source(_ text: String) -> String {
    AboutFile.isAddress(text) ? "<\(text)>" : Self.escaped(text)
  }

  private static func licence(_ licence: Licence) -> String {
    "[\(Self.escaped(licence.name))](<\(licence.url)>)"
  }
}
