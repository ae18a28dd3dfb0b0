/// What the owner of a dataset is asked, by the keys of `about.yaml`.
package enum AboutKey: String, Sendable, CaseIterable {
  case title
  case slug
  case subtitle
  case description
  case creators
  case licence
  case licenceName = "licence-name"
  case licenceURL = "licence-url"
  case url
  case version
  case published
  case contact
  case keywords
  case huggingfaceOwner = "huggingface-owner"
  case kaggleOwner = "kaggle-owner"
  case limitations
  case biases
  case personalInformation = "personal-information"
  case uses
  case socialImpact = "social-impact"
  case synthetic
  case derivedFrom = "derived-from"
  case datasheet

  /// The keys under which a dataset is described whatever the site.
  package static let core: [AboutKey] = [
    .title, .slug, .description, .creators, .licence, .url, .version, .published, .contact,
  ]

  /// The keys of the Responsible AI fields that no record answers.
  package static let responsibleAI: [AboutKey] = [
    .limitations, .biases, .personalInformation, .uses, .socialImpact, .synthetic, .derivedFrom,
  ]

  /// What is asked, as one sentence or two.
  package var question: String {
    switch self {
    case .title: "The dataset's name as people read it. Kaggle takes 6 to 50 characters."
    case .slug:
      "Its name in addresses: lower-case letters, digits and hyphens. Kaggle takes 6 to 50 characters."
    case .subtitle: "One line about it, 20 to 80 characters. Kaggle alone shows it."
    case .description: "What it is, in a paragraph or more; Markdown."
    case .creators:
      "Who made it. A person is 'Family, Given'; a name without a comma is that of a shop, a school or a company."
    case .licence: "The licence: its SPDX identifier, such as CC-BY-4.0 or CC0-1.0, or 'other'."
    case .licenceName: "The name of a licence that is 'other'."
    case .licenceURL: "The address of the text of a licence that is 'other'."
    case .url: "The address at which the dataset is, or will be, found."
    case .version: "The version, three numbers: 1.0.0 is the first."
    case .published: "The day on which this version is published, such as 2026-11-21."
    case .contact: "Where questions go: a mail address, or a page."
    case .keywords: "Words by which it is found, beside 'image classification'; a list."
    case .huggingfaceOwner:
      "Your name, or your organisation's, on Hugging Face. Without it the command says OWNER."
    case .kaggleOwner: "Your name, or your organisation's, on Kaggle. Kaggle alone needs it."
    case .limitations: "What the dataset cannot do or does not show. What 'fmbuild verify' measures is added."
    case .biases:
      "Who or what is missing, too frequent or badly shown. What 'fmbuild verify' measures is added."
    case .personalInformation: "Whether it shows people, or tells anything of them."
    case .uses: "What it is meant for, what it has been used for, and what it should not be used for."
    case .socialImpact: "What good and what harm its use may do."
    case .synthetic: "Whether any photo was made by a program rather than taken: true or false."
    case .derivedFrom:
      "What it was made of: the addresses of other datasets, or in words where the photos come from; a text or a list."
    case .datasheet:
      "The questions of the datasheet that neither the files nor the lines above answer; 'fmbuild report' shows them."
    }
  }
}

/// The questions of the datasheet that a dataset's files may leave open, by the keys below `datasheet` in `about.yaml`.
package enum DatasheetQuestion: String, Sendable, CaseIterable {
  case purpose
  case makers
  case funding
  case sample
  case collection
  case consent
  case ethics
  case updates
  case missing
  case tracing
  case processing
  case originals
  case software
  // Answers to these stand under other keys.
  case people
  case offence
  case uses
  case licence
  case availability
  case contact

  /// The questions that have a key below `datasheet`.
  static let asked: [DatasheetQuestion] = [
    .purpose, .makers, .funding, .sample, .collection, .consent, .ethics, .updates, .missing, .tracing,
    .processing, .originals, .software,
  ]

  /// What is asked, as the template says it.
  var question: String {
    switch self {
    case .purpose: "What was it made for?"
    case .makers: "Who made it, and on whose behalf, if the creators do not say it all?"
    case .funding: "Who paid for it?"
    case .sample: "Is it a sample of something larger, and does it stand for it?"
    case .collection: "Where, when, how and by whom were the photos taken?"
    case .consent: "Did people who can be seen, or who own the photos, agree?"
    case .ethics: "Has anybody reviewed the ethics of it?"
    case .updates: "Will there be other versions, and where will they be announced?"
    case .missing: "Is anything missing? Asked only if fmbuild did not make the dataset, as are those below."
    case .tracing: "How can an image be traced to where it comes from?"
    case .processing: "What was done to the photos?"
    case .originals: "Are the originals kept?"
    case .software: "With which software was it made?"
    case .people, .offence, .uses, .licence, .availability, .contact: ""
    }
  }
}
