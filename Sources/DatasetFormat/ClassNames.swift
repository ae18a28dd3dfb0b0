/// What the names of a dataset's classes have to be, whichever file lists them.
package enum ClassNames {
  /// The greatest number of classes, because MNIST's labels are bytes.
  package static let largestCount = 256

  /// The greatest length of a name in bytes of UTF-8.
  package static let largestByteCount = 1_000

  /// The greatest size of `classes.txt` in bytes: as many names of that length as there may be, with their line ends,
  /// and some room.
  package static let largestFileByteCount = 2 * largestCount * largestByteCount

  /// - Parameter file: the path of the file that lists the names, for messages.
  /// - Throws: `DatasetError` if there are too many names, or one is too long.
  package static func check(_ names: [String], file: String) throws(DatasetError) {
    guard names.count <= largestCount else {
      throw DatasetError(
        .unreadable,
        "\(file): it names \(names.count) classes, but a label is one byte, so that there are at most \(largestCount); "
          + "put the right file there, or gather the classes into fewer")
    }
    if let label = names.firstIndex(where: { $0.utf8.count > largestByteCount }) {
      throw DatasetError(
        .unreadable,
        "\(file): the name of class \(label) has \(names[label].utf8.count) bytes, and at most \(largestByteCount) are "
          + "read; put the right file there, or shorten the name")
    }
  }

  /// Returns the names in the text of a `classes.txt`, one a line.
  ///
  /// - Throws: `DatasetError` if there are too many names, or one is too long.
  package static func names(parsing text: String, file: String) throws(DatasetError) -> [String] {
    var lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    try check(lines, file: file)
    return lines
  }
}
