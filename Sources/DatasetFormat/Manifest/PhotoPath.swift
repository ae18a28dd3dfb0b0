/// Returns whether a recorded path of a photo stays below the folder that it is added to: it is not absolute, and has no
/// `..` and no zero byte. Whoever writes a manifest by hand could otherwise have any file of its reader looked into.
package func isPathBelowFolder(_ path: String) -> Bool {
  let slash = UInt8(ascii: "/")
  guard path.utf8.first != slash, !path.utf8.contains(0) else { return false }
  return !path.utf8.split(separator: slash).contains { $0.elementsEqual("..".utf8) }
}
