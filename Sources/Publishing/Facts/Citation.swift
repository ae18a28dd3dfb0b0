/// How a dataset is cited.
struct Citation {
  private let facts: OwnerFacts

  init(_ facts: OwnerFacts) { self.facts = facts }

  /// The citation as a sentence.
  var text: String {
    "\(facts.creators.map(\.spokenName).joined(separator: ", ")) (\(facts.year)): \(facts.title), version \(facts.version). \(facts.url)"
  }

  /// The citation as an entry of BibTeX.
  var bibTeX: String {
    let authors = facts.creators.map { creator in
      // Braces keep the name of an organisation from being taken apart.
      creator.person.map { "\(Self.escaped($0.family)), \(Self.escaped($0.given))" }
        ?? "{\(Self.escaped(creator.name))}"
    }
    return """
      @misc{\(facts.slug),
        title = {\(Self.escaped(facts.title))},
        author = {\(authors.joined(separator: " and "))},
        year = {\(facts.year)},
        version = {\(facts.version)},
        url = {\(facts.url)}
      }
      """
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "{", "}", "%", "&", "#", "_", "$": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }
}
