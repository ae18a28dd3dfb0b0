// Paths are split byte by byte: a name may begin with a combining mark, which as a Swift character would join with the
// slash before it.

/// Returns the part of `path` below `folder`, both resolved; nil if `path` is not below `folder`.
package func pathBelow(_ folder: String, _ path: String) -> String? {
  let prefix = folder.utf8.elementsEqual("/".utf8) ? [] : Array(folder.utf8)
  let bytes = Array(path.utf8)
  guard bytes.starts(with: prefix + [UInt8(ascii: "/")]), bytes.count > prefix.count + 1 else { return nil }
  return String(decoding: bytes[(prefix.count + 1)...], as: UTF8.self)
}

/// Returns the names that a path consists of, without empty ones.
package func pathNames(of path: String) -> [String] {
  path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
}

/// Returns the last name of a path, whatever slashes stand after it; nil if there is none.
package func lastName(of path: String) -> String? {
  let slash = UInt8(ascii: "/")
  var bytes = path.utf8[...]
  while bytes.last == slash { bytes.removeLast() }
  guard !bytes.isEmpty else { return nil }
  guard let last = bytes.lastIndex(of: slash) else {
    return bytes.count == path.utf8.count ? path : String(bytes)
  }
  return String(bytes[bytes.index(after: last)...])
}

/// Returns the name of a folder, even if the user named it `.`; the path itself if it has none.
package func folderName(of path: String) -> String {
  let path = resolvedPath(path) ?? path
  return lastName(of: path) ?? path
}

/// Returns the name of a file without its ending; the whole name if it has none, or nothing else.
package func nameWithoutEnding(_ name: String) -> String {
  guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
  return String(name[..<dot])
}

/// Returns a file's path without the ending of its name, and the ending with its dot; the ending is empty if the name has
/// none, or nothing else.
package func pathAndEnding(of path: String) -> (path: String, ending: String) {
  let name = lastName(of: path) ?? path
  let endingByteCount = name.utf8.count - nameWithoutEnding(name).utf8.count
  return (
    String(decoding: path.utf8.dropLast(endingByteCount), as: UTF8.self),
    String(decoding: path.utf8.suffix(endingByteCount), as: UTF8.self)
  )
}

/// Returns the path without `.`, `..` and double slashes, as far as possible without reading the file system.
package func normalisedPath(_ path: String) -> String {
  let isAbsolute = path.utf8.first == UInt8(ascii: "/")
  var result: [String] = []
  for name in pathNames(of: path) where name != "." {
    if name == "..", let last = result.last, last != ".." {
      result.removeLast()
    } else if name != ".." || !isAbsolute {
      result.append(name)
    }
  }
  return (isAbsolute ? "/" : "") + result.joined(separator: "/")
}

/// Returns the way from a folder to a file or folder, such as `../photos`, with links resolved; the path itself if one of
/// them is not there.
package func relativePath(from folder: String, to path: String) -> String {
  guard let start = resolvedPath(folder), let end = resolvedPath(path) else { return path }
  let (from, to) = (pathNames(of: start), pathNames(of: end))
  let common = zip(from, to).prefix { $0.utf8.elementsEqual($1.utf8) }.count
  let names = Array(repeating: "..", count: from.count - common) + to.dropFirst(common)
  return names.isEmpty ? "." : names.joined(separator: "/")
}

/// Returns the folder that a path is in, and its last name; `.` for a path that is a name alone.
package func parentAndName(of path: String) -> (parent: String, name: String) {
  let names = pathNames(of: path).filter { $0 != "." }
  let above = names.dropLast().joined(separator: "/")
  let isAbsolute = path.utf8.first == UInt8(ascii: "/")
  return (isAbsolute ? "/" + above : above.isEmpty ? "." : above, names.last ?? "")
}
