internal import FileSystem

/// Finds the files below a root that a label file names.
///
/// A path is relative to the root, or to the label file's folder, or absolute. Its file extension may be missing (shops
/// export product numbers), and a file name without folders is enough if it is unique.
struct PhotoLookup {
  enum Answer {
    case found(String)
    case missing
    case ambiguous([String])
  }

  // Paths that are equal as text may differ in bytes: macOS writes an accent as a separate character.
  private let byPath: [String: [String]]
  private let byStem: [String: [String]]
  private let byName: [String: [String]]
  private let byNameStem: [String: [String]]
  private let root: String
  private let resolvedRoot: String?
  private let resolvedLabelFolder: String?

  init(_ files: [String], root: String, labelFile: String) {
    byPath = Dictionary(grouping: files) { $0 }
    byStem = Dictionary(grouping: files, by: withoutEnding)
    byName = Dictionary(grouping: files, by: lastName)
    byNameStem = Dictionary(grouping: files) { withoutEnding(lastName($0)) }
    self.root = root
    resolvedRoot = resolvedPath(root)
    resolvedLabelFolder = resolvedPath(labelFile).map { $0 + "/.." }.map(normalisedPath)
  }

  func file(for path: String) -> Answer {
    let candidates = candidates(for: path)
    var found =
      candidates.lazy.compactMap { byPath[$0] }.first ?? candidates.lazy.compactMap { byStem[$0] }.first
    if found == nil, !path.utf8.contains(UInt8(ascii: "/")) { found = byName[path] ?? byNameStem[path] }
    guard let found else { return .missing }
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
}

private func lastName(_ path: String) -> String {
  pathNames(of: path).last ?? path
}

private func withoutEnding(_ path: String) -> String {
  let bytes = path.utf8
  guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), !bytes[dot...].contains(UInt8(ascii: "/")) else {
    return path
  }
  return String(decoding: bytes[..<dot], as: UTF8.self)
}
