import Checksums
import Conversion
import DatasetFormat
import ImageCore
import ImageStages
import TestSupport

/// An image without a photo, defined by numbers instead of files and pixels.
struct SyntheticExample: Hashable {
  var label: Int
  /// The number from which the photo's SHA-256 and source are derived.
  var photo: Int
  /// The number from which the image's bytes are derived; equal numbers give equal images.
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

extension ExampleStore {
  static let syntheticByteCount = 11

  /// - Parameter source: returns the source of an image; by default its own.
  init(_ examples: [SyntheticExample], source: (SyntheticExample) -> String = \.source) throws {
    var batches: [Batch] = []
    for start in stride(from: 0, to: examples.count, by: 32) {
      var batch = Batch()
      for example in examples[start..<min(start + 32, examples.count)] {
        let photo = Photo(
          source: source(example), label: example.label, group: example.group, split: example.split)
        batch.add(
          ExampleRecord(
            photo: photo, sha256: SHA256Hasher.digest(Array("photo \(example.photo)".utf8)),
            photoSize: Size(width: 60, height: 80), stages: StageRecord(), levels: 0...255),
          pixels: Array("\(example.pixels + 10_000_000_000)".utf8))
      }
      batches.append(batch)
    }
    self.init(batches, exampleByteCount: Self.syntheticByteCount)
  }
}

/// A plan for synthetic images.
struct SyntheticPlan {
  let plan: DatasetPlan
  /// The split of each image; images that were left out are missing.
  let splits: [SyntheticExample: Split]
  /// The images of each split in their order.
  private let images: [Split: [SyntheticExample]]

  init(_ examples: [SyntheticExample], _ change: (inout DatasetPlan.Settings) -> Void = { _ in }) throws {
    var settings = DatasetPlan.Settings()
    change(&settings)
    let classCount = (examples.map(\.label).max() ?? 0) + 1
    let names = (0..<classCount).map { "class \(String($0 + 1000))" }
    plan = try DatasetPlan(ExampleStore(examples), classes: ClassMap(labels: names), settings: settings)
    images = Dictionary(
      uniqueKeysWithValues: plan.splits.map { [plan] split in
        (split, plan.images(of: split).map { examples[$0] })
      })
    splits = Dictionary(uniqueKeysWithValues: images.flatMap { split, images in images.map { ($0, split) } })
  }

  var train: [SyntheticExample] { images(of: .train) }

  var test: [SyntheticExample] { images(of: .test) }

  func images(of split: Split) -> [SyntheticExample] { images[split] ?? [] }

  func count(_ split: Split, label: Int) -> Int { images(of: split).count { $0.label == label } }
}

/// Returns `count` images of each class, all different.
func syntheticExamples(counts: [Int]) -> [SyntheticExample] {
  counts.enumerated().flatMap { label, count in
    (0..<count).map { SyntheticExample(label, label * 10_000 + $0) }
  }
}
