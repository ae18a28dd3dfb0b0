/// What a folder that is written as a whole is of, and so what may be replaced in it.
package struct FolderContent: Sendable {
  /// What messages call it: "dataset".
  let noun: String
  /// The file, directly in the folder, without which it is none.
  let marker: String
  /// What such a folder may be called, for advice.
  let exampleName: String
  /// Whether a file, or a folder on the way to one, is part of it, by its path below the folder.
  let isOwn: @Sendable (String) -> Bool

  package init(
    noun: String, marker: String, exampleName: String, isOwn: @escaping @Sendable (String) -> Bool
  ) {
    self.noun = noun
    self.marker = marker
    self.exampleName = exampleName
    self.isOwn = isOwn
  }
}

/// Whether a file of that name is something that file managers leave in any folder.
package func isLitter(_ name: String) -> Bool {
  [".ds_store", "thumbs.db", "desktop.ini"].contains(name.lowercased())
}
