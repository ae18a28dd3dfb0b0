internal import ImageCore

/// The ranges of the numbers in a `dataset.json`, which are checked once, when it is read. Sums and products of such
/// numbers cannot overflow.
extension DatasetDescription {
  /// The greatest number of photos or images of any kind: as many images as one IDX file can count.
  private static let largestCount = Int(UInt32.max)

  /// The greatest size of a file in bytes, 2^53: the largest whole number that every reader of JSON keeps exactly.
  private static let largestByteCount = 1 << 53

  /// - Throws: `DatasetError` that names the key whose value is out of range.
  func checkRanges(file: String) throws(DatasetError) {
    func check<Number>(_ value: Number, in range: ClosedRange<Number>, _ key: @autoclosure () -> String)
      throws(DatasetError)
    {
      guard !range.contains(value) else { return }
      throw DatasetError(
        .unreadable,
        "\(file): '\(key())' is \(value), expected \(range.lowerBound) to \(range.upperBound); put the file back as it "
          + "was, or convert the photos again")
    }
    let numbers = 0...Self.largestCount
    for (key, value) in [
      ("photos", counts.photos), ("rejected", counts.rejected), ("leftOut", counts.leftOut),
      ("relabelled", counts.relabelled), ("dropped", counts.dropped),
    ] {
      try check(value, in: numbers, "counts.\(key)")
    }
    for (split, count) in counts.images { try check(count, in: numbers, "counts.images.\(split.rawValue)") }
    for (label, entry) in classes.enumerated() {
      for (split, count) in entry.images {
        try check(count, in: numbers, "classes.\(label).images.\(split.rawValue)")
      }
    }
    for (origin, count) in splitsDecidedBy {
      try check(count, in: numbers, "splitsDecidedBy.\(origin.rawValue)")
    }
    for (number, decision) in (splitDecisions ?? []).enumerated() {
      try check(decision.images, in: numbers, "splitDecisions.\(number).images")
    }
    for (number, share) in (shares ?? []).enumerated() {
      try check(share.asked, in: 0...1, "shares.\(number).asked")
      try check(share.images, in: numbers, "shares.\(number).images")
      try check(share.total, in: numbers, "shares.\(number).total")
      if let group = share.group { try check(group.images, in: numbers, "shares.\(number).group.images") }
    }
    for (number, entry) in files.enumerated() {
      try check(entry.byteCount, in: 0...Self.largestByteCount, "files.\(number).byteCount")
    }
    try check(image.size.width, in: 1...ExampleType.largestSide, "image.width")
    try check(image.size.height, in: 1...ExampleType.largestSide, "image.height")
    try check(image.pixelCount, in: 1...ExampleType.largestPixelCount, "image.width * image.height")
    try check(recipe.selection.minimumContrast, in: 0...255, "recipe.selection.minimumContrast")
    try check(recipe.selection.maximumPixels, in: 1...Int.max, "recipe.selection.maximumPixels")
    try ClassNames.check(classes.map(\.name), file: file)
    try ClassNames.check((recipe.classes?.list ?? []).map(\.name), file: file)
  }
}
