internal import DatasetBuilding
internal import DatasetReading
internal import TestSupport
internal import Verification

extension Plant {
  /// Defects of the splits and their classes.
  static let sets = [
    Plant(
      "class missing in t10k", "missing-classes",
      .items { dataset in
        let unwanted = Set(dataset.items(of: 6, in: .t10k))
        dataset.removeItems(of: .t10k) { unwanted.contains($0) }
        return []
      }),
    Plant(
      "one class only", "missing-classes",
      .items { dataset in
        for split in Split.allCases {
          let wanted = Set(dataset.items(of: 0, in: split))
          dataset.removeItems(of: split) { !wanted.contains($0) }
        }
        dataset.classNames = [dataset.classNames[0]]
        return []
      }),
    Plant(
      "class with a third of the others' items", "class-balance",
      .items { dataset in
        let items = dataset.items(of: 3, in: .train)
        let unwanted = Set(items.dropFirst(items.count / 3))
        dataset.removeItems(of: .train) { unwanted.contains($0) }
        return []
      }),
    Plant(
      "items sorted by class", "label-order",
      .items { dataset in
        let part = dataset.train
        let order = part.labels.indices.sorted { (part.labels[$0], $0) < (part.labels[$1], $1) }
        dataset.train.images = order.map { part.images[$0] }
        dataset.train.labels = order.map { part.labels[$0] }
        return []
      }),
    Plant(
      "items in runs of four", "label-order",
      .items { dataset in
        let part = dataset.t10k
        let byClass = (0..<10).map { label in part.labels.indices.filter { part.labels[$0] == label } }
        let order = (0..<(part.labels.count / 40)).flatMap { run in
          byClass.flatMap { $0[(run * 4)..<(run * 4 + 4)] }
        }
        dataset.t10k.images = order.map { part.images[$0] }
        dataset.t10k.labels = order.map { part.labels[$0] }
        return []
      }),
    Plant(
      "darker test items of one class", "split-drift",
      .items { dataset in
        let edits = PictureEdits(size: dataset.t10k.size)
        for item in dataset.items(of: 7, in: .t10k) {
          dataset[item] = edits.scaledButForASpot(dataset[item], by: 0.75)
        }
        return []
      }),
    Plant(
      "labels one place beside their images", "label-signal",
      .items { dataset in
        for split in Split.allCases {
          let labels = dataset[split].labels
          dataset[split].labels = labels.indices.map { labels[($0 + 1) % labels.count] }
        }
        return []
      }),
    Plant(
      "no items at all", "missing-classes",
      .items { dataset in
        for split in Split.allCases { dataset.removeItems(of: split) { _ in true } }
        return []
      }),
    Plant(
      "corner pixel that gives the class away", "one-pixel",
      .items { dataset in
        for item in dataset.positions {
          dataset[item][0] = dataset[item.split].labels[item.index]
        }
        return []
      }),
  ]
}
