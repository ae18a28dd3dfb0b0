internal import DatasetFormat
internal import IDX
internal import TestSupport

extension PlantedDefect {
  /// Defects of the validation split.
  static let validation = [
    leak("picture in train and validation", "exact-leaks", from: .train, to: .validation),
    leak("picture in validation and test", "exact-leaks", from: .validation, to: .test),
    leak("picture in train and validation, encoded anew", "near-leaks", from: .train, to: .validation, noisy),
    leak("picture in validation and test, encoded anew", "near-leaks", from: .validation, to: .test, noisy),
    PlantedDefect(
      "darker validation images of one class", "split-drift", in: .withValidation,
      .examples { dataset in
        let edits = PictureEdits(size: dataset[.validation].size)
        for example in dataset.examples(of: 7, in: .validation) {
          dataset[example] = edits.scaledButForASpot(dataset[example], by: 0.75)
        }
        return []
      }),
    PlantedDefect(
      "class transposed in validation", "orientation", in: .withValidation,
      .examples { dataset in
        let edits = PictureEdits(size: dataset[.validation].size)
        for example in dataset.examples(of: ProductShape.gate, in: .validation) {
          dataset[example] = edits.transposed(dataset[example])
        }
        return []
      }),
    PlantedDefect(
      "class missing in validation", "missing-classes", in: .withValidation,
      .examples { dataset in
        let unwanted = Set(dataset.examples(of: 6, in: .validation))
        dataset.removeImages(of: .validation) { unwanted.contains($0) }
        return []
      }),
    PlantedDefect(
      "validation images without labels", "missing-files",
      .files { folder, _ in
        let name = Split.validation.imagesName()
        let images = try CleanDataset.withValidation.images(.validation)
        try folder.write(try await images.gzipped(name: name), to: name + ".gz")
        return [Split.validation.labelsName]
      }),
    PlantedDefect(
      "validation labels without images", "missing-files",
      .files { folder, _ in
        let name = Split.validation.labelsName
        let labels = try CleanDataset.withValidation.labels(.validation)
        try folder.write(try await labels.gzipped(name: name), to: name + ".gz")
        return [Split.validation.imagesName()]
      }),
  ]

  /// Returns a defect that replaces an image of one split by a copy of an image of another.
  private static func leak(
    _ name: String, _ check: String, from split: Split, to other: Split,
    _ edit: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) -> PlantedDefect {
    PlantedDefect(
      name, check, in: .withValidation,
      .examples { dataset in
        let original = dataset.examples(of: 0, in: split)[5]
        let copy = dataset.examples(of: 0, in: other)[9]
        dataset[copy] = edit(dataset[original])
        return [original, copy]
      })
  }
}
