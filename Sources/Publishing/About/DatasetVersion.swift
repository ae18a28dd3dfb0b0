/// The version of a dataset: three numbers, of which each change raises one.
package struct DatasetVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let major: Int
  package let minor: Int
  package let patch: Int

  package init(_ major: Int, _ minor: Int, _ patch: Int) {
    (self.major, self.minor, self.patch) = (major, minor, patch)
  }

  /// Reads a version such as `1.0.0`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part -> Int? in
      guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), part.count <= 6,
        part == "0" || !part.hasPrefix("0")
      else { return nil }
      return Int(part)
    }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    self.init(numbers[0], numbers[1], numbers[2])
  }

  package var description: String { "\(major).\(minor).\(patch)" }

  package static func < (left: Self, right: Self) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  /// Returns the lowest version that may follow this one after a change.
  ///
  /// Before version 1.0.0 nothing is promised, so that the second number stands for every change of the images.
  package func raised(by level: VersionChange.Level) -> DatasetVersion {
    switch level {
    case .major where major > 0: DatasetVersion(major + 1, 0, 0)
    case .major, .minor: DatasetVersion(major, minor + 1, 0)
    case .patch: DatasetVersion(major, minor, patch + 1)
    }
  }
}
