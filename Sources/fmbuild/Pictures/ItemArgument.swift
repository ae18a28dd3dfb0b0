public import ArgumentParser
public import DatasetBuilding
internal import DatasetReading

/// An item as a user names it: `17`, `train:17` or `t10k:17`.
struct ItemArgument: ExpressibleByArgument {
  /// Nil if the user leaves it to `--split`.
  let split: Split?
  let index: Int

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let last = parts.last,
      last.utf8.allSatisfy({ (48...57).contains($0) }),
      let index = Int(last)
    else { return nil }
    if parts.count == 2 {
      guard let split = Split(rawValue: String(parts[0])) else { return nil }
      self.split = split
    } else {
      split = nil
    }
    self.index = index
  }

  func position(_ standard: Split) -> ItemPosition { ItemPosition(split ?? standard, index) }
}

extension Split: ExpressibleByArgument {}
