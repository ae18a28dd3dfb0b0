internal import DatasetReading

/// What a loader makes of labels, or takes for granted about them.
public enum LabelDemand: Sendable, Hashable {
  /// Labels are numbers, whatever they are.
  case any
  /// Labels come out as they are, but the names that go with them are built in.
  case named(BuiltInNames)
  /// One-hot rows of ten; a label from 10 on becomes a row of zeros without a word.
  case zeroRowsFromTen
  /// One-hot rows of ten; a label from 10 on ends the program.
  case refusedFromTen
  /// Labels come out as they are, beside a number of classes that is always ten.
  case tenAnnounced
}

extension LabelDemand {
  var summary: String {
    switch self {
    case .any: "any"
    case .named(let names): "any, with the names of \(names.rawValue)"
    case .zeroRowsFromTen: "0 to 9; others become rows of zeros"
    case .refusedFromTen: "0 to 9; others end the program"
    case .tenAnnounced: "any, of ten classes it says"
    }
  }
}

/// The class names that a loader has built in.
public enum BuiltInNames: String, Sendable, CaseIterable {
  case fashionMNIST = "Fashion-MNIST"
  case mnist = "MNIST"
  case kmnist = "KMNIST"
}

extension BuiltInNames {
  /// Whether these are the names, as far as they go; spelling aside.
  func match(_ names: [String]) -> Bool {
    guard let own = KnownDataset.all.first(where: { $0.name == rawValue })?.classNames else { return false }
    return names.count <= own.count && zip(names, own).allSatisfy { Self.spelling($0) == Self.spelling($1) }
  }

  private static func spelling(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}
