package import Training
internal import Wording

/// A model that `train` knows by name: a network, or a baseline without training.
package enum ModelChoice: Sendable {
  case network(ModelCatalogue.Entry)
  /// The baseline that always predicts the largest class.
  case majority
  /// The baseline in which the 5 nearest training images vote.
  case nearestNeighbours

  /// The names of all models with one line about each, as help texts list them.
  package static let list: [(name: String, summary: String)] =
    ModelCatalogue.all.map { ($0.name, $0.summary) } + [
      ("majority", "always the largest class"), ("knn", "the 5 nearest training images vote"),
    ]

  /// Makes the model with a name; nil if there is none.
  package init?(named name: String) {
    switch name {
    case "majority": self = .majority
    case "knn": self = .nearestNeighbours
    default:
      guard let entry = ModelCatalogue.all.first(where: { $0.name == name }) else { return nil }
      self = .network(entry)
    }
  }

  package var name: String {
    switch self {
    case .network(let entry): entry.name
    case .majority: "majority"
    case .nearestNeighbours: "knn"
    }
  }

  /// The model's name in sentences.
  package var title: String {
    switch self {
    case .network(let entry): entry.title
    case .majority: "the majority"
    case .nearestNeighbours: "5-NN"
    }
  }

  /// The network's entry in the catalogue; nil for a baseline.
  package var entry: ModelCatalogue.Entry? {
    if case .network(let entry) = self { entry } else { nil }
  }

  /// Returns a message that there is no model with a name, and which models there are.
  package static func absence(of name: String) -> String {
    let names = list.map(\.name)
    return "there is no model '\(name)'\(Spelling.suggestion(for: name, among: names)); there are "
      + names.joined(separator: ", ")
  }
}
