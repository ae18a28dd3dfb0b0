internal import Configuration

/// What only the owner of a dataset knows, as `about.yaml` says it. What is not answered is nil or empty.
package struct About: Sendable {
  /// The file's path.
  package let file: String
  /// The answers that are texts.
  var texts: [AboutKey: String] = [:]
  package var creators: [Creator] = []
  package var licence: Licence?
  package var version: DatasetVersion?
  package var keywords: [String] = []
  /// Where the photos come from: addresses, or texts.
  package var sources: [String] = []
  package var isSynthetic: Bool?
  /// The answers to questions of the datasheet that have a key of their own.
  var datasheet: [DatasheetQuestion: String] = [:]
  /// The place of each answer in the file, for messages.
  var places: [AboutKey: YAMLNode] = [:]

  init(file: String) { self.file = file }

  /// Returns the answer to a question whose answer is a text; nil if there is none.
  package func text(_ key: AboutKey) -> String? { texts[key] }

  /// Whether a question is answered.
  package func answers(_ key: AboutKey) -> Bool {
    switch key {
    case .creators: !creators.isEmpty
    case .licence: licence != nil
    case .version: version != nil
    case .keywords: !keywords.isEmpty
    case .derivedFrom: !sources.isEmpty
    case .synthetic: isSynthetic != nil
    case .datasheet: !datasheet.isEmpty
    case .licenceName, .licenceURL, .title, .slug, .subtitle, .description, .url, .published, .contact,
      .huggingfaceOwner, .kaggleOwner, .limitations, .biases, .personalInformation, .uses, .socialImpact:
      texts[key] != nil
    }
  }

  /// Checks that questions are answered.
  ///
  /// - Throws: `PublishingError` with the code `missingAnswers`, which lists all that are not.
  package func check(_ keys: [AboutKey]) throws(PublishingError) {
    let missing = keys.filter { !answers($0) }
    guard !missing.isEmpty else { return }
    let count = missing.count == 1 ? "1 answer is" : "\(missing.count) answers are"
    throw PublishingError(
      .missingAnswers,
      "\(file): \(count) missing, which only the owner has; write \(missing.count == 1 ? "it" : "them") there and publish again",
      details: missing.map { "\($0.rawValue): \($0.question)" })
  }

  /// Returns an error at the place of an answer.
  func error(_ key: AboutKey, _ message: String) -> ConfigurationError {
    places[key]?.error(message) ?? ConfigurationError(file: file, "\(key.rawValue): \(message)")
  }
}

extension About {
  /// Returns the owner's answer to a question of the datasheet; nil if there is none.
  package func answer(to question: DatasheetQuestion) -> String? {
    switch question {
    case .makers: datasheet[.makers] ?? (creators.isEmpty ? nil : makers)
    case .people: text(.personalInformation)
    case .offence: text(.biases)
    case .uses: text(.uses)
    case .licence: licence.map { $0.sentence + "." }
    case .availability: availability
    case .contact: text(.contact)
    case .purpose, .funding, .sample, .collection, .consent, .ethics, .updates, .missing, .tracing,
      .processing, .originals, .software:
      datasheet[question]
    }
  }

  private var makers: String {
    creators.map { creator in
      creator.spokenName + (creator.affiliation.map { " (\($0))" } ?? "")
        + (creator.orcid.map { ", https://orcid.org/\($0)" } ?? "")
    }.joined(separator: "; ") + "."
  }

  private var availability: String? {
    guard let url = text(.url) else { return nil }
    guard let facts = OwnerFacts(self) else { return url }
    return "\(url); cite it as: \(Citation(facts).text)"
  }
}

/// The answers without which no dataset is published.
package struct OwnerFacts: Sendable {
  package let title: String
  package let slug: String
  package let description: String
  package let creators: [Creator]
  package let licence: Licence
  package let url: String
  package let version: DatasetVersion
  /// The day of publication, such as `2026-11-21`.
  package let published: String
  package let contact: String

  /// - Returns: nil if one of the answers of `AboutKey.core` is missing.
  package init?(_ about: About) {
    guard let title = about.text(.title), let slug = about.text(.slug),
      let description = about.text(.description), !about.creators.isEmpty, let licence = about.licence,
      let url = about.text(.url), let version = about.version, let published = about.text(.published),
      let contact = about.text(.contact)
    else { return nil }
    self.title = title
    self.slug = slug
    self.description = description
    creators = about.creators
    self.licence = licence
    self.url = url
    self.version = version
    self.published = published
    self.contact = contact
  }

  /// The year of publication.
  var year: String { String(published.prefix(4)) }
}
