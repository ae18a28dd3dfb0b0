/// The kind of content of a folder that is written as a whole, which decides what may be replaced in the folder.
package struct FolderContent: Sendable {
  /// The noun for the content in messages, such as "dataset".
  let noun: String
  /// The name of a file that every folder of this content has directly in it; nil if there is no such file, and the
  /// folder can be made but never replaced.
  let marker: String?
  /// A possible name of such a folder, for advice in messages.
  let exampleName: String
  /// Whether a file, or a folder on the way to one, belongs to the content; takes the path below the folder.
  let isOwn: @Sendable (String) -> Bool

  package init(
    noun: String, marker: String?, exampleName: String, isOwn: @escaping @Sendable (String) -> Bool
  ) {
    self.noun = noun
    self.marker = marker
    self.exampleName = exampleName
    self.isOwn = isOwn
  }
}

/// Whether a file of this name is one that file managers leave in any folder.
package func isLitter(_ name: String) -> Bool {
  [".ds_store", "thumbs.db", "desktop.ini"].contains(name.lowercased())
}
