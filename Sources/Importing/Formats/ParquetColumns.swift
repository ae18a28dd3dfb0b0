/// Finds the columns of a Parquet file that have pictures and labels. Where it is not clear, the user is asked.
struct ParquetColumns {
  private let leaves: [ParquetFooter.Leaf]
  private let features: HubFeatures
  private let file: String

  init(_ leaves: [ParquetFooter.Leaf], _ features: HubFeatures, file: String) {
    self.leaves = leaves
    self.features = features
    self.file = file
  }

  /// Returns the column with the files of the pictures.
  ///
  /// - Parameter choice: the name that the user gives.
  /// - Throws: `ImportError` if there is no such column, or several.
  func image(_ choice: String?) throws(ImportError) -> ParquetFooter.Leaf {
    let stored = leaves.filter { leaf in
      leaf.type == .bytes && !leaf.isText && !leaf.isRepeated
        && (leaf.path.count == 1 || leaf.path.count == 2 && leaf.path[1] == "bytes")
    }
    if let choice {
      guard let leaf = stored.first(where: { $0.path[0] == choice }) else {
        throw ImportError(
          file,
          "no column of pictures is called '\(choice)', as --image-column says; \(names(stored.map { $0.path[0] }))"
        )
      }
      return leaf
    }
    guard stored.count == 1, let leaf = stored.first else {
      throw ImportError(
        file,
        stored.isEmpty
          ? "no column has files of pictures; \(names(leaves.map(\.name))). Save them as PNG in the bytes of a column of images, as "
            + "'datasets' does"
          : "several columns may be the images; say which with --image-column NAME: \(names(stored.map { $0.path[0] }))"
      )
    }
    return leaf
  }

  private static let labelNames: Set = ["label", "labels", "class", "target", "y", "digit"]

  /// Returns the column with the labels.
  ///
  /// - Parameter choice: the name that the user gives.
  /// - Throws: `ImportError` if there is no such column, or several.
  func label(_ choice: String?) throws(ImportError) -> ParquetFooter.Leaf {
    let usable = leaves.filter { leaf in
      !leaf.isRepeated && (leaf.type == .int32 || leaf.type == .int64 || leaf.type == .bytes && leaf.isText)
    }
    if let choice {
      guard let leaf = usable.first(where: { $0.name == choice }) else {
        throw ImportError(
          file,
          "no column of whole numbers or names is called '\(choice)', as --label-column says; \(names(usable.map(\.name)))"
        )
      }
      return leaf
    }
    let found = usable.filter { leaf in
      features.isClassLabel(leaf.path)
        || leaf.path.count == 1 && Self.labelNames.contains(leaf.path[0].lowercased())
    }
    guard found.count == 1, let leaf = found.first else {
      throw ImportError(
        file,
        found.isEmpty
          ? "no column is known to be the labels; say which with --label-column NAME: \(names(usable.map(\.name)))"
          : "several columns may be the labels; say which with --label-column NAME: \(names(found.map(\.name)))"
      )
    }
    return leaf
  }

  private func names(_ names: [String]) -> String {
    guard !names.isEmpty else { return "there is none that could be" }
    return "there " + (names.count == 1 ? "is " : "are ") + names.prefix(12).joined(separator: ", ")
      + (names.count > 12 ? ", …" : "")
  }
}
