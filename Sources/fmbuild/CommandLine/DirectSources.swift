internal import DatasetFormat
internal import Importing
internal import Synchronization

/// Reads what `fmbuild import` reads where a command is given no dataset, and says in a line what was read, and how.
final class DirectSources: SourceReader {
  private let isQuiet: Bool
  /// What was read, by path: several steps of a command may ask for it.
  private let known = Mutex<[String: Dataset]>([:])

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func dataset(of path: String) async throws -> Dataset? {
    if let dataset = known.withLock({ $0[path] }) { return dataset }
    do {
      guard let (dataset, notices) = try await Import.dataset(of: path) else { return nil }
      known.withLock { $0[path] = dataset }
      if !isQuiet { say(dataset, notices) }
      return dataset
    } catch let error as ImportError {
      // Only `import` has the options that answer a question.
      guard error.message.contains("--") else { throw error }
      throw DatasetError(
        .invalidInput,
        "\(error.message) ('fmbuild import \(path) --out FOLDER' has this option; then name its folder here)")
    }
  }

  private func say(_ dataset: Dataset, _ notices: [String]) {
    guard let description = dataset.description, let format = dataset.sourceFormat else { return }
    let counts = description.counts.images.text
    let isSplitHere = description.splitsDecidedBy.keys.contains(.rule)
    let how = ["read as \(format), \(counts)" + (isSplitHere ? ", split here" : "")] + notices
    Output.clearLine()
    Output.message("\(dataset.root): \(how.joined(separator: "; "))")
  }
}
