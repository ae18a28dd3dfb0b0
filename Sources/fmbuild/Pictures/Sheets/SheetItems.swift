internal import DatasetReading

/// Items of a dataset to put on a contact sheet, with what is to be said of each.
struct SheetItems {
  struct Item {
    let position: ItemPosition
    /// Lines below its picture.
    let captions: [String]
  }

  /// What the items have in common, in a line.
  let heading: String
  let items: [Item]
}
