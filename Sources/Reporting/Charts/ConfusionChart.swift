internal import Training
internal import Wording

/// A confusion matrix: rows are given labels, columns are predicted labels.
///
/// Cells of more than 15 classes have no room for numbers: the chart is then as wide as the names of the classes need, up
/// to twice the usual width, and the largest confusions are listed below.
///
/// The opacity of a cell is the square root of its share of the row, so that a confusion of one image in a hundred is
/// visible.
public struct ConfusionChart: Sendable {
  private let title: String
  private let classNames: [String]
  private let counts: [[Int]]

  private static let longestName = 110.0
  /// The text in the corner, above the names of the rows and beside the names of the columns.
  private static let columnTitle = "predicted →"
  private static let rowTitle = "given ↓"
  private static let mostClassesWithNumbers = 15
  private static let cellPadding = 4.0
  /// The least height of a cell at which every row has its name.
  private static let nameHeight = 13.0
  private static let greatestWidth = 1_000.0
  private static let listedConfusionCount = 12
  private static let listLineHeight = 17.0
  /// The width and height of a text at 45 degrees, as a share of its length.
  private static let lean = 0.71

  /// - Parameter counts: the number of images by given class, then by predicted class; none negative.
  public init(title: String, classNames: [String], counts: [[Int]]) {
    precondition(
      counts.count == classNames.count && counts.allSatisfy { $0.count == classNames.count },
      "there is a row and a column for every class")
    precondition(counts.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "counts are not negative")
    self.title = title
    self.classNames = classNames
    self.counts = counts
  }

  /// Whether the largest confusions stand below the matrix, because its cells have no numbers.
  var listsConfusions: Bool { classNames.count > Self.mostClassesWithNumbers }

  /// The chart as SVG; empty if there are no classes.
  public var svg: Markup {
    guard !classNames.isEmpty else { return .empty }
    let headingWidth = min(Self.longestName, classNames.map { ChartText.width($0, fontSize: 12) }.max() ?? 0)
    let nameWidth = max(ChartText.width(Self.columnTitle, fontSize: 12), headingWidth)
    let left = nameWidth + 8
    let width = min(
      Self.greatestWidth, max(ChartFrame.width, left + Self.nameHeight * Double(classNames.count) + 4))
    let frame = ChartFrame(title: title, description: description, legend: legend, width: width)
    let leaningWidth = headingWidth * Self.lean
    let leaningCellSide = (width - left - leaningWidth - 4) / (Double(classNames.count) - 0.5)
    // Names over narrow columns are vertical; names over wide columns are at 45 degrees, which is easier to read.
    let isSteep = leaningCellSide < 20
    let cellSide =
      isSteep ? (width - left - 4) / Double(classNames.count) : min(60, leaningCellSide)
    let side = cellSide * Double(classNames.count)
    let headingHeight = max(40, isSteep ? headingWidth + 10 : leaningWidth + 16)
    let top = frame.top + headingHeight
    var body = ChartText.element(
      Self.columnTitle, x: nameWidth, y: top - 23, anchor: .end, style: "axis-title")
    body += ChartText.element(Self.rowTitle, x: nameWidth, y: top - 8, anchor: .end, style: "axis-title")
    body += names(left: left, top: top, cellSide: cellSide, nameWidth: nameWidth, isSteep: isSteep)
    body += "<rect class='frame' x='\(at: left)' y='\(at: top)' width='\(at: side)' height='\(at: side)'/>"
    let fontSize = numberFontSize(cellSide: cellSide)
    body += Markup(
      counts.indices.map { row($0, left: left, top: top, cellSide: cellSide, fontSize: fontSize) })
    let list = confusionList(top: top + side + 12, width: width)
    return frame.svg(
      height: top + side + 4 + list.height, style: width > ChartFrame.width ? "wide" : "",
      body: body + list.markup)
  }

  /// Returns the largest confusions in columns, the largest first; empty if the cells have numbers.
  private func confusionList(top: Double, width: Double) -> (markup: Markup, height: Double) {
    let confusions = ConfusionMatrix(counts: counts).confusions.prefix(Self.listedConfusionCount)
    guard listsConfusions, !confusions.isEmpty else { return (.empty, 0) }
    let columnCount = width > 1.5 * ChartFrame.width ? 2 : 1
    let rowCount = (confusions.count + columnCount - 1) / columnCount
    var markup = ChartText.element("Most confused", x: 0, y: top + 13, style: "axis-title")
    for (number, confusion) in confusions.enumerated() {
      let share = confusion.share
      markup += ChartText.element(
        "\(classNames[confusion.given]) taken for \(classNames[confusion.predicted]): \(grouped(share.count)) of "
          + "\(grouped(share.total)) (\(percent(share.value)))",
        x: Double(number / rowCount) * (width / Double(columnCount)),
        y: top + 32 + Self.listLineHeight * Double(number % rowCount), room: width / Double(columnCount) - 16)
    }
    return (markup, 28 + Self.listLineHeight * Double(rowCount) + 4)
  }

