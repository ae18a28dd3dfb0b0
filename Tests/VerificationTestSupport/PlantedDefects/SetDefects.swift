internal import DatasetFormat
internal import TestSupport

extension PlantedDefect {
  /// Defects of the splits and their classes.
  static let sets = [
    PlantedDefect(
      "class missing in test", "missing-classes",
      .examples { dataset in
        let unwanted = Set(dataset.examples(of: 6, in: .test))
        dataset.removeImages(of: .test) { unwanted.contains($0) }
        return []
      }),
    PlantedDefect(
      "class without any image", "missing-classes",
      .examples { dataset in
        dataset.classNames.append("Hat")
        return []
      }),
    PlantedDefect(
      "one class only", "missing-classes",
      .examples { dataset in
        for split in dataset.splits {
          let wanted = Set(dataset.examples(of: 0, in: split))
          dataset.removeImages(of: split) { !wanted.contains($0) }
        }
        dataset.classNames = [dataset.classNames[0]]
        return []
      }),
    PlantedDefect(
      "class with a third of the others' images", "class-balance",
      .examples { dataset in
        let examples = dataset.examples(of: 3, in: .train)
        let unwanted = Set(examples.dropFirst(examples.count / 3))
        dataset.removeImages(of: .train) { unwanted.contains($0) }
        return []
      }),
    PlantedDefect(
      "images sorted by class", "label-order",
      .examples { dataset in
        let part = dataset.train
        let order = part.labels.indices.sorted { (part.labels[$0], $0) < (part.labels[$1], $1) }
        dataset.train.images = order.map { part.images[$0] }
        dataset.train.labels = order.map { part.labels[$0] }
        return []
      }),
    PlantedDefect(
      "images in runs of four", "label-order",
      .examples { dataset in
        let part = dataset.test
        let byClass = (0..<10).map { label in part.labels.indices.filter { part.labels[$0] == label } }
        let order = (0..<(part.labels.count / 40)).flatMap { run in
          byClass.flatMap { $0[(run * 4)..<(run * 4 + 4)] }
        }
        dataset.test.images = order.map { part.images[$0] }
        dataset.test.labels = order.map { part.labels[$0] }
        return []
      }),
    PlantedDefect(
      "darker test images of one class", "split-drift",
      .examples { dataset in
        let edits = PictureEdits(size: dataset.test.size)
        for example in dataset.examples(of: 7, in: .test) {
          dataset[example] = edits.scaledButForASpot(dataset[example], by: 0.75)
        }
        return []
      }),
    PlantedDefect(
      "labels one place beside their images", "label-signal",
      .examples { dataset in
        for split in dataset.splits {
          let labels = dataset[split].labels
          dataset[split].labels = labels.indices.map { labels[($0 + 1) % labels.count] }
        }
        return []
      }),
    PlantedDefect(
      "no images at all", "missing-classes",
      .examples { dataset in
        for split in dataset.splits { dataset.removeImages(of: split) { _ in true } }
        return []
      }),
    PlantedDefect(
      "corner pixel that gives the class away", "one-pixel",
      .examples { dataset in
        for example in dataset.positions {
          dataset[example][0] = dataset[example.split].labels[example.index]
        }
        return []
      }),
  ]
}
