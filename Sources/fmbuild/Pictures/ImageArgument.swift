public import ArgumentParser
public import DatasetFormat

/// The position of an image as users write it: `17`, `train:17`, `validation:17` or `test:17`.
struct ImageArgument: ExpressibleByArgument {
  /// The split; nil if `--split` decides.
  let split: Split?
  let index: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let last = parts.last,
      last.utf8.allSatisfy({ (48...57).contains($0) }),
      let index = Int(last)
    else { return nil }
    if parts.count == 2 {
      guard let split = Split(named: String(parts[0])) else { return nil }
      self.split = split
    } else {
      split = nil
    }
    self.index = index
  }

  func position(_ standard: Split) -> ExamplePosition { ExamplePosition(split ?? standard, index) }
}

extension Split: ExpressibleByArgument {
  /// Creates a split from one of its usual names, such as `val` and `t10k`.
  public init?(argument: String) { self.init(named: argument) }
}
