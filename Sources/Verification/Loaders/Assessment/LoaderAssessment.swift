internal import DatasetReading

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
    /// What makes a dataset without it: an option of convert.
    var option: String?
    /// What helps without converting again: shell, code or a sentence.
    var remedy: String?
    /// The archives concerned, below the dataset's folder.
    var files: [String] = []
  }

  let loader: Loader
  let obstacles: [Obstacle]
  /// Code that opens this dataset, as far as there is any.
  let opening: String
  /// What convert has to be told for this loader, whatever the dataset.
  private let conversionOption: String?

  init(_ loader: Loader, of dataset: Dataset) {
    self.loader = loader
    switch loader.intake {
    case .archives(let demands):
      let assessor = ArchiveAssessor(loader, demands, dataset)
      obstacles = assessor.obstacles
      opening = assessor.opening
      conversionOption = LoaderRemedy(assessor).conversionOption
    case .otherContainer(let other):
      obstacles = [
        Obstacle(
          isFatal: true, message: "it reads no IDX archives, but \(other.format)", remedy: other.remedy)
      ]
      opening = ""
      conversionOption = nil
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
  var advice: String {
    guard !obstacles.isEmpty else { return opening }
    let options = obstacles.compactMap(\.option)
    let others = obstacles.filter { $0.option == nil }.compactMap(\.remedy)
    guard !options.isEmpty else { return Self.joined(others) }
    // Shell that mends one thing is no way out while another takes a conversion.
    let hasToConvert = obstacles.contains { $0.remedy == nil }
    let conversion =
      "convert with \(Self.joined((hasToConvert ? [conversionOption].compactMap { $0 } : []) + options, by: " "))"
    let ways =
      hasToConvert
      ? conversion
      : "\(conversion), or \(Self.joined(obstacles.filter { $0.option != nil }.compactMap(\.remedy)))"
    return Self.joined([ways] + others)
  }

  /// The archives concerned, below the dataset's folder.
  var files: [String] { Set(obstacles.flatMap(\.files)).sorted() }

  /// Each once, in their order.
  private static func joined(_ texts: [String], by separator: String = "; ") -> String {
    texts.indices.filter { !texts[..<$0].contains(texts[$0]) }.map { texts[$0] }.joined(separator: separator)
  }
}
