/// Makes a folder and those of its parent folders that are missing; an existing folder is no error.
///
/// - Returns: the folders that were missing, from the top down.
/// - Throws: `FileSystemError` if the system refuses.
@discardableResult
package func makeFolder(_ path: String) throws(FileSystemError) -> [String] {
  var current = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
  var made: [String] = []
  for name in pathNames(of: path) {
    current += name
    if makeOneFolder(current) {
      made.append(current)
    } else {
      let refusal = errorText()
      guard let obstacle = FileIdentity(current) else { throw cannotMake(path, refusal) }
      guard obstacle.isFolder else { throw cannotMake(path, "\(current) is a file") }
    }
    current += "/"
  }
  return made
}

/// Checks whether a folder is there or could be made, without making it.
///
/// - Throws: `FileSystemError` if a file is in the way, or the system would refuse to make an entry.
func checkFolder(canBeMadeAt path: String) throws(FileSystemError) {
  var current = path.utf8.first == UInt8(ascii: "/") ? "/" : "."
  for name in pathNames(of: path) {
    let next = current + "/" + name
    guard let identity = FileIdentity(next) else { break }
    guard identity.isFolder else {
      throw cannotMake(path, "\(normalisedPath(next)) is a file")
    }
    current = next
  }
  guard mayChangeEntries(of: current) else {
    throw FileSystemError(
      .inputOutput, normalisedPath(current).isEmpty ? "." : normalisedPath(current),
      "nothing can be written here (\(errorText())); choose another place with --out")
  }
}

private func cannotMake(_ path: String, _ reason: String) -> FileSystemError {
  FileSystemError(
    .inputOutput, path, "the folder cannot be made (\(reason)); choose another place with --out")
}
