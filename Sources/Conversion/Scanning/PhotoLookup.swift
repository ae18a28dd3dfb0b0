internal import FileSystem
internal import Wording

/// Finds the files below a root that a label file names.
///
/// A path is relative to the root, or to the label file's folder, or absolute. Its file extension may be missing (shops
/// export product numbers), and a file name without folders is enough if it is unique. Where no file has exactly this
/// path, case, drive letters, backslashes and `..` do not count, as long as one file only remains.
package struct PhotoLookup {
  package enum Answer {
    case found(String)
    /// No file matches. The second value is a file with a similar path, if there is one.
    case missing(similar: String?)
    /// The file's name alone matches several files.
    case ambiguous([String])
    /// Several files match apart from case, drive or `..`, and none exactly.
    case alike([String])
  }

  // Paths that are equal as text may differ in bytes: macOS writes an accent as a separate character.
  private let byPath: [String: [String]]
  private let byStem: [String: [String]]
  private let byName: [String: [String]]
  private let byNameStem: [String: [String]]
  /// The files by their last names in lower case.
  private let byFoldedName: [String: [String]]
  private let byFoldedNameStem: [String: [String]]
  private let files: [String]
  private let root: String
  private let resolvedRoot: String?
  private let resolvedLabelFolder: String?
  /// The name of the root folder in lower case.
  private let foldedRootName: String

  package init(_ files: [String], root: String, labelFile: String) {
    byPath = Dictionary(grouping: files) { $0 }
    byStem = Dictionary(grouping: files, by: withoutEnding)
    byName = Dictionary(grouping: files, by: lastName)
    byNameStem = Dictionary(grouping: files) { withoutEnding(lastName($0)) }
    byFoldedName = Dictionary(grouping: files) { lastName($0).lowercased() }
    byFoldedNameStem = Dictionary(grouping: files) { withoutEnding(lastName($0)).lowercased() }
    self.files = files
    self.root = root
    resolvedRoot = resolvedPath(root)
    resolvedLabelFolder = resolvedPath(labelFile).map { $0 + "/.." }.map(normalisedPath)
    foldedRootName = lastName(resolvedRoot ?? root).lowercased()
  }

  /// Returns the file that a table names.
  ///
  /// - Parameter written: the path with the spaces around it; a file whose name has them is meant before all others.
  package func file(for path: String, written: String) -> Answer {
    guard written != path, let files = byPath[written] else { return file(for: path) }
    return (files.first { $0.utf8.elementsEqual(written.utf8) }).map { .found($0) } ?? file(for: path)
  }

  package func file(for path: String) -> Answer {
    let candidates = candidates(for: path)
    var found =
      candidates.lazy.compactMap { byPath[$0] }.first ?? candidates.lazy.compactMap { byStem[$0] }.first
    if found == nil, !path.utf8.contains(UInt8(ascii: "/")) { found = byName[path] ?? byNameStem[path] }
    guard let found else { return fileApartFromSpelling(for: path) }
    if found.count == 1 { return .found(found[0]) }
    let exact = found.first { $0.utf8.elementsEqual(path.utf8) }
    return exact.map { .found($0) } ?? .ambiguous(found)
  }

  /// Returns the paths below the root that `path` may mean.
  private func candidates(for path: String) -> [String] {
    var variants = [path]
    if path.utf8.contains(UInt8(ascii: "\\")) {
      variants.append(
        path.utf8.split(separator: UInt8(ascii: "\\")).map { String(decoding: $0, as: UTF8.self) }
          .joined(separator: "/"))
    }
    return variants.flatMap { variant -> [String] in
      if variant.utf8.first == UInt8(ascii: "/") {
        let absolute = normalisedPath(variant)
        return [root, resolvedRoot].compactMap { $0 }.compactMap { pathBelow(normalisedPath($0), absolute) }
      }
      let relative = normalisedPath(variant)
      guard let resolvedRoot, let resolvedLabelFolder,
        let other = pathBelow(resolvedRoot, normalisedPath(resolvedLabelFolder + "/" + variant))
      else { return [relative] }
      return [relative, other]
    }
  }

  // MARK: - Other spellings

  /// Finds the one file whose path agrees apart from case, drive, backslashes and `..`: the table's path ends with the
  /// file's, or the file's with the table's.
  ///
  /// What the table's path has in front of the file's must be unknown here, as with a drive, an absolute path or `..`, or
  /// end with the name of the root; `bags/1.jpg` is not the photo `1.jpg` of another folder.
  private func fileApartFromSpelling(for path: String) -> Answer {
    let wanted = FoldedPath(path)
    guard let last = wanted.names.last else { return .missing(similar: nil) }
    let sameName = byFoldedName[last] ?? []
    let sameStem = sameName.isEmpty ? byFoldedNameStem[last] ?? [] : []
    var longer: [String] = []
    var matches: [(file: String, nameCount: Int)] = []
    for file in sameName + sameStem {
      var names = FoldedPath(file).names
      if sameName.isEmpty { names[names.count - 1] = withoutEnding(names[names.count - 1]) }
      if names.count > wanted.names.count {
        if names.suffix(wanted.names.count).elementsEqual(wanted.names) { longer.append(file) }
      } else if wanted.names.suffix(names.count).elementsEqual(names) {
        let front = wanted.names.dropLast(names.count)
        guard front.isEmpty || wanted.beginsElsewhere || front.last == foldedRootName else { continue }
        matches.append((file, names.count))
      }
    }
    // The file that agrees in the most folders is meant.
    let most = matches.map(\.nameCount).max() ?? 0
    let best = matches.isEmpty ? longer : matches.filter { $0.nameCount == most }.map(\.file)
    switch best.count {
    case 1: return .found(best[0])
    case 0: return .missing(similar: similar(to: last, among: sameName + sameStem))
    default: return .alike(best)
    }
  }

  /// The number of files up to which names are compared one by one; comparing takes long.
  private static let comparedFileCount = 2000

  private func similar(to name: String, among sameName: [String]) -> String? {
    if let file = sameName.first { return file }
    guard files.count <= Self.comparedFileCount else { return nil }
    // Numbers are close to each other without being meant: p8.jpg is not p9.jpg.
    let digits = name.filter(\.isNumber)
    let names = byFoldedName.keys.filter { $0.filter(\.isNumber) == digits }
    return Spelling.closest(to: name, among: names).flatMap { byFoldedName[$0]?.first }
  }
}

