internal import Checksums
internal import DatasetFormat
internal import FileSystem

/// Corrections matched to the photos in the folder, and checked against them.
struct MatchedCorrections {
  /// The effect of a correction on a photo.
  enum Verdict {
    /// The photo gets the class with this number.
    case relabelled(Int)
    /// The photo gives no image, for this reason.
    case dropped(String)
  }

  /// The verdicts by the photo's index; photos without a correction have none.
  private(set) var verdicts: [Int: Verdict] = [:]
  /// Warnings for the user, which need no action.
  private(set) var warnings: [String] = []

  private let corrections: Corrections
  private let classes: ClassMap

  /// - Parameters:
  ///   - photos: the photos with their original labels.
  ///   - numbers: the class number of each label; a label that belongs to no class has none.
  ///   - classes: the classes of the dataset.
  ///   - root: the name of the photos' folder in messages.
  ///   - digest: returns the SHA-256 of the file of the photo with an index; nil if it cannot be read.
  /// - Throws: `DatasetError` with file and line if a class is unknown, a photo has changed since it was marked, or two
  ///   lines about one photo contradict each other.
  init(
    _ corrections: Corrections, photos: [LabelledPhotos.Photo], numbers: [String: Int], classes: ClassMap,
    root: String, digest: (Int) -> SHA256Digest?
  ) throws(DatasetError) {
    self.corrections = corrections
    self.classes = classes
    // Sources that are equal as text may differ in bytes, as in `PhotoLookup`.
    let bySource = Dictionary(grouping: photos.indices) { photos[$0].source }
    func place(of source: String) -> Int? {
      guard let places = bySource[source] else { return nil }
      if places.count == 1 { return places[0] }
      return places.first { photos[$0].source.utf8.elementsEqual(source.utf8) }
    }

    var formers: [[UInt8]: (line: Int, target: Target)] = [:]
    var missing: [Corrections.Entry] = []
    for entry in corrections.entries {
      let target = try target(of: entry)
      let place = place(of: entry.source)
      let key = Array((place.map { photos[$0].source } ?? entry.source).utf8)
      if let former = formers[key], former.target != target {
        throw error(
          entry,
          "\(entry.source) is \(words(target)) here and \(words(former.target)) in line \(former.line); keep one"
        )
      }
      let isFirst = formers[key] == nil
      if isFirst { formers[key] = (entry.line, target) }
      guard let place else {
        if isFirst { missing.append(entry) }
        continue
      }
      let photo = photos[place]
      let number = numbers[photo.label]
      // Every line is checked: of two lines with the same action, one may be about an older version of the photo.
      try checkFile(entry, digest: digest(place))
      try checkClass(entry, label: photo.label, number: number, target: target)
      if isFirst { verdicts[place] = verdict(target, of: entry, number: number) }
    }
    if let warning = Self.warning(missing, corrections, root: root) { warnings.append(warning) }
  }

  // MARK: - The target of a line

  private enum Target: Hashable {
    case label(Int)
    case outside
  }

  private func target(of entry: Corrections.Entry) throws(DatasetError) -> Target {
    switch entry.action {
    case .drop: return .outside
    case .relabel(let name):
      if let number = classes.number(named: name) { return .label(number) }
      let names = classes.classes.map(\.name)
      let shownCount = 20
      throw error(
        entry,
        "\(entry.source) is to be relabelled, but there is no class '\(name)'; write one of these into 'new_class': "
          + names.prefix(shownCount).joined(separator: ", ") + (names.count > shownCount ? ", …" : ""))
    }
  }

  /// - Parameter number: the class number of the photo's label; nil if the label belongs to no class.
  private func verdict(_ target: Target, of entry: Corrections.Entry, number: Int?) -> Verdict? {
    switch target {
    case .label(let newNumber):
      newNumber == number ? nil : .relabelled(newNumber)
    case .outside:
      .dropped("nothing is wrong with the file: line \(entry.line) of \(corrections.name) drops it")
    }
  }

  private func words(_ target: Target) -> String {
    switch target {
    case .label(let number): "relabelled '\(classes.classes[number].name)'"
    case .outside: "dropped"
    }
  }

  // MARK: - Changes since a photo was marked

  private static let advice = "look at it again, and correct the line or remove it"

  private func checkFile(
    _ entry: Corrections.Entry, digest: @autoclosure () -> SHA256Digest?
  ) throws(DatasetError) {
    // A photo that cannot be read is rejected later.
    guard let former = entry.sha256, let digest = digest(), "\(digest)" != former else { return }
    throw error(
      entry,
      "\(entry.source) has changed since it was marked (SHA-256 \("\(digest)".prefix(8))…, then \(former.prefix(8))…); "
        + Self.advice)
  }

  private func checkClass(_ entry: Corrections.Entry, label: String, number: Int?, target: Target)
    throws(DatasetError)
  {
    guard let markedClass = entry.markedClass else { return }
    if let number, number == classes.number(named: markedClass) || target == .label(number) { return }
    let name = number.map { classes.classes[$0].name } ?? label
    throw error(
      entry,
      "\(entry.source) had the class '\(markedClass)' when it was marked, and has '\(name)' now; \(Self.advice)"
    )
  }

  private func error(_ entry: Corrections.Entry, _ message: String) -> DatasetError {
    DatasetError(.invalidInput, "\(corrections.file):\(entry.line): \(message)")
  }

  // MARK: - Missing photos

  private static func warning(
    _ entries: [Corrections.Entry], _ corrections: Corrections, root: String
  ) -> String? {
    guard let first = entries.first else { return nil }
    let place = "among the photos with labels below \(root) any more"
    let end = "if it was moved or renamed and is still wrong, mark it anew"
    return entries.count == 1
      ? "\(first.source), which line \(first.line) of \(corrections.name) names, is not \(place); \(end)"
      : "\(entries.count) photos that \(corrections.name) names are not \(place), such as \(first.source) (line "
        + "\(first.line)); \(end)"
  }
}
