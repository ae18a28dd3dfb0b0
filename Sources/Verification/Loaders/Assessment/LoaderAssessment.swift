/// Whether a loader opens a dataset as it stands, and what is in the way.
struct LoaderAssessment {
  enum Verdict: String, CaseIterable {
    /// It opens this very folder, and what comes out is what is in there.
    case unchanged = "yes"
    /// It opens it, if one knows what else it does.
    case withCare = "with care"
    case fails = "no"
  }

  /// What keeps a loader from a dataset, or goes wrong behind one's back.
  struct Obstacle: Hashable {
    /// Whether the loader stops at it.
    let isFatal: Bool
    /// A clause in which the loader is `it`.
    let message: String
    /// What to do about it.
    let remedy: String
    /// The archives concerned, below the dataset's folder.
    var files: [String] = []
  }

  let loader: Loader
  let obstacles: [Obstacle]
  /// Code that opens this dataset, as far as there is any.
  let opening: String

  init(_ loader: Loader, of dataset: Dataset) {
    self.loader = loader
    switch loader.intake {
    case .archives(let demands):
      let assessor = ArchiveAssessor(loader, demands, dataset)
      obstacles = assessor.obstacles
      opening = assessor.opening
    case .otherContainer(let other):
      obstacles = [
        Obstacle(
          isFatal: true, message: "it reads no IDX archives, but \(other.format)", remedy: other.remedy)
      ]
      opening = ""
    }
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

  /// Everything in the way, in one line.
  var reason: String { Self.joined(obstacles.map(\.message)) }

  /// What to do about all of it, in one line; what to call if nothing is in the way.
  var advice: String { obstacles.isEmpty ? opening : Self.joined(obstacles.map(\.remedy)) }

  /// The archives concerned, below the dataset's folder.
  var files: [String] { Set(obstacles.flatMap(\.files)).sorted() }

  /// Each once, in their order.
  private static func joined(_ texts: [String]) -> String {
    texts.indices.filter { !texts[..<$0].contains(texts[$0]) }.map { texts[$0] }.joined(separator: "; ")
  }
}
