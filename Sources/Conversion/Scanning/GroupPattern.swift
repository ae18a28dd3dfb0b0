internal import DatasetFormat
internal import FileSystem
internal import Wording

/// A regular expression that takes a photo's group, such as a product's number, from the name of its file.
struct GroupPattern {
  private let text: String
  private let regex: Regex<AnyRegexOutput>

  /// - Throws: `DatasetError` if the text is no regular expression.
  init(_ text: String) throws(DatasetError) {
    self.text = text
    do {
      regex = try Regex(text)
    } catch {
      throw DatasetError(
        .invalidInput,
        "--group-pattern: '\(text)' is no regular expression (\(error)); try '^[A-Za-z]+[0-9]+' for names such as "
          + "shoe12-front.jpg")
    }
  }

  /// Returns the group of a photo: what the pattern matches in the file's name without its ending, or the first part in
  /// parentheses if there is one; nil if it matches nothing.
  func group(of source: String) -> String? {
    guard let match = try? regex.firstMatch(in: FileStem.of(source)) else { return nil }
    let part = match.output.count > 1 ? match.output[1].substring : match.output[0].substring
    guard let part, !part.isEmpty else { return nil }
    return String(part)
  }

  /// The photos that have a group and those that have none, after the pattern was tried.
  struct Tally {
    fileprivate var photoCount = 0
    fileprivate var unmatchedCount = 0
    fileprivate var (first, firstUnmatched): (String?, String?)

    mutating func add(_ photo: Photo) {
      photoCount += 1
      first = first ?? photo.source
      guard photo.group == nil else { return }
      unmatchedCount += 1
      firstUnmatched = firstUnmatched ?? photo.source
    }
  }

  /// Returns a warning if some photos have no group.
  ///
  /// - Throws: `DatasetError` if no photo has one.
  func warnings(_ tally: Tally) throws(DatasetError) -> [String] {
    guard tally.unmatchedCount < tally.photoCount else {
      throw DatasetError(
        .invalidInput,
        "--group-pattern: '\(text)' matches no name of \(counted(tally.photoCount, "file")), such as "
          + "\(tally.first.map { FileStem.of($0) } ?? ""); correct it, or leave it out")
    }
    guard let first = tally.firstUnmatched else { return [] }
    let matchedCount = tally.photoCount - tally.unmatchedCount
    return [
      "--group-pattern matches \(grouped(matchedCount)) of \(counted(tally.photoCount, "file name")); each of the others is a "
        + "group of its own, such as \(first)"
    ]
  }
}

/// The name of a photo's file without folders and ending.
enum FileStem {
  static func of(_ source: String) -> String {
    nameWithoutEnding(lastName(of: source) ?? source)
  }
}