  /// Returns the names of rows and columns; with many classes only every second, third … name, so that they do not
  /// overlap.
  private func names(
    left: Double, top: Double, cellSide: Double, nameWidth: Double, isSteep: Bool
  ) -> Markup {
    let stride = max(1, Int((Self.nameHeight / cellSide - 0.001).rounded(.up)))
    return Markup(
      Swift.stride(from: 0, to: classNames.count, by: stride).map { index in
        let middle = (Double(index) + 0.5) * cellSide
        let row = ChartText.element(
          classNames[index], x: nameWidth, y: top + middle + 4, anchor: .end, style: "tick", fontSize: 12,
          room: nameWidth + 0.01)
        let heading = ChartText.element(
          classNames[index], x: 0, y: 0, style: "tick", fontSize: 12, room: nameWidth + 0.01)
        let x = left + middle + 4
        return
          """
          \(row)<g transform='translate(\(at: x) \(at: top - 5))rotate(\(isSteep ? -90 : -45))'>\(heading)</g>
          """
      })
  }

  private func row(_ given: Int, left: Double, top: Double, cellSide: Double, fontSize: Double) -> Markup {
    let total = counts[given].reduce(0, +)
    guard total > 0 else { return .empty }
    let y = top + Double(given) * cellSide
    return Markup(
      counts[given].enumerated().filter { $0.element > 0 }.map { predicted, count in
        let x = left + Double(predicted) * cellSide
        let share = Double(count) / Double(total)
        let isRight = given == predicted
        let what =
          isRight
          ? "\(classNames[given]) recognised" : "\(classNames[given]) taken for \(classNames[predicted])"
        let tooltip = "\(what): \(grouped(count)) of \(grouped(total)) (\(percent(share)))"
        return """
          <rect class='cell \(isRight ? "right" : "wrong")' x='\(at: x)' y='\(at: y)' \
          width='\(at: cellSide)' height='\(at: cellSide)' \
          fill-opacity='\(at: max(0.12, share.squareRoot()))'>\
          <title>\(tooltip)</title></rect>\
          \(number(count, x: x, y: y, cellSide: cellSide, fontSize: fontSize))
          """
      })
  }

  /// Returns the count in a cell; empty if there are too many classes.
  private func number(_ count: Int, x: Double, y: Double, cellSide: Double, fontSize: Double) -> Markup {
    guard classNames.count <= Self.mostClassesWithNumbers else { return .empty }
    return """
      <text class='cell-count' font-size='\(at: fontSize)' x='\(at: x + cellSide / 2)' \
      y='\(at: y + cellSide / 2 + fontSize * 0.36)'>\(numberText(count, cellSide: cellSide))</text>
      """
  }

  /// Returns the whole count, or a rounded count where the cell is too narrow.
  private func numberText(_ count: Int, cellSide: Double) -> String {
    let whole = grouped(count)
    return ChartText.width(whole, fontSize: 11) <= cellSide - Self.cellPadding ? whole : Self.rounded(count)
  }

  /// Returns the font size at which every count fits into its cell, at most 12.
  private func numberFontSize(cellSide: Double) -> Double {
    guard classNames.count <= Self.mostClassesWithNumbers else { return 12 }
    let widest =
      counts.joined().filter { $0 > 0 }
      .map { ChartText.width(numberText($0, cellSide: cellSide), fontSize: 1) }.max() ?? 1
    return min(12, (cellSide - Self.cellPadding) / widest)
  }

  /// Returns a count in at most four characters: `1.2k`, `12k`, `3.4M`.
  package static func rounded(_ count: Int) -> String {
    var value = Double(count)
    var units = ["", "k", "M", "G", "T"][...]
    while value >= 999.5, units.count > 1 {
      value /= 1000
      units.removeFirst()
    }
    let isWhole = count < 1000 || value >= 9.95
    return decimal(value, isWhole ? 0 : 1) + (units.first ?? "")
  }

  private var legend: [ChartLegend.Entry] {
    [
      ChartLegend.Entry(name: "recognised", sample: .cell(style: "right")),
      ChartLegend.Entry(name: "taken for another class", sample: .cell(style: "wrong")),
    ]
  }

  private var description: String {
    let total = counts.joined().reduce(0, +)
    let right = counts.indices.reduce(0) { $0 + counts[$1][$1] }
    guard total > 0 else { return "Matrix of given and predicted classes; there are no images." }
    let share = percent(Double(right) / Double(total))
    return
      "Matrix of given and predicted classes; "
      + "\(grouped(right)) of \(grouped(total)) images (\(share)) recognised."
  }
}