/// A path in lower case, without drive, backslashes, `.` and `..`.
private struct FoldedPath {
  let names: [String]
  /// Whether the path begins at a place that may not exist on this machine: a drive, the root of all folders, or `..`.
  let beginsElsewhere: Bool

  init(_ path: String) {
    let names = path.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.map {
      String(decoding: $0, as: UTF8.self)
    }
    var result: [String] = []
    var beginsElsewhere = path.utf8.first == UInt8(ascii: "/") || path.utf8.first == UInt8(ascii: "\\")
    for (place, name) in names.enumerated() where name != "." {
      if place == 0, name.utf8.count == 2, name.utf8.last == UInt8(ascii: ":") {
        beginsElsewhere = true
      } else if place == 0, name.utf8.count > 2, name.utf8.dropFirst().first == UInt8(ascii: ":") {
        // As in C:photos\a.jpg.
        beginsElsewhere = true
        result.append(String(decoding: Array(name.utf8.dropFirst(2)), as: UTF8.self).lowercased())
      } else if name == ".." {
        if result.isEmpty { beginsElsewhere = true } else { result.removeLast() }
      } else {
        result.append(name.lowercased())
      }
    }
    self.names = result
    self.beginsElsewhere = beginsElsewhere
  }
}

private func lastName(_ path: String) -> String {
  lastName(of: path) ?? path
}

private func withoutEnding(_ path: String) -> String {
  let bytes = path.utf8
  guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), !bytes[dot...].contains(UInt8(ascii: "/")) else {
    return path
  }
  return String(decoding: bytes[..<dot], as: UTF8.self)
}
