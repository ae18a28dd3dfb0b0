import DatasetBuilding
import ImageCore
import ImageStages
import TestSupport

/// An item without a photo: numbers instead of files and pixels.
struct SyntheticItem: Hashable {
  var label: Int
  /// What the photo's SHA-256 is made of; the source, too.
  var photo: Int
  /// What the item's bytes are made of; equal numbers are equal items.
  var pixels: Int
  var group: String?
  var split: Split?

  init(_ label: Int, _ photo: Int, pixels: Int? = nil, group: String? = nil, split: Split? = nil) {
    self.label = label
    self.photo = photo
    self.pixels = pixels ?? photo
    self.group = group
    self.split = split
  }

  var source: String { "\(label)/\(String(photo + 1_000_000)).png" }
}

extension ItemStore {
  static let syntheticByteCount = 11

  /// - Parameter source: where an item comes from; its own unless a test needs others.
  init(_ items: [SyntheticItem], source: (SyntheticItem) -> String = \.source) throws {
    var chunks: [Chunk] = []
    for start in stride(from: 0, to: items.count, by: 32) {
      var chunk = Chunk()
      for item in items[start..<min(start + 32, items.count)] {
        let photo = Photo(source: source(item), label: item.label, group: item.group, split: item.split)
        chunk.records.append(
          ItemRecord(
            photo: photo, sha256: try SHA256Hasher.digest(Array("photo \(item.photo)".utf8)),
            photoSize: Size(width: 60, height: 80), trace: Trace(), levels: 0...255))
        chunk.pixels += Array("\(item.pixels + 10_000_000_000)".utf8)
      }
      chunks.append(chunk)
    }
    self.init(chunks, itemByteCount: Self.syntheticByteCount)
  }
}

/// What a plan makes of synthetic items.
struct SyntheticPlan {
  let plan: DatasetPlan
  /// For each item its split; those that were left out are missing.
  let splits: [SyntheticItem: Split]
  /// The items of each archive in their order.
  let train: [SyntheticItem]
  let t10k: [SyntheticItem]

  init(_ items: [SyntheticItem], _ change: (inout DatasetPlan.Settings) -> Void = { _ in }) throws {
    var settings = DatasetPlan.Settings()
    change(&settings)
    let classCount = (items.map(\.label).max() ?? 0) + 1
    let names = (0..<classCount).map { "class \(String($0 + 1000))" }
    plan = try DatasetPlan(ItemStore(items), classes: ClassMap(labels: names), settings: settings)
    train = plan.train.map { items[$0] }
    t10k = plan.t10k.map { items[$0] }
    splits = Dictionary(uniqueKeysWithValues: train.map { ($0, .train) } + t10k.map { ($0, .t10k) })
  }

  func count(_ split: Split, label: Int) -> Int {
    (split == .train ? train : t10k).count { $0.label == label }
  }
}

/// `count` items a class, all different.
func syntheticItems(counts: [Int]) -> [SyntheticItem] {
  counts.enumerated().flatMap { label, count in (0..<count).map { SyntheticItem(label, label * 10_000 + $0) }
  }
}
