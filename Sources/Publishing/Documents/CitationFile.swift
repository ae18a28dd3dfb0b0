internal import Exporting

/// `CITATION.cff` in the Citation File Format 1.2.0.
enum CitationFile {
  static let name = "CITATION.cff"

  static func text(_ publication: PublishedDataset) -> String {
    let facts = publication.facts
    var lines = [
      "cff-version: 1.2.0", "message: " + quoted("If you use this dataset, please cite it as below."),
      "type: dataset", "title: " + quoted(facts.title), "abstract: " + quoted(facts.description), "authors:",
    ]
    for creator in facts.creators {
      if let person = creator.person {
        lines += ["- family-names: " + quoted(person.family), "  given-names: " + quoted(person.given)]
      } else {
        lines.append("- name: " + quoted(creator.name))
      }
      if let orcid = creator.orcid { lines.append("  orcid: " + quoted("https://orcid.org/\(orcid)")) }
      // An organisation has no affiliation in this format.
      if creator.person != nil, let affiliation = creator.affiliation {
        lines.append("  affiliation: " + quoted(affiliation))
      }
    }
    lines += ["version: " + quoted("\(facts.version)"), "date-released: " + quoted(facts.published)]
    if let identifier = facts.licence.identifier {
      lines.append("license: \(identifier)")
    } else {
      lines.append("license-url: " + quoted(facts.licence.url))
    }
    lines += ["url: " + quoted(facts.url), "keywords:"]
    lines += publication.keywords.map { "- " + quoted($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String { YAMLText.quoted(text) }
}
