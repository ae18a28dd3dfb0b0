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

  /// Returns the photos with the groups of those that have none.
  ///
  /// - Throws: `DatasetError` if the pattern matches no name.
  func applied(to photos: [Photo]) throws(DatasetError) -> (photos: [Photo], warnings: [String]) {
    var result = photos
    var unmatched: [String] = []
    for index in result.indices where result[index].group == nil {
      result[index].group = group(of: result[index].source)
      if result[index].group == nil { unmatched.append(result[index].source) }
    }
    let groups = Set(result.compactMap(\.group))
    guard !groups.isEmpty else {
      throw DatasetError(
        .invalidInput,
        "--group-pattern: '\(text)' matches no name of \(counted(photos.count, "file")), such as "
          + "\(photos.first.map { FileStem.of($0.source) } ?? ""); correct it, or leave it out")
    }
    guard let first = unmatched.first else { return (result, []) }
    return (
      result,
      [
        "--group-pattern matches \(grouped(photos.count - unmatched.count)) of \(counted(photos.count, "file name")); each of the others is a "
          + "group of its own, such as \(first)"
      ]
    )
  }
}

/// The name of a photo's file without folders and ending.
enum FileStem {
  static func of(_ source: String) -> String {
    nameWithoutEnding(lastName(of: source) ?? source)
  }
}
