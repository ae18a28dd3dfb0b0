internal import DatasetFormat

/// The answer to whether a loader opens a dataset as it is, with the obstacles.
struct LoaderAssessment {
  enum Verdict: String, CaseIterable {
    /// The loader opens the dataset's folder and returns the dataset's content unchanged.
    case unchanged = "yes"
    /// The loader opens the dataset, but something needs attention.
    case withCare = "with care"
    case fails = "no"
  }

  /// A reason why a loader cannot open a dataset, or returns something unexpected.
  struct Obstacle: Hashable {
    /// Whether the loader cannot open the dataset because of the obstacle.
    let isFatal: Bool
    /// A clause about the obstacle, in which `it` is the loader.
    let message: String
    /// The option of `convert` that makes a dataset without the obstacle; nil if there is none.
    var option: String?
    /// The remedy without another conversion, as shell command, code or sentence; nil if there is none.
    var remedy: String?
    /// The paths of the files concerned, below the dataset's folder.
    var files: [String] = []
  }

  let loader: Loader
  let obstacles: [Obstacle]
  /// The code that opens the dataset; empty if the loader reads no IDX files.
  let opening: String
  /// The option of `convert` that the loader needs for any dataset; nil if it needs none.
  private let conversionOption: String?

  init(_ loader: Loader, of dataset: Dataset) {
    self.loader = loader
    switch loader.intake {
    case .idxFiles(let demands):
      let assessor = FileAssessor(loader, demands, dataset)
      obstacles = assessor.obstacles
      opening = assessor.opening
      conversionOption = LoaderRemedy(assessor).conversionOption
    case .otherContainer(let other):
      let message = "it reads no IDX files, but \(other.format)"
      if let demands = loader.demands {
        let assessor = FileAssessor(loader, demands, dataset)
        obstacles =
          [Obstacle(isFatal: true, message: message, remedy: LoaderRemedy(assessor).layoutCommand)]
          + assessor.obstaclesInContent
      } else {
        obstacles = [Obstacle(isFatal: true, message: message, remedy: other.remedy)]
      }
      opening = ""
      conversionOption = nil
    }
  }

  /// Answers whether a loader takes the images and labels of a dataset from files that are made for it.
  init(_ loader: Loader, ofContentOf dataset: Dataset) {
    self.loader = loader
    if let demands = loader.demands {
      obstacles = FileAssessor(loader, demands, dataset).obstaclesInContent
    } else {
      obstacles = Self(loader, of: dataset).obstacles
    }
    opening = ""
    conversionOption = nil
  }

  var verdict: Verdict {
    if obstacles.contains(where: \.isFatal) {
      .fails
    } else if obstacles.isEmpty {
      .unchanged
    } else {
      .withCare
    }
  }

  /// All obstacles in one line.
  var reason: String { Self.joined(obstacles.map(\.message)) }

  /// The remedies for all obstacles in one line, or the code that opens the dataset if there are no obstacles.
  var advice: String {
    guard !obstacles.isEmpty else { return opening }
    let options = obstacles.compactMap(\.option)
    let others = obstacles.filter { $0.option == nil }.compactMap(\.remedy)
    guard !options.isEmpty else { return Self.joined(others) }
    // A shell command for one obstacle does not help if another obstacle needs a conversion.
    let hasToConvert = obstacles.contains { $0.remedy == nil }
    let conversion =
      "convert with \(Self.joined((hasToConvert ? [conversionOption].compactMap { $0 } : []) + options, by: " "))"
    let ways =
      hasToConvert
      ? conversion
      : "\(conversion), or \(Self.joined(obstacles.filter { $0.option != nil }.compactMap(\.remedy)))"
    return Self.joined([ways] + others)
  }

  /// The paths of all files concerned, below the dataset's folder, sorted.
  var files: [String] { Set(obstacles.flatMap(\.files)).sorted() }

  /// Returns the texts joined in their order, each once.
  private static func joined(_ texts: [String], by separator: String = "; ") -> String {
    texts.indices.filter { !texts[..<$0].contains(texts[$0]) }.map { texts[$0] }.joined(separator: separator)
  }
}
