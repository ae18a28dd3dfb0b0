internal import FileSystem
internal import Wording

/// Signs that photos show the same products from several sides: file names that differ by a number at the end only.
///
/// Photos of one product in train and in test make test scores of memory.
package struct ProductViews {
  /// The pattern for the part of the names that the photos of one product share.
  private static let pattern = "^.*(?=[-_ ][0-9]{1,2}$)"
  /// The most photos of one product; more are numbered for another reason, as a camera numbers its files.
  private static let largestGroup = 12
  /// The share of photos and the number of products from which on they are worth a sentence.
  private static let leastShare = 0.3
  private static let leastGroupCount = 5

  /// The most photos that are looked at; they tell enough.
  private static let sampleCount = 1_000_000

  private var photoCount = 0
  private var hasGroups = false
  /// The number of photos of each product, and the first two.
  private var products: [String: (count: Int, first: String, second: String)] = [:]

  /// Looks at a photo; photos come in the order of their sources.
  mutating func add(_ photo: Photo) {
    guard !hasGroups, photoCount < Self.sampleCount else { return }
    photoCount += 1
    hasGroups = photo.group != nil
    guard !hasGroups, let name = Self.productName(FileStem.of(photo.source)) else { return }
    let former = products[name]
    products[name] = (
      (former?.count ?? 0) + 1, former?.first ?? photo.source,
      former.map { $0.count == 1 ? photo.source : $0.second } ?? ""
    )
  }

  /// One sentence that proposes a pattern; none if no photo has a sign, or some have groups.
  var warnings: [String] {
    guard !hasGroups else { return [] }
    let groups = products.filter { (2...Self.largestGroup).contains($0.value.count) }
    let count = groups.values.reduce(0) { $0 + $1.count }
    guard groups.count >= Self.leastGroupCount, Double(count) >= Self.leastShare * Double(photoCount),
      let example = groups.min(by: { $0.key < $1.key })?.value
    else { return [] }
    return [
      "\(counted(count, "photo")) may be views of \(counted(groups.count, "product")), such as \(example.first) and \(example.second); a product in "
        + "train and in test makes the test easier than it is: --group-pattern '\(Self.pattern)' keeps products together"
    ]
  }

  /// Returns the path of a photo without its ending and the number at its end, which views of one product have in common;
  /// nil if the name has no such number, or nothing else.
  package static func productName(of path: String) -> String? {
    let stem = pathAndEnding(of: path).path
    guard productName(lastName(of: stem) ?? stem) != nil else { return nil }
    return productName(stem)
  }

  /// Returns the name without the number at its end; nil if it has none, or nothing else.
  private static func productName(_ stem: String) -> String? {
    var bytes = stem.utf8[...]
    var digitCount = 0
    while let last = bytes.last, UInt8(ascii: "0")...UInt8(ascii: "9") ~= last {
      digitCount += 1
      guard digitCount <= 2 else { return nil }
      bytes.removeLast()
    }
    guard digitCount > 0, let separator = bytes.popLast(), "-_ ".utf8.contains(separator), !bytes.isEmpty
    else { return nil }
    return String(bytes)
  }
}
