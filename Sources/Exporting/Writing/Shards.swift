/// The files into which a split is divided, because readers and hosts want files below a size.
enum Shards {
  /// Returns the ranges of examples of the files, as few and as equal as possible, at least one.
  ///
  /// - Parameters:
  ///   - largestExample: the greatest size in bytes of an example in a file.
  ///   - largestFile: the size in bytes below which files stay, unless a single example is larger.
  static func ranges(count: Int, largestExample: Int, largestFile: Int) -> [Range<Int>] {
    let perFile = max(1, largestFile / max(1, largestExample))
    let fileCount = max(1, (count + perFile - 1) / perFile)
    return (0..<fileCount).map { (count * $0 / fileCount)..<(count * ($0 + 1) / fileCount) }
  }

  /// Returns the end of a file's name that says which of how many it is: `-00000-of-00001`.
  static func suffix(_ index: Int, of count: Int) -> String { "-\(padded(index, 5))-of-\(padded(count, 5))" }
}
