internal import Conversion
internal import DatasetFormat

/// The labels and names of classes that are folders of pictures.
struct PictureClasses {
  /// The label of each folder, by its name.
  let labels: [String: UInt8]
  /// The names of the classes by label; nil for numbers.
  let names: [String]?

  /// - Parameters:
  ///   - folders: the names of the folders.
  ///   - userNames: the names that the user lists in the order of the labels; nil if he does not.
  ///   - files: gets the tables that were read.
  /// - Throws: `ImportError` if folders and names contradict each other; `DatasetError` for more than 256 classes.
  init(
    _ folders: Set<String>, _ source: ImportSource, _ userNames: [String]?,
    files: inout [Recipe.FileReference]
  ) throws {
    if let userNames, folders.isSubset(of: userNames) {
      // A name that is there twice has the first of its numbers.
      labels = Dictionary(folders.map { ($0, UInt8(userNames.firstIndex(of: $0) ?? 0)) }) { first, _ in first
      }
      names = userNames
      return
    }
    if let numbered = Self.numbered(folders) {
      for (folder, entry) in numbered.sorted(by: { $0.key < $1.key }) {
        guard let number = userNames?.firstIndex(of: entry.name), number != entry.label else { continue }
        throw ImportError(
          "\(source.path)/\(folder)",
          "the folder says label \(entry.label), and --classes puts '\(entry.name)' at \(number); correct one of them, "
            + "or leave --classes out")
      }
      labels = numbered.mapValues { UInt8($0.label) }
      var names = numbered.values.sorted { $0.label < $1.label }.map(\.name)
      try Self.takeNames(ofTablesIn: source, numbered.mapValues(\.label), &names, &files)
      self.names = names
      return
    }
    let map = try ClassMap(labels: folders)
    labels = Dictionary(folders.compactMap { folder in map.number(of: folder).map { (folder, UInt8($0)) } }) {
      first, _ in first
    }
    guard labels.count == folders.count else {
      throw ImportError(source.path, "the folders' names do not tell the classes apart; rename them")
    }
    guard map.origin != .numeric else {
      names = nil
      return
    }
    if userNames != nil {
      throw ImportError(
        source.path,
        "the names of --classes are not those of the folders (\(folders.sorted().prefix(8).joined(separator: ", "))), "
          + "which have no numbers; rename the folders, or leave --classes out")
    }
    names = map.classes.map(\.name)
  }

  /// Returns label and name of folders such as `3-Dress`; nil if not all are such, or their numbers do not count up from 0.
  private static func numbered(_ folders: Set<String>) -> [String: (label: Int, name: String)]? {
    var result: [String: (label: Int, name: String)] = [:]
    for folder in folders {
      let digits = folder.utf8.prefix { (0x30...0x39).contains($0) }
      let rest = folder.dropFirst(digits.count)
      guard !digits.isEmpty, rest.hasPrefix("-"), rest.count > 1, let label = Int(String(Substring(digits))),
        label < ClassNames.largestCount
      else { return nil }
      result[folder] = (label, String(rest.dropFirst()))
    }
    return Set(result.values.map(\.label)) == Set(0..<folders.count) ? result : nil
  }

  /// Takes the full names of classes from the tables that an export puts beside the folders, `train.csv` and so on, with
  /// the columns `file_name`, `label` and `class`.
  ///
  /// - Throws: `ImportError` if a table gives a folder another label than its name does.
  private static func takeNames(
    ofTablesIn source: ImportSource, _ labels: [String: Int], _ names: inout [String],
    _ files: inout [Recipe.FileReference]
  ) throws {
    for split in Split.allCases {
      let file = split.rawValue + ".csv"
      guard source.files.contains(file) else { continue }
      let bytes = try source.bytes(of: file)
      guard let text = String(validating: bytes, as: UTF8.self) else { continue }
      let rows = try CSV.rows(parsing: text, file: file)
      guard let headings = rows.first?.fields, headings.starts(with: ["file_name", "label", "class"]) else {
        continue
      }
      files.append(Recipe.FileReference(file, bytes))
      for row in rows.dropFirst() where row.fields.count >= 3 {
        guard let folder = row.fields[0].split(separator: "/").first, let label = labels[String(folder)]
        else { continue }
        guard Int(row.fields[1]) == label else {
          throw ImportError(
            "\(source.path)/\(file):\(row.line)",
            "the table says label \(row.fields[1]), and the folder \(label); correct one of them, or remove the table"
          )
        }
        names[label] = row.fields[2]
      }
    }
  }
}
