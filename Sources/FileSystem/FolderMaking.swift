/// Makes a folder and those of its parent folders that are missing; an existing folder is no error.
///
/// - Throws: `FileSystemError` if the system refuses.
package func makeFolder(_ path: String) throws(FileSystemError) {
  var made = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
  for name in pathNames(of: path) {
    made += name
    if !makeOneFolder(made) {
      let refusal = errorText()
      let obstacle = FileIdentity(made)
      guard obstacle?.isFolder == true else {
        throw FileSystemError(
          .inputOutput, path,
          "the folder cannot be made (\(obstacle == nil ? refusal : "\(made) is a file")); "
            + "choose another place with --out")
      }
    }
    made += "/"
  }
}
