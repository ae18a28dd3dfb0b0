internal import Conversion
internal import DatasetFormat
internal import IDX
internal import ImageCore

/// Tables with a row an image, as Kaggle has Fashion-MNIST, Sign Language MNIST and Digit Recognizer.
struct CSVImport: ImportFormat {
  static let description = ImportDescription(
    name: "csv", title: "tables, a row an image: a file, or a folder with train.csv, test.csv",
    origins: "Kaggle: Fashion-MNIST, Sign Language MNIST, Digit Recognizer, A-Z",
    notes: [
      "The side of the images follows from the number of columns, for grey and for colour; `--height` is for grey images that "
        + "are not square. Colour has red, green and blue of each pixel side by side.",
      "Labels are the column called `label` (or `class`, `target`, `y`, `digit`). Without headings it is the first or the last "
        + "column, of which the other one has to be the same pixel in all rows; otherwise say `--label-column first`.",
      "`classes.csv` beside the tables, with the headings `label,name`, names the classes.",
      "Kaggle's Digit Recognizer has no labels in `test.csv`: import `train.csv` alone.",
    ])

  private static let endings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"]
  private static let labelNames: Set = ["label", "labels", "class", "target", "y", "digit"]
  private static let otherNames: Set = ["", "id", "index", "unnamed: 0"]

  private static func isTable(_ name: String) -> Bool { endings.contains { name.lowercased().hasSuffix($0) } }

  static func recognises(_ source: ImportSource) -> Bool { source.files.contains(where: isTable) }

  static func read(_ source: ImportSource, _ options: ImportOptions) async throws -> ImportedExamples {
    var tables = source.files.filter { isTable($0) && $0 != "classes.csv" }.map {
      (file: $0, split: split(of: $0))
    }
    var notices: [String] = []
    if tables.contains(where: { $0.split != nil }) {
      let others = tables.filter { $0.split == nil }.map(\.file)
      if !others.isEmpty {
        notices.append("passed over, as the names say no split: \(others.prefix(8).joined(separator: ", "))")
      }
      tables.removeAll { $0.split == nil }
    }
    guard !tables.isEmpty else { throw ImportError(source.path, "there is no table of images; name a file") }
    guard tables.count == 1 || tables.allSatisfy({ $0.split != nil }) else {
      throw ImportError(
        source.path,
        "there are several tables (\(tables.prefix(8).map(\.file).joined(separator: ", "))); name one of them, or "
          + "call them train.csv and test.csv")
    }
    if let twice = tables.first(where: { table in
      tables.contains { $0.split == table.split && $0.file != table.file }
    }) {
      throw ImportError(
        source.path(of: twice.file),
        "there is another table of \(twice.split?.rawValue ?? "these") images; remove one")
    }
    var parts: [(type: ExampleType, part: ImportedDataset.Part)] = []
    var files: [Recipe.FileReference] = []
    var guess: (file: String, isFirst: Bool)?
    for (file, split) in tables.sorted(by: { ($0.split ?? .train) < ($1.split ?? .train) }) {
      try Task.checkCancellation()
      let stored = try source.bytes(of: file)
      files.append(Recipe.FileReference(file, stored))
      let table = try table(stored, file: file)
      // First the shape: a table without a column beside the label has none that could be it.
      let type = try exampleType(of: table, file: file, options.height)
      let column = try labelColumn(table, file: file, options.labelColumn)
      if column.isGuess {
        let isFirst = column.index == 0
        if let guess, guess.isFirst != isFirst {
          throw ImportError(
            file,
            "the labels seem to be the \(isFirst ? "first" : "last") column, but the other one in \(guess.file); say "
              + "--label-column first, or last")
        }
        guess = (file, isFirst)
        notices.append(
          "\(file): the \(isFirst ? "first" : "last") column was taken for the labels, as the other one is the same in all "
            + "rows")
      }
      parts.append((type, part(of: table, labels: column.index, file: file, split: split)))
    }
    var examples = try ImportedExamples(parts, classNames: try classNames(source, &files), files: files)
    examples.notices = notices
    return examples
  }

  private static func split(of file: String) -> Split? {
    guard let stem = file.split(separator: ".").first, let name = SplitName(String(stem)) else { return nil }
    return SplitName.splits(of: [name])[name]
  }

  private static func table(_ stored: [UInt8], file: String) throws(ImportError) -> PixelTable {
    let bytes: [UInt8]
    do {
      bytes =
        Gzip.isGzip(stored)
        ? try Gzip.decompress(
          stored, maximumByteCount: ImportLimits.unpackedByteCount(of: stored.count)) : stored
    } catch {
      throw ImportError(file, error.message)
    }
    return try PixelTable(bytes, file: file) { otherNames.contains($0.lowercased()) }
  }

