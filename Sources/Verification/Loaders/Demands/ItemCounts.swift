internal import DatasetBuilding

/// How many items a loader accepts.
public enum ItemCounts: Sendable, Hashable {
  case any
  /// 60,000 to train and 10,000 to t10k.
  case exactMNIST
  /// It reads in blocks of so many.
  case multiple(of: Int)
}

extension ItemCounts {
  var summary: String {
    switch self {
    case .any: "any"
    case .exactMNIST: "exactly 60,000 and 10,000"
    case .multiple(let number): "a multiple of \(grouped(number))"
    }
  }

  func accepts(_ count: Int, in split: Split) -> Bool {
    switch self {
    case .any: true
    case .exactMNIST: count == (split == .train ? 60_000 : 10_000)
    case .multiple(let number): count.isMultiple(of: number)
    }
  }
}
