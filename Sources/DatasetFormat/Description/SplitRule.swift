/// The rule that divides images into splits, for photos whose split the user has not chosen.
public enum SplitRule: Sendable, Hashable {
  /// Shares of every class for validation and test, the rest for train; the shares are 0 or more, their sum is below 1.
  /// `SplitMethod` says how photos are assigned.
  case fractions(validation: Double, test: Double)
  /// The number of images of each class with any images, for each split; further photos are left out.
  case perClass([Split: Int])
  /// The number of images of each split over all classes, spread over the classes as evenly as possible; the sum is at
  /// least 1.
  case total([Split: Int])

  /// 60,000 training images and 10,000 test images, as in MNIST, which some loaders require.
  public static let exactMNIST = SplitRule.total([.train: 60_000, .test: 10_000])

  /// One image in seven for test, as in MNIST and Fashion-MNIST, and none for validation.
  public static let standard = SplitRule.fractions(validation: 0, test: standardTestFraction)

  /// The share of every class that goes to test if nobody asks for another.
  public static let standardTestFraction = 1.0 / 7

  /// Whether the rule asks for a validation split.
  public var hasValidation: Bool {
    switch self {
    case .fractions(let validation, _): validation > 0
    case .perClass(let counts), .total(let counts): counts[.validation, default: 0] > 0
    }
  }
}

/// The way in which `SplitRule.fractions` assigns groups of photos to splits.
public enum SplitMethod: String, Codable, Sendable {
  /// Each group is assigned by a number of its own, whatever the shares that result. Datasets whose recipe names no
  /// method were made in this way.
  case independent
  /// Each group is assigned by a number of its own, and then as few groups as possible move so that every class gets
  /// its shares, as far as chance and large groups have missed them.
  case balanced
}

extension SplitRule: Codable {
  private enum Key: String, CodingKey {
    case rule, fractions, images
  }

  private enum Name: String, Codable {
    case fraction
    case perClass = "per-class"
    case total
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let name = try container.decode(Name.self, forKey: .rule)
    func counts() throws -> [Split: Int] {
      let counts = try container.decode([Split: Int].self, forKey: .images)
      guard SplitRule.isPossible(counts) else {
        throw DecodingError.dataCorruptedError(
          forKey: .images, in: container, debugDescription: "the numbers of images are out of range")
      }
      return counts
    }
    switch name {
    case .fraction:
      let fractions = try container.decode([Split: Double].self, forKey: .fractions)
      let (validation, test) = (fractions[.validation] ?? 0, fractions[.test] ?? 0)
      guard validation >= 0, test >= 0, validation + test < 1 else {
        throw DecodingError.dataCorruptedError(
          forKey: .fractions, in: container, debugDescription: "the fractions are out of range")
      }
      self = .fractions(validation: validation, test: test)
    case .perClass: self = .perClass(try counts())
    case .total: self = .total(try counts())
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .fractions(let validation, let test):
      try container.encode(Name.fraction, forKey: .rule)
      var fractions: [Split: Double] = [.test: test]
      if validation > 0 { fractions[.validation] = validation }
      try container.encode(fractions, forKey: .fractions)
    case .perClass(let counts):
      try container.encode(Name.perClass, forKey: .rule)
      try container.encode(counts, forKey: .images)
    case .total(let counts):
      try container.encode(Name.total, forKey: .rule)
      try container.encode(counts, forKey: .images)
    }
  }

  /// The largest number of images that can be requested for a split; a larger number must be a typing error.
  package static let largestCount = 1_000_000_000

  /// Whether numbers of images can be requested: each is 0...`largestCount`, and their sum is at least 1.
  package static func isPossible(_ counts: [Split: Int]) -> Bool {
    counts.values.allSatisfy { (0...largestCount).contains($0) } && counts.total > 0
  }
}
