/// Which items go where, and in which order. Knows bytes and records, not pixels.
public struct DatasetPlan: Sendable {
  /// Items in the order of each archive.
  public let train: [Int]
  public let t10k: [Int]
  /// Items that were left out, as rejects.
  public let rejects: [Reject]
  public let warnings: [String]

  public func items(of split: Split) -> [Int] {
    switch split {
    case .train: train
    case .t10k: t10k
    }
  }

  public struct Settings: Sendable, Hashable {
    public var rule = SplitRule.standard
    public var seed: UInt64 = 0
    /// Whether the items of each archive stand in an order that the seed gives; sorted by class otherwise.
    public var isShuffled = true
    /// Whether of items with equal bytes only the first is kept.
    public var dropsDuplicates = false

    public init() {}
  }

  /// - Throws: `DatasetError` if a rule in numbers asks for more items than there are.
  public init(_ store: ItemStore, classes: ClassMap, settings: Settings) throws(DatasetError) {
    var rejects: [Reject] = []
    var warnings: [String] = []
    let names = classes.classes.map(\.name)
    let equalItems = EqualItems(store).sets
    var isDropped = [Bool](repeating: false, count: store.count)
    if settings.dropsDuplicates {
      for set in equalItems {
        let first = store.records[set[0]].photo
        for item in set.dropFirst() {
          let photo = store.records[item].photo
          isDropped[item] = true
          let otherLabel = photo.label == first.label ? "" : ", which has the label '\(names[first.label])'"
          rejects.append(
            Reject(
              source: photo.source, label: names[photo.label], .duplicate,
              "its item is equal to that of \(first.source)\(otherLabel)"))
        }
      }
    } else {
      warnings += Self.warnings(about: equalItems, store)
    }

    let kept = (0..<store.count).filter { !isDropped[$0] }
    let clusters = try ItemClusters(store, items: kept, equalItems: equalItems, seed: settings.seed)
    var assignment = SplitAssignment(store, clusters: clusters, classNames: names)
    warnings += try assignment.assign(by: settings.rule)

    for item in kept where assignment.splits[item] == nil {
      let photo = store.records[item].photo
      rejects.append(
        Reject(
          source: photo.source, label: names[photo.label], .notNeeded,
          "nothing is wrong with it: the class is full"))
    }
    let order = ItemOrder(store, seed: settings.seed, isShuffled: settings.isShuffled)
    train = order.sorted(kept.filter { assignment.splits[$0] == .train })
    t10k = order.sorted(kept.filter { assignment.splits[$0] == .t10k })
    self.rejects = rejects
    self.warnings = warnings
  }

  private static func warnings(about sets: [[Int]], _ store: ItemStore) -> [String] {
    guard let set = sets.first else { return [] }
    let count = sets.reduce(0) { $0 + $1.count - 1 }
    let across = sets.filter { set in Set(set.map { store.records[$0].photo.label }).count > 1 }
    let sources = set.prefix(2).map { store.records[$0].photo.source }.joined(separator: " and ")
    var warnings = [
      (count == 1
        ? "1 item is equal to another, \(sources)" : "\(count) items are equal to others, such as \(sources)")
        + "; --drop-duplicates keeps one of each"
    ]
    if let set = across.first {
      let sources = set.prefix(2).map { store.records[$0].photo.source }.joined(separator: " and ")
      warnings.append(
        (across.count == 1
          ? "1 picture stands under two labels, \(sources)"
          : "\(across.count) pictures stand under two labels, such as \(sources)")
          + ": one of the labels is wrong")
    }
    return warnings
  }
}