  private static func exampleType(of table: PixelTable, file: String, _ height: Int?) throws(ImportError)
    -> ExampleType
  {
    guard let size = size(table.columnCount - 1, height) else { throw shapeError(table, file, height) }
    return try ImportLimits.type([table.rowCount] + size, of: file)
  }

  private static func part(of table: PixelTable, labels column: Int, file: String, split: Split?)
    -> ImportedDataset.Part
  {
    var images: [UInt8] = []
    images.reserveCapacity(table.values.count)
    var labels: [UInt8] = []
    for row in 0..<table.rowCount {
      let start = row * table.columnCount
      labels.append(table.values[start + column])
      images += table.values[start..<(start + column)]
      images += table.values[(start + column + 1)..<(start + table.columnCount)]
    }
    return ImportedDataset.Part(split: split, images: images, labels: labels) { "\(file)#\($0)" }
  }

  /// Returns rows, columns and, for colour, channels of images; nil if no images have so many levels.
  private static func size(_ levelCount: Int, _ height: Int?) -> [Int]? {
    guard levelCount > 0 else { return nil }
    if let height { return levelCount % height == 0 ? [height, levelCount / height] : nil }
    // A square is never three times another, so that the number tells grey from colour.
    for (channels, shape) in [(1, []), (3, [3])] where levelCount % channels == 0 {
      let side = Int(Double(levelCount / channels).squareRoot().rounded())
      if side * side == levelCount / channels { return [side, side] + shape }
    }
    return nil
  }

  private static func shapeError(_ table: PixelTable, _ file: String, _ height: Int?) -> ImportError {
    let pixelCount = table.columnCount - 1
    if let height {
      return ImportError(
        file, "--height \(height): \(pixelCount) pixels do not make rows; give another height")
    }
    if size(table.columnCount, nil) != nil {
      return ImportError(
        file,
        "its \(table.columnCount) columns are pixels, and none is left for labels; import the table that has them"
      )
    }
    return ImportError(
      file,
      "\(pixelCount) pixels beside the label make no square; give the height of the images with --height")
  }

  /// Returns the column with the labels, and whether it was guessed from the values.
  private static func labelColumn(
    _ table: PixelTable, file: String, _ choice: String?
  ) throws(ImportError) -> (index: Int, isGuess: Bool) {
    let last = table.columnCount - 1
    let headings = (table.headings ?? []).map { $0.lowercased() }.filter { !otherNames.contains($0) }
    if let choice {
      if ["first", "last"].contains(choice) { return (choice == "first" ? 0 : last, false) }
      let found = headings.indices.filter { headings[$0] == choice.lowercased() }
      guard found.count == 1 else {
        throw ImportError(
          file,
          "\(found.isEmpty ? "no column is" : "\(found.count) columns are") called '\(choice)', as --label-column says; say "
            + "first, last, or one of the headings")
      }
      return (found[0], false)
    }
    let named = headings.indices.filter { labelNames.contains(headings[$0]) }
    if named.count == 1 { return (named[0], false) }
    guard named.isEmpty else {
      throw ImportError(
        file,
        "several columns may be labels (\(named.map { headings[$0] }.joined(separator: ", "))); say which with --label-column "
          + "NAME, and leave the others out")
    }
    func isConstant(_ column: Int) -> Bool {
      (1..<table.rowCount).allSatisfy {
        table.values[$0 * table.columnCount + column] == table.values[column]
      }
    }
    let (first, end) = (isConstant(0), isConstant(last))
    guard first != end else {
      throw ImportError(
        file, "no heading says which column has the labels; say --label-column first, or last")
    }
    return (end ? 0 : last, true)
  }

  /// Returns the names of `classes.csv`; nil if there is no such file.
  private static func classNames(_ source: ImportSource, _ files: inout [Recipe.FileReference]) throws
    -> [String]?
  {
    let name = "classes.csv"
    guard source.isFolder, source.files.contains(name) else { return nil }
    let bytes = try source.bytes(of: name)
    files.append(Recipe.FileReference(name, bytes))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ImportError(name, "the file is not UTF-8 text; save it as UTF-8")
    }
    let rows = try CSV.rows(parsing: text, file: name)
    guard rows.first?.fields.map({ $0.lowercased() }) == ["label", "name"] else {
      throw ImportError(name, "the headings 'label,name' are expected; write them, or rename the file")
    }
    var names: [String] = []
    for row in rows.dropFirst() {
      guard row.fields.count == 2, Int(row.fields[0]) == names.count, names.count < ClassNames.largestCount
      else {
        throw ImportError(
          "\(name):\(row.line)", "label \(names.count) and its name are expected; list them from 0")
      }
      names.append(row.fields[1])
    }
    return names
  }
}
