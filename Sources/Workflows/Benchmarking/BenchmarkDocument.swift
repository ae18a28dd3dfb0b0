package import Training
internal import Wording

/// The document that `benchmark --json` prints, and that `report --benchmark` reads.
package struct BenchmarkDocument: Codable, Sendable {
  package static let currentSchema = 1

  package struct DatasetEntry: Codable, Sendable {
    package let name: String
    package let folder: String
    /// The SHA-256 of all images and labels.
    package let dataSHA256: String
    package let classes: Int
    package let trainImages: Int
    package let testImages: Int
  }

  /// A model on a dataset.
  package struct Result: Codable, Sendable {
    package let model: String
    /// The name of the dataset.
    package let dataset: String
    /// The share of the test images that are classified correctly.
    package let accuracy: Double
    /// The 95% confidence interval of the accuracy.
    package let interval: Interval
    /// The number of test images that are classified correctly.
    package let right: Int
    /// The number of test images.
    package let images: Int
    /// The mean of the classes' recalls.
    package let balancedAccuracy: Double
    /// The number of passes over the training images; nil for a model that is not trained.
    package let epochs: Int?
    /// The number of parameters; nil for a model that has none.
    package let parameters: Int?
    /// The time of training and testing.
    package let seconds: Double
  }

  package private(set) var schema = Self.currentSchema
  /// The datasets, the one in question first.
  package let datasets: [DatasetEntry]
  package let seed: UInt64
  package let threads: Int
  /// The results, model by model, in the order of the datasets.
  package let results: [Result]
  /// The figures of others for the same models.
  package private(set) var published = PublishedFigure.all

  init(datasets: [DatasetEntry], seed: UInt64, threads: Int, results: [Result]) {
    self.datasets = datasets
    self.seed = seed
    self.threads = threads
    self.results = results
  }

  /// The models, in order.
  package var models: [String] {
    results.reduce(into: []) { if !$0.contains($1.model) { $0.append($1.model) } }
  }

  package func result(_ model: String, _ dataset: String) -> Result? {
    results.first { $0.model == model && $0.dataset == dataset }
  }

  /// Whether the numbers can be those of a benchmark: all results are of datasets that are named, and their parts are at
  /// most the whole.
  package var isConsistent: Bool {
    let names = Set(datasets.map(\.name))
    return schema == Self.currentSchema && !datasets.isEmpty && names.count == datasets.count
      && results.allSatisfy { result in
        names.contains(result.dataset) && (0...result.images).contains(result.right)
          && result.seconds.isFinite
          && (0...1).contains(result.accuracy) && (0...1).contains(result.interval.lower)
          && (0...1).contains(result.interval.upper)
      }
  }

  /// How hard the first dataset is beside each of the others, a sentence each. A difference counts only if the test images
  /// are enough to prove it.
  package var comparisons: [String] {
    guard let first = datasets.first else { return [] }
    return datasets.dropFirst().compactMap { other in
      var (harder, easier, open): ([String], [String], [String]) = ([], [], [])
      for model in models {
        guard let own = result(model, first.name), let its = result(model, other.name) else { continue }
        let difference = Proportion(own.right, of: own.images).difference(
          from: Proportion(its.right, of: its.images))
        if difference.upper < 0 {
          harder.append(model)
        } else if difference.lower > 0 {
          easier.append(model)
        } else {
          open.append(model)
        }
      }
      let parts = [("harder", harder), ("easier", easier), ("not to be told apart", open)].filter {
        !$0.1.isEmpty
      }
      guard !parts.isEmpty else { return nil }
      return "\(first.name) beside \(other.name): "
        + parts.map { "\($0.0) by \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
    }
  }
}

/// An accuracy on the test images of Fashion-MNIST that another program reached with a model like one of this program.
package struct PublishedFigure: Codable, Sendable {
  /// The model of this program.
  package let model: String
  /// The dataset.
  package let dataset: String
  /// The other program's model, with its settings.
  package let method: String
  package let accuracy: Double
  /// Who measured it, and how it can be measured again.
  package let source: String

  /// The figures of scikit-learn 1.9.1, measured by a program of this repository.
  package static let all: [PublishedFigure] = [
    PublishedFigure(model: "softmax", method: "LogisticRegression()", accuracy: 0.8428),
    PublishedFigure(model: "knn", method: "KNeighborsClassifier(5)", accuracy: 0.8554),
    PublishedFigure(
      model: "mlp", method: "MLPClassifier((128,), batch_size=32, max_iter=5)", accuracy: 0.8671),
  ]

  private init(model: String, method: String, accuracy: Double) {
    self.model = model
    dataset = "Fashion-MNIST"
    self.method = method
    self.accuracy = accuracy
    source = "scikit-learn 1.9.1, by Benchmarks/sklearn_figures.py"
  }
}
